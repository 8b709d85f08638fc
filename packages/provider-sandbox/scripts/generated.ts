import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedSpec, serialised } from './embedded-spec.js';
import { providerFolders, registryFiles } from './registry.js';
import { writeIfOther } from './write-if-other.js';

/**
 * Writes what follows from the descriptions and from the folders of providers: `src/generated`, and the entries in
 * package.json. A description without a folder is left out.
 *
 * @param root The folder of this package, in a repository with `specs/`.
 */
export async function writeGenerated(root: string): Promise<void> {
  for (const name of await providerFolders(root)) {
    const yaml = await readFile(join(root, '../../specs', `${name}.yaml`), 'utf8');
    await writeIfOther(join(root, 'src/generated', `${name}.json`), serialised(embeddedSpec(yaml)));
  }
  for (const [path, text] of await registryFiles(root)) await writeIfOther(join(root, path), text);
}
