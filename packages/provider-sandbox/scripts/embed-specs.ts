import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedSpec, serialised } from './embedded-spec.js';
import { providerFolders, writeRegistry } from './registry.js';
import { writeIfOther } from './write-if-other.js';

// `npm run embed-specs`: writes what the package carries of specs/*.yaml, for the providers that it has, and its lists
// of providers.
const root = fileURLToPath(new URL('..', import.meta.url));
for (const name of await providerFolders(root)) {
  const yaml = await readFile(join(root, '../../specs', `${name}.yaml`), 'utf8');
  await writeIfOther(join(root, 'src/generated', `${name}.json`), serialised(embeddedSpec(yaml)));
}
await writeRegistry(root);
