import { readTree } from '../../src/generate/manifest.js';
import { prepare } from '../../src/generate/prepare/index.js';
import { readSpec } from '../../src/generate/read-spec.js';
import { listProviders, repositoryRoot } from '../../src/shared/providers.js';
import { renderTemplates } from './render.js';

test('what is printed in this process is, byte for byte, the code of every client', async () => {
  for (const { spec, generated } of await listProviders(repositoryRoot)) {
    const { carrier, files } = prepare((await readSpec(spec, 'house')).document);
    const tree = await readTree(generated);
    const rendered: Record<string, string> = { ...files, ...renderTemplates(carrier) };
    const made = Object.keys(tree).filter((path) => path.endsWith('.ts'));
    expect(Object.keys(rendered).sort()).toEqual(made.sort());
    for (const path of made) expect([path, rendered[path]]).toEqual([path, tree[path]]);
  }
});
