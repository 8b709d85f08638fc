import { describeInChromium } from './chromium.js';
import { wrongLogin } from './support.js';

describeInChromium('the page without a mouse', (opened) => {
  test('the list of calls is one stop of the Tab key: on its way to the providers nobody passes each call', async () => {
    const { page, server } = opened();
    for (let call = 0; call < 5; call += 1) await wrongLogin(server);
    await page.locator('#calls tr').nth(4).waitFor();
    await page.getByLabel('Show calls of').focus();
    await page.keyboard.press('Tab');
    // A box that can be scrolled may be a stop itself.
    if (await page.evaluate(() => document.activeElement?.id === 'list')) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('createToken');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('article')?.id)).not.toBeNull();
    expect(await page.evaluate(() => document.activeElement?.closest('#calls') ?? null)).toBeNull();
  });

  test('arrow keys, Home and End go from call to call, and past those that are hidden', async () => {
    const { page, server } = opened();
    for (const name of ['plo', 'mailinabox', 'plo'] as const) await fetch(`${server.basePath(name)}/${name}`);
    await page.locator('#calls tr').nth(2).waitFor();
    const focusedRow = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('#calls tr')].findIndex((row) => row.contains(document.activeElement)),
      );
    await page.locator('#calls button').first().focus();
    const reached = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End']) {
      await page.keyboard.press(key);
      reached.push(await focusedRow());
    }
    expect(reached).toEqual([1, 2, 2, 1, 0, 2]);
    await page.getByLabel('Show calls of').selectOption('plo');
    await page.locator('#calls button').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await focusedRow()).toBe(2);
  });

  test('a list that is narrowed down can still be reached, whichever call had the focus', async () => {
    const { page, server } = opened();
    for (const name of ['plo', 'mailinabox'] as const) await fetch(`${server.basePath(name)}/${name}`);
    await page.locator('#calls tr').nth(1).waitFor();
    await page.locator('#calls tr', { hasText: 'Mail-in-a-Box' }).getByRole('button').focus();
    await page.getByLabel('Show calls of').selectOption('plo');
    expect(await page.locator('#calls tr:visible button[tabindex="0"]').count()).toBe(1);
  });

  test('what has the focus keeps it while calls come and the state changes', async () => {
    const { page, server } = opened();
    await page.getByRole('button', { name: 'Lock the account: Finicity', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('locked: every login and call is refused').waitFor();
    const name = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await name()).toBe('Lock the account: Finicity');
    await page.locator('#facts-finicity summary', { hasText: '30' }).focus();
    await page.keyboard.press('Enter');
    await fetch(`${server.url}/_sandbox/action`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ provider: 'finicity', action: 'unlock' }),
    });
    await page.locator('#facts-finicity dd:text-is("open")').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('30; the last 20:');
    expect(await page.locator('#facts-finicity details[open]').count()).toBe(1);
  });

  test('what has the focus is seen to have it', async () => {
    const { page } = opened();
    await page.getByRole('article', { name: 'Finicity' }).waitFor();
    await page.getByRole('button', { name: 'Let two hours pass' }).focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    const width = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineWidth);
    expect(Number.parseFloat(width)).toBeGreaterThanOrEqual(2);
  });
});

describeInChromium('the page on a small screen', (opened) => {
  test.each([320, 640])(
    'nothing has to be scrolled sideways at %i px, which is also a large one at 400 or 200 per cent',
    async (width) => {
      const { page, server } = opened();
      await page.setViewportSize({ width, height: 700 });
      await wrongLogin(server);
      await fetch(`${server.basePath('finicity')}/${'long'.repeat(60)}`);
      await page.getByRole('button', { name: 'createToken', exact: true }).click();
      await page.getByRole('article', { name: 'Finicity' }).waitFor();
      const widest = await page.evaluate(() => [
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
        document.getElementById('list')!.scrollWidth - document.getElementById('list')!.clientWidth,
      ]);
      expect(widest).toEqual([0, 0]);
    },
  );
});
