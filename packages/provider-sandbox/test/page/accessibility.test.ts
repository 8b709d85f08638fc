import { source } from 'axe-core';
import type { Page } from 'playwright-core';
import { describeInChromium } from './chromium.js';
import { wrongLogin } from './support.js';

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** The rules of WCAG 2.2 AA, and axe's own, that the page breaks as it is now, and where. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const violations = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)');
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

describeInChromium('axe finds on the page', (opened) => {
  test('nothing while there is no call', async () => {
    const { page } = opened();
    await page.getByRole('article', { name: 'Finicity' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 320],
    ['dark', 320],
  ] as const)(
    'nothing in %s colours at a width of %i px, with a failed call open and an account locked',
    async (colorScheme, width) => {
      const { page, server } = opened();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await wrongLogin(server);
      await page.getByRole('button', { name: 'Lock the account: Finicity', exact: true }).click();
      await fetch(`${server.basePath('mailinabox')}/mail/users`, {
        headers: { 'x-sandbox-fault': 'cut-during' },
      })
        .then((answer) => answer.text())
        .catch(() => '');
      await page.getByRole('button', { name: 'createToken', exact: true }).first().click();
      await page.locator('#details summary').first().click();
      await page.getByText('locked: every login').waitFor();
      expect(await violationsOf(page)).toEqual([]);
    },
  );
});
