import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packRelease, releaseNotes } from '../../../src/release/pack/pack-release.js';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'release-'));
  folder = join(root, 'out');
  writePackage('app', { version: '2.0.0', dependencies: { '@acme/zebra': '^1.0.0', elsewhere: '^3.0.0' } });
  writePackage('zebra', { version: '1.1.0' });
  writePackage('hidden', { version: '1.0.0', private: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function writePackage(name: string, manifest: object): void {
  const path = join(root, 'packages', name);
  mkdirSync(join(path, 'dist'), { recursive: true });
  const scripts = { prepack: 'exit 1', prepare: 'exit 1', postpack: 'exit 1' };
  writeFileSync(
    join(path, 'package.json'),
    JSON.stringify({ name: `@acme/${name}`, files: ['dist'], scripts, ...manifest }),
  );
  writeFileSync(join(path, 'dist/index.js'), `export const name = '${name}';\n`);
  writeFileSync(
    join(path, 'CHANGELOG.md'),
    `# @acme/${name}\n\n## 2.0.0\n\nNews of ${name}.\n\n## 1.0.0\n\nOld.\n`,
  );
}

const pack = (published: readonly string[] = []): ReturnType<typeof packRelease> =>
  packRelease({ root, folder, isPublished: async (spec) => published.includes(spec) });
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');

test('a package follows those that it depends on, and private ones are not released', async () => {
  await pack();
  expect(text('packages.tsv')).toBe(
    'acme-zebra-1.1.0.tgz\t@acme/zebra@1.1.0\nacme-app-2.0.0.tgz\t@acme/app@2.0.0\n',
  );
});

test('a version that the registry has is left out', async () => {
  await expect(pack(['@acme/zebra@1.1.0'])).resolves.toEqual([
    { tarball: 'acme-app-2.0.0.tgz', spec: '@acme/app@2.0.0' },
  ]);
});

test('with nothing to publish there is an empty list, and no tarball', async () => {
  await expect(pack(['@acme/zebra@1.1.0', '@acme/app@2.0.0'])).resolves.toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['SHA256SUMS', 'packages.tsv']);
});

test('SHA256SUMS holds the digest of every other file, as sha256sum reads it', async () => {
  await pack();
  const files = readdirSync(folder).filter((file) => file !== 'SHA256SUMS');
  const lines = files.map(
    (file) =>
      `${createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex')}  ${file}`,
  );
  expect(text('SHA256SUMS').trim().split('\n').sort()).toEqual(lines.sort());
});

test('a tarball that was changed after packing does not pass the check of the publishing job', async () => {
  await pack();
  const check = (): Buffer =>
    execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder, stdio: 'pipe' });
  check();
  writeFileSync(join(folder, 'acme-app-2.0.0.tgz'), 'other bytes');
  expect(check).toThrow();
});

test('the notes of a release are what the CHANGELOG says of that version, and of no other', async () => {
  await pack();
  expect(text('acme-app-2.0.0.tgz.md')).toBe('News of app.\n');
  expect(text('acme-zebra-1.1.0.tgz.md')).toBe('');
  expect(releaseNotes('# x\r\n\r\n## 1.0.0\r\n\r\nOne.\r\n', '1.0.0')).toBe('One.\n');
});

test('a package that is not built is refused', async () => {
  rmSync(join(root, 'packages/zebra/dist'), { recursive: true });
  await expect(pack()).rejects.toThrow('@acme/zebra is not built: run npm run build first');
});

test('a folder that holds something is refused, as it would be published', async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'left-over.tgz'), '');
  await expect(pack()).rejects.toThrow('the folder for the release is not empty');
});

test('packages that depend on each other are refused', async () => {
  writePackage('zebra', { version: '1.1.0', dependencies: { '@acme/app': '^2.0.0' } });
  await expect(pack()).rejects.toThrow('depend on each other in a circle');
});

test('when the registry cannot tell, nothing is taken for unpublished', async () => {
  const isPublished = (): Promise<boolean> => Promise.reject(new Error('the registry is away'));
  await expect(packRelease({ root, folder, isPublished })).rejects.toThrow('the registry is away');
  expect(readdirSync(folder)).toEqual([]);
});
