import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type PackageEntry, packageEntries } from '../package-entries.js';
import { publishedPackages } from '../published-packages.js';

const run = promisify(execFile);

export interface PackedPackage {
  /** The name on npm. */
  readonly name: string;
  /** The path of its `.tgz`. */
  readonly tarball: string;
  readonly entries: readonly PackageEntry[];
  /** It has a command: it is run beside a program, and no part of one. */
  readonly isTool: boolean;
}

/**
 * Builds and packs every published package of the repository at `root` below `folder`, which must exist. No `dist/`
 * of the repository is needed or touched.
 *
 * @throws Error when a package does not build, or npm does not pack it.
 */
export async function packAll(root: string, folder: string): Promise<PackedPackage[]> {
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  const found = publishedPackages(root).map((published) => ({
    ...published,
    cwd: join(folder, 'packages', published.folder),
  }));
  for (const { cwd, folder: name } of found) {
    cpSync(join(root, 'packages', name), cwd, { recursive: true, filter: isSource });
  }
  const folders = found.map(({ cwd }) => cwd);
  const builder = join(root, 'tools/src/release/build-package.ts');
  await run(process.execPath, ['--import', import.meta.resolve('tsx'), builder, ...folders], { cwd: folder });
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', ...folders], { cwd: folder });
  const packed = JSON.parse(stdout) as { name: string; filename: string }[];
  return Promise.all(
    found.map(async ({ name, isTool, cwd }) => {
      const filename = packed.find((entry) => entry.name === name)?.filename;
      if (filename === undefined) throw new Error(`npm did not pack ${name}`);
      return { name, isTool, tarball: join(folder, filename), entries: await packageEntries(cwd) };
    }),
  );
}

function isSource(path: string): boolean {
  return !/[\\/](?:dist|test|node_modules|\.turbo|\.jest-results\.json)$/.test(path);
}
