import { rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { neededBy, readManifest } from '../shared/package-manifest.js';
import { emitDeclarations } from './emit-declarations.js';
import { packageCommands, packageEntries } from './package-entries.js';

/**
 * Builds the package in `folder` into its `dist/`: per entry one ES module and one CommonJS file with their source
 * maps, and the declarations of both; per command one ES module. One configuration serves all packages, so that none
 * can drift from the others. Run by their `build` script in the package's folder, or with several folders as arguments.
 *
 * The entries, which are those of `exports`, are bundled apart and share no file, so one entry is one file to load, and
 * a bundler has nothing to follow. What has to be the same in all of them (Configuration, the errors) is in the
 * runtime, which is left outside. Only a package that has a command, which nobody bundles, is bundled at once, and its
 * entries share files: the descriptions in it would be there six times else.
 *
 * rolldown and not esbuild, because it marks the object behind `export * as security` as pure: of esbuild's output,
 * esbuild and Rollup keep every security scheme in every bundle.
 *
 * @throws Error when rolldown has anything to say, or a declaration cannot be made.
 */
async function buildPackage(folder: string): Promise<void> {
  await rm(join(folder, 'dist'), { recursive: true, force: true });
  const paths = (await packageEntries(folder)).map(({ path }) => path);
  const commands = packageCommands(folder);
  const external = outside(folder);
  if (commands.length === 0) {
    await Promise.all(paths.map((path) => bundle(folder, [path], ['esm', 'cjs'], external)));
  } else {
    await bundle(folder, [...paths, ...commands], ['esm'], external);
    await bundle(folder, paths, ['cjs'], external);
  }
  await emitDeclarations(join(folder, 'src'), join(folder, 'dist'), paths);
}

/** What users install beside the package, or have with Node: it is imported and not bundled. */
function outside(folder: string): (id: string) => boolean {
  const names = neededBy(readManifest(folder));
  return (id) => id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`));
}

/** @param entries Paths below `src/`, without ending. */
async function bundle(
  folder: string,
  entries: readonly string[],
  formats: readonly ('esm' | 'cjs')[],
  external: (id: string) => boolean,
): Promise<void> {
  const [only, ...others] = entries;
  // Below the folder of the entry, so that what the source map calls its sources is where they are in the package.
  const below = only !== undefined && others.length === 0 ? dirname(only) : '.';
  const bundler = await rolldown({
    cwd: resolve(folder),
    input: Object.fromEntries(entries.map((entry) => [relative(below, entry), `src/${entry}.ts`])),
    external,
    platform: 'neutral',
    transform: { target: 'es2022' },
    onLog: (level, { message }) => {
      if (level === 'warn') throw new Error(message);
    },
  });
  for (const format of formats) {
    const ending = format === 'esm' ? 'js' : 'cjs';
    await bundler.write({
      dir: join(resolve(folder), 'dist', below),
      format,
      entryFileNames: `[name].${ending}`,
      chunkFileNames: `shared/[name].${ending}`,
      sourcemap: true,
    });
  }
  await bundler.close();
}

const folders = process.argv.slice(2);
await Promise.all((folders.length > 0 ? folders : ['.']).map(buildPackage));
