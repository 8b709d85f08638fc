import { pagesUrlOf } from '../../src/generate/providers.js';
import { listProviders, repositoryRoot } from '../../src/shared/providers.js';
import { readTree } from '../../src/shared/tree.js';
import { linted } from '../linted.js';
import { printed } from '../printed.js';
import { renderTemplates } from './render.js';

test('what is printed in this process is, byte for byte, the code of every client', async () => {
  for (const { name, spec, generated } of await listProviders(repositoryRoot)) {
    const { view, files } = printed((await linted(spec, 'strict')).document, name, pagesUrlOf(name));
    const tree = await readTree(generated);
    const rendered: Record<string, string> = { ...files, ...renderTemplates(view) };
    const made = Object.keys(tree).filter((path) => path.endsWith('.ts'));
    expect(Object.keys(rendered).sort()).toEqual(made.sort());
    for (const path of made) expect([path, rendered[path]]).toEqual([path, tree[path]]);
  }
});
