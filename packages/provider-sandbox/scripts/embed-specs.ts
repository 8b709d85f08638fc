import { existsSync } from 'node:fs';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedSpec, serialised } from './embedded-spec.js';

/**
 * `npm run embed-specs`: writes what the package carries of `specs/*.yaml`, for the providers that it has.
 */
const specs = fileURLToPath(new URL('../../../specs', import.meta.url));
const source = fileURLToPath(new URL('../src', import.meta.url));
for (const file of (await readdir(specs)).filter((name) => name.endsWith('.yaml'))) {
  const name = basename(file, '.yaml');
  if (!existsSync(join(source, name, 'spec.ts'))) continue;
  const embedded = serialised(embeddedSpec(await readFile(join(specs, file), 'utf8')));
  const target = join(source, 'generated', `${name}.json`);
  if (existsSync(target) && (await readFile(target, 'utf8')) === embedded) continue;
  // Whoever reads it meanwhile gets the whole file, old or new.
  const draft = `${target}.${process.pid}.tmp`;
  await writeFile(draft, embedded);
  await rename(draft, target);
}
