import { createAuthInfo } from '@acme/auth-helpers/plo';
import type { Browser, Locator, Page } from 'playwright-core';
import { chromiumPath, openChromium } from '../../../../tools/src/chromium.js';
import { noBrowser, watchTroubles } from '../../../../tools/test/browser.js';
import { PLO_TEST_INSTITUTION } from '../../src/plo/index.js';
import type { SandboxServer } from '../../src/server/index.js';
import { sandbox, wrongLogin } from './support.js';

// A browser beside a whole test run is slow to answer.
jest.setTimeout(30_000);

const inChromium = chromiumPath() === undefined ? describe.skip : describe;
const title = 'the page in Chromium';

inChromium(chromiumPath() === undefined ? `${title} (${noBrowser})` : title, () => {
  let browser: Browser;
  let server: SandboxServer;
  let page: Page;
  let troubles: string[];
  let asked: string[];

  beforeAll(async () => {
    browser = (await openChromium())!;
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    server = await sandbox();
    page = await browser.newPage();
    asked = [];
    page.on('request', (request) => asked.push(request.url()));
    troubles = await watchTroubles(page);
    await page.goto(server.url);
    await page.getByText('Live', { exact: true }).waitFor();
  });
  afterEach(async () => {
    await page.close();
    await server.close();
  });

  test('a call appears by itself, and says so to a screen reader', async () => {
    await wrongLogin(server);
    await page.getByRole('button', { name: 'createToken', exact: true }).waitFor();
    expect(await page.locator('[aria-live=polite]').textContent()).toMatch(/^Call 1: finicity createToken/);
    expect(troubles).toEqual([]);
  });

  test('with the keyboard, a call shows its request and response, and no secret', async () => {
    await wrongLogin(server);
    const call = page.getByRole('button', { name: 'createToken', exact: true });
    await call.focus();
    await page.keyboard.press('Enter');
    const details = page.getByRole('region', { name: 'Request and response' });
    await details.getByText('"partnerSecret": "[redacted]"').waitFor();
    expect(await details.textContent()).toContain('finicity-app-key: [redacted]');
    expect(await page.content()).not.toContain('hush');
    expect(await call.getAttribute('aria-pressed')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('details-title');
    expect(troubles).toEqual([]);
  });

  test('a call is named by its operation; its path beside it breaks after slashes, in a narrow window too', async () => {
    await page.setViewportSize({ width: 640, height: 800 });
    await wrongLogin(server);
    await page.getByRole('button', { name: 'createToken', exact: true }).waitFor();
    const cell = page.locator('td.call');
    expect(await cell.textContent()).toBe('createToken POST /aggregation/v2/partners/authentication');
    for (const line of (await linesOf(cell)).slice(0, -1)) expect(line).toMatch(/(\/|POST|createToken)$/);
    expect((await linesOf(cell)).length).toBeGreaterThan(1);
  });

  test('the list and the details say which bad manners a call got', async () => {
    await fetch(`${server.baseUrl('mailinabox')}/mail/users`, {
      headers: { 'x-sandbox-manner': 'status-503' },
    });
    await page.locator('td.call', { hasText: 'Bad manners: status-503' }).getByRole('button').click();
    await page.locator('#details').getByText('Bad manners: status-503').waitFor();
    expect(troubles).toEqual([]);
  });

  test('the details show what was sent encrypted', async () => {
    const authInfo = await createAuthInfo({ ...PLO_TEST_INSTITUTION, userId: 'ada', now: () => 0 });
    await fetch(`${server.baseUrl('plo')}/usertoken?${new URLSearchParams({ AuthInfo: authInfo })}`);
    await page.getByRole('button', { name: 'usertokenGet' }).click();
    await page.locator('#details h4:text-is("Decrypted") + pre:text-is("ada:999999:0")').waitFor();
    expect(await page.content()).not.toContain(authInfo);
  });

  test('a button locks a provider, and its state shows it', async () => {
    const finicity = page.getByRole('article', { name: 'finicity' });
    const isLocked = finicity.locator('dt', { hasText: 'is locked' }).locator('+ dd');
    expect(await isLocked.textContent()).toBe('no');
    await finicity.getByRole('button', { name: 'lock: finicity', exact: true }).click();
    await finicity.locator('dt:text-is("is locked") + dd:text-is("yes")').waitFor();
    expect(troubles).toEqual([]);
  });

  test('two hours pass', async () => {
    await page.getByText('2023-11-14 22:13:20 UTC').waitFor();
    await page.getByRole('button', { name: 'Let two hours pass' }).click();
    await page.getByText('2023-11-15 00:13:20 UTC').waitFor();
    expect(troubles).toEqual([]);
  });

  test('the next call fails as chosen, of the chosen provider, once', async () => {
    await page.getByLabel('Provider', { exact: true }).selectOption('plo');
    await page.getByLabel('What happens').selectOption('status-429');
    await page.getByRole('button', { name: 'Make it happen' }).click();
    await page.locator('#facts-plo dt:text-is("calls with manners") + dd:text-is("1")').waitFor();
    const statuses = [];
    for (const name of ['mailinabox', 'plo', 'plo'] as const) {
      statuses.push((await fetch(`${server.baseUrl(name)}/nothing`)).status);
    }
    expect(statuses.map((status) => status === 429)).toEqual([false, true, false]);
    expect(troubles).toEqual([]);
  });

  test('calls can be narrowed down to one provider', async () => {
    await wrongLogin(server);
    await fetch(`${server.baseUrl('mailinabox')}/mail/users`);
    await page.getByRole('button', { name: 'getMailUsers' }).waitFor();
    await page.getByLabel('Show calls of').selectOption('mailinabox');
    expect(await page.locator('#calls tr:visible').count()).toBe(1);
    expect(await page.locator('#calls tr').count()).toBe(2);
  });

  test('what a client sends is text on the page, never markup', async () => {
    await fetch(`${server.baseUrl('mailinabox')}/mail/users`, {
      method: 'POST',
      body: '<img src=x onerror=document.title="hacked">',
    });
    await page.locator('#calls button').click();
    await page.getByText('<img src=x').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('Provider sandbox');
  });

  test('nothing is asked of another origin, and each part of the page has a name', async () => {
    await page.getByRole('article', { name: 'plo' }).waitFor();
    expect(asked.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith('data:'))).toEqual([]);
    const regions = ['Calls', 'Request and response', 'Next call fails with …', 'Providers'];
    for (const name of regions) expect(await page.getByRole('region', { name }).count()).toBe(1);
    const unnamed = 'main :is(select, input):not([id]), button:empty';
    expect(await page.locator(unnamed).count()).toBe(0);
    expect(troubles).toEqual([]);
  });
});

/** The text as the browser has broken it into lines. */
function linesOf(cell: Locator): Promise<string[]> {
  return cell.evaluate((element) => {
    const lines = new Map<number, string>();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (let at = 0; at < (node.nodeValue ?? '').length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const bottom = Math.round(range.getBoundingClientRect().bottom);
        lines.set(bottom, `${lines.get(bottom) ?? ''}${node.nodeValue?.[at]}`);
      }
    }
    return [...lines.values()].map((line) => line.trim());
  });
}
