import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { ensureJar } from '../../src/generate/render/openapi-generator/jar.js';
import { readPin } from '../../src/generate/render/openapi-generator/pin.js';
import { repositoryRoot } from '../../src/shared/providers.js';
import { sha256, storedZip } from '../run/workspace.js';
import { templateProblems } from './originals.js';
import { readZip } from './zip.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'templates-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function problems(
  ours: readonly string[],
  listed: object,
  originals: Record<string, string>,
): Promise<string[]> {
  for (const name of ours) writeFileSync(join(folder, name), 'ours');
  writeFileSync(join(folder, 'originals.json'), JSON.stringify(listed));
  writeFileSync(join(folder, 'jar'), storedZip(originals));
  return templateProblems(folder, join(folder, 'jar'));
}

const entry = (text: string) => ({ sha256: sha256(text), why: 'because', upstream: 'none' });

test('a template that replaces what it was written against is fine, and so is a partial of our own', async () => {
  const found = await problems(
    ['apis.mustache', 'own.mustache'],
    { 'apis.mustache': entry('a') },
    { 'typescript-fetch/apis.mustache': 'a', 'java/own.mustache': 'x' },
  );
  expect(found).toEqual([]);
});

test.each<[string, string[], object, Record<string, string>, RegExp]>([
  [
    'the original has changed',
    ['apis.mustache'],
    { 'apis.mustache': entry('a') },
    { 'typescript-fetch/apis.mustache': 'b' },
    new RegExp(`^apis\\.mustache: the generator's own has changed\\. .* ${sha256('b')}\\.$`),
  ],
  [
    'a replacement is not listed',
    ['apis.mustache'],
    {},
    { 'typescript-fetch/apis.mustache': 'a' },
    /^apis\.mustache replaces a template of the generator .* not in originals\.json\.$/,
  ],
  [
    'a listed replacement is gone',
    [],
    { 'apis.mustache': entry('a') },
    { 'typescript-fetch/apis.mustache': 'a' },
    /^apis\.mustache is in originals\.json, but there is no such template of ours\.$/,
  ],
  [
    'the original is gone',
    ['apis.mustache'],
    { 'apis.mustache': entry('a') },
    { 'typescript-fetch/other.mustache': 'a' },
    /^apis\.mustache is in originals\.json, but the generator has no such template\.$/,
  ],
])('%s: the template is named', async (_what, ours, listed, originals, message) => {
  const found = await problems(ours, listed, originals);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(message);
});

test('the templates of this repository replace what the pinned generator has', async () => {
  // Fetches the generator on a machine that has never generated.
  const jar = await ensureJar(repositoryRoot, readPin(repositoryRoot), process.env, () => {});
  const templates = join(repositoryRoot, 'tools', 'templates');
  expect(await templateProblems(templates, jar)).toEqual([]);
  expect(readdirSync(templates)).toContain('originals.json');
});

describe('reading a zip file', () => {
  test('entries are found by name, stored or deflated', () => {
    const stored = storedZip({ 'a.txt': 'one', 'b.txt': 'two' });
    expect(
      [...readZip(stored, (name) => name === 'b.txt')].map(([name, text]) => [name, String(text)]),
    ).toEqual([['b.txt', 'two']]);
    const text = 'deflated '.repeat(20);
    const packed = deflateRawSync(text).toString('latin1');
    const deflated = Buffer.from(storedZip({ 'c.txt': '?'.repeat(packed.length) }));
    deflated.write(packed, 30 + 'c.txt'.length, 'latin1');
    deflated.writeUInt16LE(8, deflated.length - 22 - 46 - 'c.txt'.length + 10);
    expect(String(readZip(deflated, () => true).get('c.txt'))).toBe(text);
  });

  test('what is no zip file is told', () => {
    expect(() => readZip(Buffer.from('no'), () => true)).toThrow('not a zip file');
  });
});
