import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeClients } from '../../src/generate/generate.js';
import type { Job } from '../../src/generate/output/client.js';
import { identifyTool } from '../../src/generate/output/manifest.js';
import { openSession } from '../../src/generate/run/session.js';
import { steps } from '../../src/generate/steps.js';
import { defineCommand, main, type Run } from '../../src/shared/command.js';

/**
 * Makes a client of each named description of `specs/`, by the pipeline of `npm run generate -- --spec`, all in one go.
 * Called by `clients.ts` as a program of its own: `generate-specs.ts OUT NAME…`.
 */
const here = dirname(fileURLToPath(import.meta.url));

async function make(out: string, names: readonly string[], run: Run): Promise<void> {
  const session = await openSession({ ...run, out: run.err }, false, { waitMs: 300_000 });
  // Another test file may have made them while this one waited for the lock.
  if (existsSync(out)) return;
  const tool = await identifyTool(session.root);
  const jobs = names.map(
    (name): Job => ({
      name,
      packageName: `@acme/${name}-client`,
      spec: join(here, 'specs', `${name}.yaml`),
      rules: 'repaired',
      tool,
    }),
  );
  const clients = await makeClients(jobs, session, steps, false);
  const part = `${out}.part`;
  await rm(part, { recursive: true, force: true });
  for (const { name, sources, pages: docs } of clients) {
    const pages = Object.entries(docs).map(([path, text]): [string, string] => [`docs/${path}`, text]);
    for (const [path, text] of [...Object.entries(sources), ...pages]) {
      const file = join(part, name, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }
  await copyFile(join(here, 'usage.ts'), join(part, 'usage.ts'));
  await writeFile(join(part, 'package.json'), '{ "type": "module" }');
  await rename(part, out);
  await removeOlder(out);
}

/** Removes what earlier versions of the inputs have left, once it is a day old. */
async function removeOlder(newest: string): Promise<void> {
  const prefix = basename(newest).replace(/[^-]*$/, '');
  for (const name of await readdir(dirname(newest))) {
    const path = join(dirname(newest), name);
    if (!name.startsWith(prefix) || path === newest) continue;
    const aDayAgoMs = Date.now() - 86_400_000;
    if ((await stat(path)).mtimeMs < aDayAgoMs) await rm(path, { recursive: true, force: true });
  }
}

await main(
  defineCommand({
    name: 'generate-specs',
    help: 'Usage: generate-specs.ts OUT NAME…\n',
    allowPositionals: true,
    async run(_values, [out, ...names], run) {
      await make(out!, names, run);
      return 0;
    },
  }),
);
