import { prepare } from '../../src/generate/normalise/normalise.js';
import { readTree } from '../../src/generate/output/manifest.js';
import { listProviders, repositoryRoot } from '../../src/providers.js';
import { linted } from '../linted.js';
import { renderTemplates } from './render.js';

test('what is printed in this process is, byte for byte, the code of every client', async () => {
  for (const { spec, generated } of await listProviders(repositoryRoot)) {
    const { carrier, files } = prepare((await linted(spec, 'strict')).document);
    const tree = await readTree(generated);
    const rendered: Record<string, string> = { ...files, ...renderTemplates(carrier) };
    const made = Object.keys(tree).filter((path) => path.endsWith('.ts'));
    expect(Object.keys(rendered).sort()).toEqual(made.sort());
    for (const path of made) expect([path, rendered[path]]).toEqual([path, tree[path]]);
  }
});
