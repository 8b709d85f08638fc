import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedSpec, serialised } from './embedded-spec.js';
import { writeIfOther } from './write-if-other.js';

// `npm run embed-specs`: writes what the package carries of specs/*.yaml, for the providers that it has.
const specs = fileURLToPath(new URL('../../../specs', import.meta.url));
const source = fileURLToPath(new URL('../src', import.meta.url));
for (const file of (await readdir(specs)).filter((name) => name.endsWith('.yaml'))) {
  const name = basename(file, '.yaml');
  if (!existsSync(join(source, 'providers', name))) continue;
  const embedded = serialised(embeddedSpec(await readFile(join(specs, file), 'utf8')));
  await writeIfOther(join(source, 'generated', `${name}.json`), embedded);
}
