import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * The page to watch as the package carries it: three texts, the script as one module.
 *
 * @param folder `src/page`.
 * @returns JSON, the same for the same sources.
 */
export function builtPage(folder: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(folder, 'main.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    write: false,
    // Comments with the paths of files depend on where it runs.
    absWorkingDir: folder,
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  const page = {
    html: readFileSync(join(folder, 'page.html'), 'utf8'),
    css: ['page.css', 'parts.css'].map((file) => readFileSync(join(folder, file), 'utf8')).join('\n'),
    js: outputFiles[0]!.text,
  };
  return `${JSON.stringify(page, undefined, 1)}\n`;
}
