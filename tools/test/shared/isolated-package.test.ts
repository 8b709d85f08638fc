import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIsolated } from '../../src/shared/isolated-package.js';

let root: string;
let said: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'isolated-test-'));
  said = [];
  lock('1.0.0');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const path = (...names: string[]): string => join(root, 'tools/isolated/box', ...names);

/** A package whose one dependency is a folder, so that npm needs no network. */
function lock(version: string): void {
  const manifest = { name: 'box', version: '1.0.0', dependencies: { content: 'file:content' } };
  mkdirSync(path('content'), { recursive: true });
  writeFileSync(path('package.json'), JSON.stringify(manifest));
  writeFileSync(path('content/package.json'), JSON.stringify({ name: 'content', version }));
  const packages = {
    '': manifest,
    content: { version },
    'node_modules/content': { resolved: 'content', link: true },
  };
  writeFileSync(path('package-lock.json'), JSON.stringify({ ...manifest, lockfileVersion: 3, packages }));
}

const install = (): string =>
  installIsolated({
    root,
    name: 'box',
    what: 'the content',
    env: process.env,
    say: (line) => void said.push(line),
  });

test('what the lock file names is installed once', () => {
  expect(install()).toBe(path('node_modules'));
  expect(install()).toBe(path('node_modules'));
  expect(said).toEqual(['installing the content in tools/isolated/box (once)']);
  expect(existsSync(path('node_modules/content/package.json'))).toBe(true);
});

test('another lock file is installed in place of the one before', () => {
  install();
  lock('2.0.0');
  install();
  expect(said).toHaveLength(2);
});

test('after an installation that failed, the one before no longer counts as there', () => {
  install();
  writeFileSync(path('package-lock.json'), '{ "name": "box", "lockfileVersion": 3, "packages": {} }');
  expect(install).toThrow(/^the content could not be installed \(npm ci --prefix .*npm error/s);
  lock('1.0.0');
  install();
  expect(said).toHaveLength(3);
});
