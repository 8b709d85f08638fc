import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documents, fences, read, root } from './fences.js';

const { scripts } = JSON.parse(read('package.json'));

test.each(documents)('%s names npm scripts that exist', (document) => {
  for (const [, script = ''] of read(document).matchAll(/npm run ([a-z][\w:-]*)/g)) {
    expect(Object.keys(scripts)).toContain(script);
  }
});

test.each(documents)('%s links to files that exist', (document) => {
  const text = read(document).replaceAll(/^```.*?^```$/gms, '');
  for (const [, target = ''] of text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
    const ours = /^https:\/\/github\.com\/acme\/api-clients\/(?:blob|tree)\/main\/(.*)$/.exec(target)?.[1];
    if (ours === undefined && /^https?:/.test(target)) continue;
    const path = ours === undefined ? join(root, dirname(document), target) : join(root, ours);
    expect({ target, exists: existsSync(path) }).toEqual({ target, exists: true });
  }
});

test('CI runs the two commands of the README, word for word, and counts what they ran', () => {
  const isSetUp = (text: string): boolean => text.startsWith('npm ci') && !text.includes('quickstart');
  const setUp = fences('sh').filter(({ text }) => isSetUp(text));
  expect(setUp.map(({ text }) => text.trim())).toEqual([
    'npm ci && npm run generate -- --force',
    'npm ci && npm test',
  ]);
  for (const { text } of setUp) expect(read('.ci/run')).toContain(text.trim());
  expect(statSync(join(root, '.ci/run')).mode & 0o111).not.toBe(0);
});

test('no document names a place on somebody’s machine', () => {
  for (const document of documents) expect(read(document)).not.toMatch(/\/(?:home|Users|work|root)\//);
});

test('no program falls back to a key or a secret that everybody knows, where the variable of the environment is not set', () => {
  const read = fences('ts').flatMap(({ document, line, text }) =>
    [
      ...text.matchAll(/process\.env(?:\.|\[')(\w*(?:KEY|SECRET|PASSWORD|TOKEN|IV)\w*)(?:'\])?\s*(.{0,40})/g),
    ].map(([, name, behind]) => ({ place: `${document}:${line} ${name}`, behind })),
  );
  // The helpers read the others themselves.
  expect(read.length).toBeGreaterThan(3);
  const withFallback = read.filter(({ behind = '' }) => /^(?:\?\?|\|\|)(?!\s*'')/.test(behind));
  expect(withFallback.map(({ place }) => place)).toEqual([]);
});
