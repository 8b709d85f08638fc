import { closeAll, started } from '../entrances/http/support.js';
import { tinyProvider } from '../faults/tiny-provider.js';
import { describeInChromium } from './chromium.js';

/** A provider that sends what its users have put in as HTML, as Mail-in-a-Box does with the addresses of aliases. */
const careless = {
  ...tinyProvider('mailinabox'),
  respond: async () => ({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<img src=x onerror=document.title=7>@example.com\n',
  }),
};

describeInChromium('what a provider sends as HTML, in Chromium', (opened) => {
  afterEach(closeAll);

  test('runs no script in the origin of the page', async () => {
    const { page } = opened();
    const { url } = await started({ providers: [careless] });
    await page.goto(url);
    await page.evaluate(() => location.assign('/mailinabox/admin/mail/aliases'));
    // The element is there: it is its script that does not run.
    await page.locator('img').waitFor({ state: 'attached' });
    // Once the browser has given the picture up, `onerror` is due. (No timer runs here that could wait for that.)
    while (!(await page.evaluate(() => document.images[0]?.complete)));
    await page.evaluate(() => document.images.length);
    expect(await page.title()).toBe('');
  });
});
