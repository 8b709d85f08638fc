import { existsSync } from 'node:fs';
import { build } from 'tsdown';
import { emitDeclarations } from './emit-declarations.js';

/**
 * Builds the package in the current folder into `dist/`: ES modules and CommonJS, each with its own types.
 * One configuration serves all packages, so that none can drift from the others. Run by their `build` script.
 *
 * A client's files stay apart: its index and each `./apis/*` subpath then share one copy of the code. The runtime
 * has one entry and becomes one file, which loads several times faster than its parts.
 */
async function buildPackage(): Promise<void> {
  const isClient = existsSync('src/generated/apis');
  await build({
    config: false,
    entry: isClient ? ['src/index.ts', 'src/generated/apis/*Api.ts'] : ['src/index.ts'],
    format: ['esm', 'cjs'],
    platform: 'neutral',
    target: 'es2022',
    unbundle: isClient,
    external: [/^@acme\//],
    dts: false,
    sourcemap: true,
    clean: true,
    report: false,
    logLevel: 'warn',
    failOnWarn: true,
  });
  await emitDeclarations('src', 'dist');
}

await buildPackage();
