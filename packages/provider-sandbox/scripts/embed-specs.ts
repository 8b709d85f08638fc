import { readFile, writeFile } from 'node:fs/promises';
import { embeddedSpec, serialised } from './embedded-spec.js';

/** Writes what the package carries of `specs/*.yaml`. Run it after a change there, in this package: `npx tsx scripts/embed-specs.ts`. */
const root = new URL('../../../', import.meta.url);
for (const name of ['commerce-connect', 'finicity', 'mailinabox', 'plo']) {
  const yaml = await readFile(new URL(`specs/${name}.yaml`, root), 'utf8');
  const target = new URL(`packages/provider-sandbox/src/generated/${name}.json`, root);
  await writeFile(target, serialised(embeddedSpec(yaml)));
}
