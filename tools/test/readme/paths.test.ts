import { execFileSync } from 'node:child_process';
import { documents, read, root } from './fences.js';

/** All files of the repository, those that are not committed yet too. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 26,
})
  .split('\0')
  .filter((file) => file !== '');

/** A path of this repository, from its root or from that of a workspace: with `<name>`, `*` or `{a,b}` a pattern. */
const path =
  /^(?:\.github|docs|examples|packages(?=\/(?:<|[\w-]+\/))|specs|tools|src|test)\/[\w.\-/<>*{},]+$/;

/** Regular expression of all paths that `named` stands for: a file, a folder, or either without its ending. */
function patternOf(named: string): RegExp {
  const text = named
    .replaceAll('.', '\\.')
    .replaceAll(/<[^>]+>/g, '[^/]+')
    .replaceAll('*', '[^/]*')
    .replaceAll(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(',', '|')})`);
  const base = /^(?:src|test)\//.test(named) ? '(?:packages/[^/]+|tools)/' : '(?:packages/[^/]+/(?=docs/))?';
  return new RegExp(`^${base}${text.replace(/\/$/, '')}(?:$|/|\\.(?:test\\.)?m?ts$)`);
}

function missing(named: Iterable<string>): string[] {
  return [...new Set(named)].filter((one) => {
    const pattern = patternOf(one);
    return !files.some((file) => pattern.test(file));
  });
}

/** What a newcomer makes, or a command does. */
const made = new Set(['tools/isolated/runtimes', 'specs/<provider>.yml']);

test.each(documents)('%s names paths that exist', (document) => {
  const spans = [...read(document).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  const fenced = [...read(document).matchAll(/^```sh\n([\s\S]*?)^```$/gm)];
  const words = [...spans, ...fenced.map(([, text = '']) => text)].flatMap((text) => text.split(/\s+/));
  expect(missing(words.filter((word) => path.test(word) && !made.has(word)))).toEqual([]);
});

const sources = files.filter(
  (file) =>
    /^(?:tools|packages\/[^/]+)\/src\/.*\.ts$|^(?:package|turbo|biome)\.json$|^\.github\/.*\.yml$/.test(
      file,
    ) && !file.includes('/generated/'),
);

test('sources, workflows and scripts name paths of the repository that exist', () => {
  const named =
    /(?<![\w/.])(?:tools\/(?:src|test|jest|templates)|packages\/(?:fetch-runtime|auth-helpers|provider-sandbox)\/(?:src|test))\/[\w.\-/]*\w/g;
  const found = sources.flatMap((file) =>
    missing([...read(file).matchAll(named)].map(([one]) => one.replace(/\.js$/, '.ts'))).map(
      (one) => `${file} names ${one}`,
    ),
  );
  expect(found).toEqual([]);
});

test('a path with a placeholder stands for those that fit it, and one that nothing fits is found', () => {
  const named = [
    'packages/<provider>-client/{src/generated,docs}',
    'specs/*.yaml',
    'test/readme',
    'tools/src/gone',
  ];
  expect(missing(named)).toEqual(['tools/src/gone']);
});
