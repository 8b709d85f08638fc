import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashOfInputs } from './pack.js';

describe('packages that were packed for another test', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pack-test-'));
    for (const file of [
      'package-lock.json',
      'tsconfig.base.json',
      'tools/src/build-package.ts',
      'packages/a/package.json',
      'packages/a/README.md',
      'packages/a/src/index.ts',
    ]) {
      write(file, 'one');
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  test.each<[string, () => void]>([
    ['a byte of a source', () => write('packages/a/src/index.ts', 'two')],
    ['a README', () => write('packages/a/README.md', 'two')],
    ['a manifest', () => write('packages/a/package.json', 'two')],
    ['what builds them', () => write('tools/src/build-package.ts', 'two')],
    ['a dependency', () => write('package-lock.json', 'two')],
    ['a setting of the compiler', () => write('tsconfig.base.json', 'two')],
    ['a new file', () => write('packages/a/src/new.ts', '')],
    ['a new package', () => write('packages/b/package.json', 'one')],
    ['the name of a file', () => renameSync(join(folder, 'packages/a/src'), join(folder, 'packages/a/lib'))],
  ])('are not taken once %s has changed', (_, change) => {
    const before = hashOfInputs(folder);
    change();
    expect(hashOfInputs(folder)).not.toBe(before);
  });

  test.each(['dist/index.js', 'test/a.test.ts', 'node_modules/b/index.js', '.jest-results.json'])(
    'are taken when %s has changed, which is no part of them',
    (file) => {
      const before = hashOfInputs(folder);
      write(`packages/a/${file}`, 'two');
      expect(hashOfInputs(folder)).toBe(before);
    },
  );
});
