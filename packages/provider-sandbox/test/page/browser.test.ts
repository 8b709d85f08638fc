import { createAuthInfo } from '@acme/auth-helpers/plo';
import type { Locator } from 'playwright-core';
import { FINICITY_TEST_CREDENTIALS } from '../../src/providers/finicity/index.js';
import { PLO_TEST_INSTITUTION } from '../../src/providers/plo/index.js';
import { describeInChromium } from './chromium.js';
import { paidSession, wrongLogin } from './support.js';

describeInChromium('the page in Chromium', (opened) => {
  test('shows a call when it arrives, and tells a screen reader', async () => {
    const { server, page, troubles } = opened();
    await wrongLogin(server);
    await page.getByRole('button', { name: 'createToken', exact: true }).waitFor();
    await page.locator('[aria-live=polite]', { hasText: /^Call 1: Finicity createToken/ }).waitFor();
    expect(troubles).toEqual([]);
  });

  test('shows with the keyboard the request and response of a call, without secrets', async () => {
    const { server, page, troubles } = opened();
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

  test('shows credentials and a call to paste while there is no call, and then the calls', async () => {
    const { server, page, troubles } = opened();
    const first = page.getByRole('group', { name: 'Finicity' });
    await first.getByText(FINICITY_TEST_CREDENTIALS.partnerSecret, { exact: true }).waitFor();
    await first.getByText(`curl "${server.url}/finicity/aggregation/v2/partners/authentication"`).waitFor();
    expect(await page.locator('#first-calls [role=group]').count()).toBe(4);
    await first.locator('.command').click();
    const selected = await page.evaluate(() => getSelection()?.toString());
    expect(selected).toBe(await first.locator('.command').textContent());
    await wrongLogin(server);
    await page.getByRole('button', { name: 'createToken', exact: true }).waitFor();
    await page.locator('#no-call').waitFor({ state: 'hidden' });
    expect(troubles).toEqual([]);
  });

  test('selects a call by a click anywhere in its row, but not while text is marked there', async () => {
    const { server, page, troubles } = opened();
    await wrongLogin(server);
    const row = page.locator('#calls tr', { hasText: 'createToken' });
    const isSelected = () => row.getByRole('button').getAttribute('aria-pressed');
    await row.waitFor();
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('#calls .provider')!));
    await row.dispatchEvent('click');
    expect(await isSelected()).toBe('false');
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await row.locator('.status').click();
    await page.locator('#details').getByText('"partnerSecret": "[redacted]"').waitFor();
    expect(await isSelected()).toBe('true');
    expect(troubles).toEqual([]);
  });

  test('names a call by its operation, and breaks its path after slashes, in a narrow window too', async () => {
    const { server, page } = opened();
    await page.setViewportSize({ width: 320, height: 800 });
    await wrongLogin(server);
    await page.getByRole('button', { name: 'createToken', exact: true }).waitFor();
    const cell = page.locator('td.call');
    expect(await cell.textContent()).toBe('createToken POST /aggregation/v2/partners/authentication');
    for (const line of (await linesOf(cell)).slice(0, -1)) expect(line).toMatch(/(\/|POST|createToken)$/);
    expect((await linesOf(cell)).length).toBeGreaterThan(1);
  });

  test('says in the row and in the details which fault a call was given, and what it did', async () => {
    const { server, page, troubles } = opened();
    await fetch(`${server.basePath('mailinabox')}/mail/users`, {
      headers: { 'x-sandbox-fault': 'delay;ms=7, status-503;retry-after=2' },
    });
    const told = [
      'Fault delay: The response began 7 ms late.',
      'Fault status-503: A gateway responded with 503 Service Unavailable and Retry-After: 2. The provider did not get the request.',
    ];
    const row = page.locator('#calls tr', { hasText: told[1]! });
    for (const text of told) await row.getByText(text, { exact: true }).waitFor();
    await row.getByRole('button').click();
    for (const text of told) await page.locator('#details').getByText(text, { exact: true }).waitFor();
    expect(troubles).toEqual([]);
  });

  test('shows in the details what was sent encrypted', async () => {
    const { server, page } = opened();
    const authInfo = await createAuthInfo({ ...PLO_TEST_INSTITUTION, userId: 'ada', now: () => 0 });
    await fetch(`${server.basePath('plo')}/usertoken?${new URLSearchParams({ AuthInfo: authInfo })}`);
    await page.getByRole('button', { name: 'usertokenGet' }).click();
    await page.locator('#details h4:text-is("Decrypted") + pre:text-is("[redacted]:999999:0")').waitFor();
    expect(await page.content()).not.toContain(authInfo);
  });

  test('shows in the details what came back encrypted', async () => {
    const { server, page } = opened();
    const session = await paidSession(server);
    await page.getByRole('button', { name: 'GET /Pay/' }).click();
    const result = page.getByRole('group', { name: 'Decrypted text of the response' });
    expect(await result.textContent()).toContain('"transactionStatus": "SUCCESS"');
    expect(await page.content()).not.toContain(session);
  });

  test('keeps of a burst of calls the last 1,000, in their order', async () => {
    const { server, page } = opened();
    const customers = `${server.basePath('finicity')}/aggregation/v1/customers`;
    const calls = Array.from({ length: 1_200 }, (_, call) => `${customers}/${call}`);
    for (let at = 0; at < calls.length; at += 50) {
      await Promise.all(calls.slice(at, at + 50).map((url) => fetch(url)));
    }
    await fetch(`${server.basePath('finicity')}/institution/v2/institutions/1`);
    await page.getByRole('button', { name: 'getInstitution' }).waitFor();
    expect(await page.locator('#calls tr').count()).toBe(1_000);
    const texts = await page.locator('td.call').allTextContents();
    const numbers = texts
      .slice(1)
      .map((text) => Math.floor(Number(text.slice(text.lastIndexOf('/') + 1)) / 50));
    expect(numbers).not.toContain(Number.NaN);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    await page.locator('#news', { hasText: 'getInstitution' }).waitFor();
  });

  test('locks a provider with a button, and shows it in its state', async () => {
    const { page, troubles } = opened();
    const finicity = page.getByRole('article', { name: 'Finicity' });
    await finicity.locator('dt:text-is("Account") + dd:text-is("open")').waitFor();
    await finicity.getByRole('button', { name: 'Lock the account: Finicity', exact: true }).click();
    await finicity.getByText('locked: every login and call is refused').waitFor();
    await page.getByRole('status').getByText('Done: Lock the account, Finicity').waitFor();
    expect(troubles).toEqual([]);
  });

  test('lets two hours pass with a button', async () => {
    const { page, troubles } = opened();
    await page.getByText('2023-11-14 22:13:20 UTC').waitFor();
    await page.getByRole('button', { name: 'Let two hours pass' }).click();
    await page.getByText('2023-11-15 00:13:20 UTC').waitFor();
    expect(troubles).toEqual([]);
  });

  test('gives the chosen fault to the next call of the chosen provider, once, and says which waits', async () => {
    const { server, page, troubles } = opened();
    await page.getByLabel('Provider', { exact: true }).selectOption('plo');
    await page.getByLabel('Fault', { exact: true }).selectOption('status-429');
    await page.getByRole('button', { name: 'Add the fault' }).click();
    const next = page.locator('#facts-plo dt:text-is("Next") + dd');
    await next.getByText('1 call with faults').waitFor();
    await next.getByText('1 call: status-429;retry-after=1').waitFor();
    const statuses = [];
    for (const name of ['mailinabox', 'plo', 'plo'] as const) {
      statuses.push((await fetch(`${server.basePath(name)}/nothing`)).status);
    }
    expect(statuses.map((status) => status === 429)).toEqual([false, true, false]);
    expect(troubles).toEqual([]);
  });

  test('narrows the calls down to one provider', async () => {
    const { server, page } = opened();
    await wrongLogin(server);
    await fetch(`${server.basePath('mailinabox')}/mail/users`);
    await page.getByRole('button', { name: 'getMailUsers' }).waitFor();
    await page.getByLabel('Show calls of').selectOption('mailinabox');
    expect(await page.locator('#calls tr:visible').count()).toBe(1);
    expect(await page.locator('#calls tr').count()).toBe(2);
  });

  test('neither renders as markup nor shows what a client sends, because it may be a secret', async () => {
    const { server, page } = opened();
    await fetch(`${server.basePath('mailinabox')}/mail/users`, {
      method: 'POST',
      body: '<img src=x onerror=document.title="hacked">',
    });
    await page.locator('#calls button').click();
    await page.locator('#details').getByText('[redacted]').first().waitFor();
    expect(await page.locator('#details').textContent()).not.toContain('img src');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('Provider sandbox');
  });

  test('loads nothing from another origin, and names each of its parts', async () => {
    const { server, page, troubles, asked } = opened();
    await page.getByRole('article', { name: 'Personalized Offers' }).waitFor();
    expect(asked.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith('data:'))).toEqual([]);
    const regions = ['Calls', 'Request and response', 'Faults of the next calls', 'Providers'];
    for (const name of regions) {
      expect(await page.getByRole('region', { name, exact: true }).count()).toBe(1);
    }
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
