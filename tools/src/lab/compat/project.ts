import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type PackedPackage, packAll } from './pack.js';
import { writePrograms } from './program.js';

const run = promisify(execFile);

/** An empty npm project with the packed packages installed and the programs of `writePrograms` in it. */
export interface Project {
  readonly folder: string;
  readonly packages: readonly PackedPackage[];
  /** Those that are run beside a program: only their types are used here. */
  readonly tools: readonly PackedPackage[];
  remove(): Promise<void>;
}

/**
 * Packs the packages of the repository at `root` and installs the tarballs as a user would, but offline: what they
 * need besides each other would fail here.
 *
 * @throws Error when packing or installing fails; the folder is then removed.
 */
export async function makeProject(root: string): Promise<Project> {
  const base = mkdtempSync(join(tmpdir(), 'compat-'));
  const remove = (): Promise<void> => rm(base, { recursive: true, force: true });
  try {
    const [packed, folder] = [join(base, 'packed'), join(base, 'project')];
    for (const path of [packed, folder]) mkdirSync(path);
    // Tools are for Node, and have dependencies: tools/test/packages/sandbox-package.test.ts is about them.
    const all = await packAll(root, packed);
    const packages = all.filter(({ isTool }) => !isTool);
    const tools = all.filter(({ isTool }) => isTool);
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const tarballs = packages.map(({ tarball }) => tarball);
    const flags = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    await run('npm', ['install', ...flags, ...tarballs], { cwd: folder });
    for (const file of ['smoke.ts', 'types.ts']) cpSync(join(root, 'tools/compat', file), join(folder, file));
    for (const part of ['behaviour', 'vectors']) {
      cpSync(join(root, 'packages/auth-helpers/test', part), join(folder, 'suite', part), {
        recursive: true,
      });
    }
    for (const tool of tools) await unpackBeside(root, folder, tool);
    await writePrograms(folder, packages);
    return { folder, packages, tools, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Puts a tool where its types are found, and msw, which is its user's. It is not installed: that takes a network. */
async function unpackBeside(root: string, folder: string, { name, tarball }: PackedPackage): Promise<void> {
  const place = join(folder, 'node_modules', name);
  mkdirSync(place, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', place]);
  const msw = join(folder, 'node_modules/msw');
  if (!existsSync(msw)) symlinkSync(join(root, 'node_modules/msw'), msw, 'junction');
}
