import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from '../../src/generate/command.js';
import { makeClients } from '../../src/generate/generate.js';
import type { Job } from '../../src/generate/output/client.js';
import { identifyTool } from '../../src/generate/output/manifest.js';
import { lineProgress } from '../../src/generate/run/progress.js';
import { openSession } from '../../src/generate/run/session.js';
import { steps } from '../../src/generate/steps.js';
import { repositoryRoot } from '../../src/shared/providers.js';

/**
 * Makes a client of each named description of `specs/`, by the pipeline of `npm run generate -- --spec`, all in one go.
 * Called by `clients.ts` as a program of its own: `generate-specs.ts OUT NAME…`.
 */
const [out, ...names] = process.argv.slice(2) as [string, ...string[]];
const here = dirname(fileURLToPath(import.meta.url));
const session = await openSession(
  repositoryRoot,
  process.env,
  lineProgress((text) => process.stderr.write(text), false),
  {
    waitMs: 300_000,
  },
);
try {
  // Another test file may have made them while this one waited for the lock.
  if (!existsSync(out)) {
    const tool = await identifyTool(session.root);
    const jobs = names.map(
      (name): Job => ({
        name,
        packageName: `@acme/${name}-client`,
        spec: join(here, 'specs', `${name}.yaml`),
        rules: 'lenient',
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
} catch (error) {
  process.stderr.write(`${describe(error, true)}\n`);
  process.exitCode = 1;
} finally {
  session.close();
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
