import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Ended, runDocs } from './build.js';

const address = 'https://github.com/acme/example';
const files: Record<string, string> = {
  'package.json': JSON.stringify({ description: 'Example', repository: { url: `git+${address}.git` } }),
  'README.md': [
    '# Example',
    '[fine](packages/one)',
    `[also](${address}/tree/main/packages/one#readme)`,
    '[source](package.json)',
    '[gone](docs/gone.md)',
    '[no heading](packages/one/README.md#nowhere)',
    `[not there](${address}/blob/main/missing.ts)`,
    '![remote](https://example.com/picture.png)',
  ].join('\n\n'),
  'packages/one/package.json': JSON.stringify({ name: '@example/one' }),
  'packages/one/README.md': [
    '# One {{ 6 * 7 }}',
    'A :smile: and {#this}, <script>alert(1)</script> and Map<string, number>.',
    '## What’s new? (`a & b`)',
    '<a id="kept"></a>[heading](#whats-new-a--b) and [mark](#kept)',
    '<<< package.json',
  ].join('\n\n'),
};

let root: string;
let out: string;
let ended: Ended;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'site-refusals-'));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  out = join(root, 'out');
  ended = await runDocs('--root', root, '--out', out);
});

afterAll(() => rm(root, { recursive: true, force: true }));

test('each link that leads nowhere is told with its page, and fails the build', () => {
  expect(ended.code).toBe(1);
  // Before, VitePress tells of its progress.
  expect(ended.err.trim().split('\n').slice(-5)).toEqual([
    'README.md: ./docs/gone.html leads nowhere.',
    'README.md: ./packages/one/#nowhere names no heading of that page.',
    'README.md: https://example.com/picture.png would be loaded from elsewhere.',
    `README.md: ${address}/blob/main/missing.ts is not in the repository.`,
    '4 to mend in the Markdown files.',
  ]);
});

test('a folder leads to its README, on GitHub or in the repository, and a source file to GitHub', async () => {
  const html = await readFile(join(out, 'index.html'), 'utf8');
  expect(html).toMatch(/<a href="\.\/packages\/one\/"[^>]*>fine<\/a>/);
  expect(html).toMatch(/<a href="\.\/packages\/one\/"[^>]*>also<\/a>/);
  expect(html).toMatch(new RegExp(`<a href="${address}/blob/main/package.json"[^>]*>source</a>`));
});

test('what is a program to Vue or VitePress, and none to GitHub, is shown as it stands', async () => {
  const html = await readFile(join(out, 'packages/one/index.html'), 'utf8');
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const text = main
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  expect(text).toContain('One {{ 6 * 7 }}');
  expect(text).toContain('A :smile: and {#this}, <script>alert(1)</script> and Map<string, number>.');
  expect(text).toContain('<<< package.json');
});

test('a folder that holds something else than a site is left alone', async () => {
  const refused = await runDocs('--root', root, '--out', join(root, 'packages'));
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain('something else than a site');
  expect(await readFile(join(root, 'packages/one/package.json'), 'utf8')).toContain('@example/one');
});

test('a wrong command line is exit code 2, and says where the options are', async () => {
  expect(await runDocs('--nonsense')).toMatchObject({
    code: 2,
    err: expect.stringContaining('npm run docs -- --help'),
  });
});
