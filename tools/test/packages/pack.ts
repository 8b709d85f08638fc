import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publishedPackages } from '../../src/release/published-packages.js';

export const root: string = fileURLToPath(new URL('../../..', import.meta.url));
export const run: typeof execFile.__promisify__ = promisify(execFile);

const builder = join(root, 'tools/src/build-package.ts');

export interface PackedPackage {
  readonly name: string;
  readonly tarball: string;
  /** The `./apis/*` subpaths, without the `./`. */
  readonly subpaths: readonly string[];
}

/**
 * Builds and packs every package in a folder of its own, so that no `dist/` of the repository is needed or
 * touched, and unpacks the tarballs into `node_modules` there, as an installation would.
 */
export async function packAll(): Promise<{ folder: string; packages: PackedPackage[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  const packages = await Promise.all(
    publishedPackages(root).map((found) => packOne(folder, found.folder, found.name)),
  );
  return { folder, packages };
}

async function packOne(folder: string, name: string, packageName: string): Promise<PackedPackage> {
  const cwd = join(folder, 'packages', name);
  const unpacked = join(folder, 'node_modules', packageName);
  cpSync(join(root, 'packages', name), cwd, {
    recursive: true,
    filter: (source) => !/[\\/](?:dist|test|node_modules|\.turbo|\.jest-results\.json)$/.test(source),
  });
  await run(process.execPath, ['--import', import.meta.resolve('tsx'), builder], { cwd });
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts'], { cwd });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const tarball = join(cwd, filename);
  mkdirSync(unpacked, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
  return { name: packageName, tarball, subpaths: subpathsOf(cwd) };
}

function subpathsOf(packageFolder: string): string[] {
  const apis = join(packageFolder, 'src/generated/apis');
  if (!existsSync(apis)) return [];
  return readdirSync(apis)
    .filter((file) => file.endsWith('Api.ts'))
    .map((file) => `apis/${file.slice(0, -'.ts'.length)}`);
}
