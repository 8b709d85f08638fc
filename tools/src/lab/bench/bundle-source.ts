import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/**
 * Bundles the text of a module that imports our packages, each taken from its sources: what is measured is what the
 * tree holds, whether it was built or not. The built packages give the same bytes, but for two or three.
 *
 * @throws Error when it does not bundle.
 */
export async function bundleText(root: string, entry: string, minify: boolean): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    minify,
    logLevel: 'silent',
    plugins: [sources(root)],
  });
  return outputFiles[0]!.contents;
}

/** Bytes after `gzip -9`: the program itself, as zlib's own deflate gives half a percent less. */
export function gzipped(bytes: Uint8Array): number {
  return execFileSync('gzip', ['-9', '-n', '-c'], { input: bytes, maxBuffer: 1 << 26 }).byteLength;
}

/** `@acme/x` is the folder packages/x, as in every workspace here. */
function sources(root: string): Plugin {
  return {
    name: 'sources',
    setup({ onResolve }) {
      onResolve({ filter: /^@acme\// }, ({ path }) => {
        const [, name, ...rest] = path.split('/');
        const folder = join(root, 'packages', name!, 'src');
        const file =
          rest.length === 0 ? join(folder, 'index.ts') : `${join(folder, 'generated', ...rest)}.ts`;
        if (!existsSync(file)) return { errors: [{ text: `${path} has no source` }] };
        return { path: file, sideEffects: false };
      });
    },
  };
}
