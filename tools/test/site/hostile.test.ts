import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page as Tab } from 'playwright-core';
import type { OpenApiDocument } from '../../src/generate/openapi/document.js';
import { chromiumPath, openChromium } from '../../src/shared/chromium.js';
import { type ServedFolder, serveFolder } from '../../src/site/serve.js';
import { noBrowser, untilAlive, watchTroubles } from '../browser.js';
import { markdownAttacks } from '../hostile/markdown-texts.js';
import { hostile } from '../pages/hostile.js';
import { printed } from '../printed.js';
import { type Ended, runDocs } from './build.js';

/** In a file beside the site that no page may show. */
const canary = 'a-canary-that-sings';
const script = '<img src=x onerror="window.hit=1"><script>window.hit=2</script>';
const everything = [
  ...markdownAttacks,
  script,
  '<a href="javascript:window.hit=3">Click</a> [Click](javascript:window.hit=4)',
  ...['../../../canary.txt', '../../../../canary.txt', '@/canary.txt'].flatMap((path) => [
    `<!-\u202e- @include: ${path} -->`,
    `\`\`\`\n<!-\u2066- @include: ${path} -->\n\`\`\``,
    `<<< ${path}`,
  ]),
].join('\n\n');

const document: OpenApiDocument = {
  ...hostile,
  info: { title: `Searchable ${script}`, version: script, description: everything },
  components: {
    ...hostile.components,
    schemas: {
      ...hostile.components!.schemas,
      Listed: {
        type: 'object',
        description: everything,
        example: { a: everything },
        properties: { a: { description: everything } },
      },
    },
  },
};

const files: Readonly<Record<string, string>> = {
  'canary.txt': canary,
  'package.json': JSON.stringify({
    description: 'Example',
    repository: { url: 'git+https://github.com/acme/example.git' },
  }),
  'README.md': '# Example\n\n[A client](packages/hostile-client/docs/README.md)\n',
  'packages/hostile-client/package.json': JSON.stringify({ name: '@example/hostile-client' }),
  'packages/hostile-client/README.md': '# Client\n',
};

let root: string;
const siteOf = async (name: string, pages: Readonly<Record<string, string>>): Promise<string> => {
  const folder = join(root, name);
  for (const [file, text] of Object.entries({ ...files, ...pages })) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'site-hostile-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the site of a hostile description', () => {
  let out: string;
  let built: Ended;

  beforeAll(async () => {
    const docs = printed(document).pages('@example/hostile-client');
    const pages = Object.entries(docs).map(([file, text]) => [`packages/hostile-client/docs/${file}`, text]);
    const folder = await siteOf('hostile', Object.fromEntries(pages));
    out = join(folder, 'out');
    built = await runDocs('--root', folder, '--out', out);
  });

  test('builds without a broken link, and publishes no other file of the machine', async () => {
    expect(built).toMatchObject({ code: 0 });
    const found = await readdir(out, { recursive: true, withFileTypes: true });
    const written = found.filter((entry) => entry.isFile());
    expect(written.length).toBeGreaterThan(10);
    for (const { parentPath, name } of written) {
      expect(await readFile(join(parentPath, name), 'utf8')).not.toContain(canary);
    }
  });

  const inBrowser = chromiumPath() === undefined ? describe.skip : describe;

  inBrowser(chromiumPath() === undefined ? `in a browser: ${noBrowser}` : 'in a browser', () => {
    let served: ServedFolder;
    let browser: Browser;
    let tab: Tab;
    let troubles: string[];

    beforeAll(async () => {
      served = await serveFolder(out);
      browser = (await openChromium())!;
      tab = await browser.newPage();
      // The time limit of jest ends a test that hangs.
      tab.setDefaultTimeout(0);
      troubles = await watchTroubles(tab);
      tab.on('dialog', (dialog) => {
        troubles.push(`a dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
    });

    afterAll(async () => {
      await browser?.close();
      await served?.close();
    });

    const hits = () =>
      tab.evaluate(
        '[window.hit, document.querySelectorAll("main :is(img, script, iframe, details, svg)").length]',
      );

    test('no page runs anything, opens anything, or asks another host for anything', async () => {
      const pages = (await readdir(join(out, 'packages/hostile-client/docs'))).filter((file) =>
        file.endsWith('.html'),
      );
      expect(pages.length).toBeGreaterThan(4);
      for (const page of pages) {
        await tab.goto(new URL(`packages/hostile-client/docs/${page}`, served.url).href, {
          waitUntil: 'networkidle',
        });
        expect([page, await hits()]).toEqual([page, [undefined, 0]]);
      }
      expect(troubles).toEqual([]);
    });

    test('a title is text in the results of a search, and on the way to them', async () => {
      await tab.goto(served.url, { waitUntil: 'networkidle' });
      await untilAlive(tab);
      await tab.keyboard.press('Control+k');
      await tab.locator('#localsearch-input').fill('Searchable');
      const results = tab.locator('#localsearch-list .result');
      await results.first().waitFor();
      expect(await results.first().textContent()).toContain(`Searchable ${script}`);
      expect(await results.locator('img, script').count()).toBe(0);
      await results.first().click();
      await tab.waitForURL('**/packages/hostile-client/docs/**');
      // The URL changes before the page does: until then heading and title are those of the page before.
      await tab.waitForFunction("document.title.includes('Searchable')");
      await tab.locator('main h1', { hasText: 'Searchable' }).waitFor();
      expect(await hits()).toEqual([undefined, 0]);
      expect(troubles).toEqual([]);
    });
  });
});

test.each([
  ['an include', '# Page\n\n<!-- @include: ../../../canary.txt -->\n', 'includes a file'],
  ['front matter', '---\nhead: [[script, {}, "window.hit=1"]]\n---\n# Page\n', 'begins with front matter'],
  ['a mark of VitePress', "# Page\n\nA `__VP_STATIC_END__';window.hit=1;'`.\n", 'takes for its own'],
  [
    'the same mark, as entities',
    "# Page\n\n&#95;&#x5f;VP_STATIC_END__';window.hit=1;'\n",
    'takes for its own',
  ],
])('a page with %s is refused, wherever it comes from', async (name, text, message) => {
  const folder = await siteOf(name.replaceAll(/\W+/g, '-'), {
    'packages/hostile-client/docs/Page.md': text,
  });
  const ended = await runDocs('--root', folder, '--out', join(folder, 'out'));
  expect({
    code: ended.code,
    said: ended.err.includes(message),
    names: ended.err.includes('docs/Page.md'),
  }).toEqual({
    code: 1,
    said: true,
    names: true,
  });
});

test('a page that is a link to a file outside of the repository is refused', async () => {
  const folder = await siteOf('link', {});
  await writeFile(join(root, 'outside.md'), `# ${canary}\n`);
  await symlink(join(root, 'outside.md'), join(folder, 'LINK.md'));
  const ended = await runDocs('--root', folder, '--out', join(folder, 'out'));
  expect(ended).toMatchObject({
    code: 1,
    err: expect.stringContaining('LINK.md is a link to a file outside'),
  });
});
