import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page as Tab } from 'playwright-core';
import { chromiumPath, openChromium } from '../../src/shared/chromium.js';
import { repositoryRoot } from '../../src/shared/providers.js';
import { startTags } from '../../src/site/check-site.js';
import { allPages, findPages, type Page, type SitePages } from '../../src/site/pages.js';
import { type ServedFolder, serveFolder } from '../../src/site/serve.js';
import { noBrowser, untilAlive, watchTroubles } from '../browser.js';
import { type Ended, runDocs } from './build.js';
import { type Shown, shownOn } from './shown.js';

// Not the root: a link that forgets the base path is broken then.
const base = '/some/where/';
let folder: string;
let built: Ended;
let site: SitePages;

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'site-test-')), 'site');
  site = await findPages(repositoryRoot);
  built = await runDocs('--base', base, '--out', folder);
});

afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

test('the site of this repository builds, without a broken link', () => {
  expect(built).toMatchObject({ code: 0 });
  expect(built.out).toContain(`${allPages(site).length} pages`);
});

test('every package, every API class and every model has a page', async () => {
  const files = await readdir(folder, { recursive: true });
  expect(files).toEqual(
    expect.arrayContaining(allPages(site).map(({ path }) => path.replace(/\.md$/, '.html'))),
  );
  for (const client of site.packages.filter(({ name }) => name.endsWith('-client'))) {
    expect(client).toMatchObject({
      reference: expect.anything(),
      apis: [expect.anything()].concat(client.apis.slice(1)),
      models: [expect.anything()].concat(client.models.slice(1)),
    });
  }
});

test('every page has one first heading, and leaves no level out', async () => {
  for (const { path } of allPages(site)) {
    const html = await readFile(join(folder, path.replace(/\.md$/, '.html')), 'utf8');
    const content = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
    const levels = startTags(content).flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []));
    const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
    expect({ path, first: levels.filter((level) => level === 1), jumps }).toEqual({
      path,
      first: [1],
      jumps: [],
    });
  }
});

describe('what a reader sees on a page', () => {
  const shown = new Map<string, Shown>();
  beforeAll(async () => {
    for (const { source, path } of allPages(site)) {
      shown.set(source, shownOn(await readFile(join(folder, path.replace(/\.md$/, '.html')), 'utf8')));
    }
  });

  const found = (odd: (page: Shown) => readonly string[]): string[] =>
    [...shown].flatMap(([source, page]) => odd(page).map((text) => `${source}: ${text}`));

  test('no page shows a value that a program failed to print', () => {
    // Code may say `undefined`, and a type or a sentence `null`: there it stands apart from other words.
    const odd = /undefined|NaN|\[object |\wnull\b|\bnull(?!able)\w|^\s*null\s*$/;
    expect(
      found(({ texts, code }) => [
        ...texts.filter((text) => odd.test(text)),
        ...code.filter((text) => text.includes('[object ')),
      ]),
    ).toEqual([]);
  });

  test('no page shows the marks of Markdown, of a template or of HTML', () => {
    const marks =
      /\*\*|~~|`|\{\{|\}\}|!?\[[^\]]*\]\(|^\s*(?:#{1,6}|:::) |<\/?[a-z]|&(?:[a-z]+|#\d+);|\\[*_`[<|]/;
    expect(found(({ texts }) => texts.filter((text) => marks.test(text)))).toEqual([]);
  });

  test('no heading, table cell, list item or link is empty', () => {
    expect(found(({ empty }) => empty)).toEqual([]);
  });

  test('these tests see what is wrong', () => {
    const { texts, code, empty } = shownOn(
      '<title>null</title><h1>undefined<b>PUT</b></h1><h2><a class="header-anchor" href="#x">\u200b</a></h2>' +
        '<table><tr><td> </td><td><code>undefined</code></td></tr></table><script>undefined</script><a id="mark"></a><a href="x"></a>',
    );
    expect(texts).toEqual(['null', 'undefined', 'PUT', '\u200b']);
    expect(code).toEqual(['undefined']);
    expect(empty).toEqual(['<h2> {}', '<td> {}', '<a> {"href":"x"}']);
  });
});

const inBrowser = chromiumPath() === undefined ? describe.skip : describe;

inBrowser(chromiumPath() === undefined ? `in a browser: ${noBrowser}` : 'in a browser', () => {
  let served: ServedFolder;
  let browser: Browser;
  let tab: Tab;
  let troubles: string[];

  beforeAll(async () => {
    served = await serveFolder(folder, { base });
    browser = (await openChromium())!;
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  beforeEach(async () => {
    tab = await browser.newPage();
    // The time limit of jest ends a test that hangs.
    tab.setDefaultTimeout(0);
    troubles = await watchTroubles(tab);
  });

  afterEach(() => tab.close());

  const open = (path: string) => tab.goto(new URL(path, served.url).href, { waitUntil: 'networkidle' });

  async function search(words: string): Promise<void> {
    await untilAlive(tab);
    await tab.keyboard.press('Control+k');
    await tab.locator('#localsearch-input').fill(words);
    await tab.locator('#localsearch-list .result').first().waitFor();
  }

  test('a search for an operation puts its section first, and a click leads there', async () => {
    await open('');
    await search('createToken');
    const first = tab.locator('#localsearch-list .result').first();
    expect(await first.textContent()).toMatch(/finicity-client\s*AuthenticationApi\s*createToken/);
    await first.click();
    await tab.waitForURL('**/packages/finicity-client/docs/AuthenticationApi.html#createtoken');
    await tab.locator('h2#createtoken').waitFor();
    await tab.waitForFunction(
      "Math.abs(document.querySelector('#createtoken').getBoundingClientRect().top) < innerHeight / 2",
    );
    expect(troubles).toEqual([]);
  });

  test('words of a name find it, and the keyboard is enough to get there', async () => {
    await open('docs/decisions/0001-commit-generated-code.html');
    await search('create token');
    await tab.keyboard.press('Enter');
    await tab.waitForURL('**/AuthenticationApi.html#createtoken');
    await tab.locator('h2#createtoken').waitFor();
    expect(troubles).toEqual([]);
  });

  test('a search for a model puts its page first', async () => {
    await open('');
    await search('Customer');
    const first = tab.locator('#localsearch-list .result').first();
    expect(await first.getAttribute('href')).toMatch(/\/finicity-client\/docs\/Customer\.html#customer$/);
  });

  test('pages open without an error, a missing file or a request to another host', async () => {
    for (const page of sample(site)) {
      await open(page.path.replace(/index\.md$/, '').replace(/\.md$/, '.html'));
      expect({ page: page.source, heading: await tab.locator('main h1').count() }).toEqual({
        page: page.source,
        heading: 1,
      });
    }
    expect(troubles).toEqual([]);
  });

  test('a reader who prefers dark gets dark, and can switch', async () => {
    await tab.emulateMedia({ colorScheme: 'dark' });
    await tab.setViewportSize({ width: 1400, height: 900 });
    await open('');
    await untilAlive(tab);
    const isDark = "document.documentElement.classList.contains('dark')";
    expect(await tab.evaluate(isDark)).toBe(true);
    await tab.locator('.VPNavBarAppearance button').click();
    await tab.waitForFunction(`!${isDark}`);
    expect(troubles).toEqual([]);
  });
});

/** The first page, each package, and one class and one model of each. */
function sample({ home, packages, groups }: SitePages): Page[] {
  const some = packages.flatMap(({ readme, reference, apis, models }) => [
    readme,
    reference,
    apis[0],
    models[0],
  ]);
  return [home, ...some, ...[...groups.values()].map(([first]) => first)].filter(
    (page) => page !== undefined,
  );
}
