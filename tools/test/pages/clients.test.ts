import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listProviders, repositoryRoot } from '../../src/shared/providers.js';
import { expectedTags, type RenderedPage, render } from './render.js';

const providers = await listProviders(repositoryRoot);
const clients = providers.map(({ name, docs, generated }) => {
  const files = readdirSync(docs);
  const pages = new Map(files.map((file) => [file, readFileSync(join(docs, file), 'utf8')]));
  return { name, generated, files, pages };
});

const rendered = new Map<string, RenderedPage>();
beforeAll(async () => {
  const all = clients.flatMap(({ name, pages }) =>
    [...pages].map(([file, text]) => ({ key: `${name}/${file}`, text })),
  );
  const results = await render(all.map(({ text }) => text));
  for (const [index, { key }] of all.entries()) rendered.set(key, results[index]!);
});

describe.each(clients)('docs of $name', ({ name, generated, files, pages }) => {
  const read = (path: string): string => readFileSync(join(generated, path), 'utf8');

  test('every operation has its section, with all that belongs to it, and is listed in the README', () => {
    const apis = readdirSync(join(generated, 'apis')).filter((file) => file.endsWith('Api.ts'));
    for (const api of apis) {
      const page = pages.get(api.replace('.ts', '.md'))!;
      for (const [, operation] of read(`apis/${api}`).matchAll(/^export const (\w+)Operation\b/gm)) {
        const section =
          new RegExp(`^## ${operation}\\n[\\s\\S]*?(?=^\\[Back to top\\])`, 'm').exec(page)?.[0] ?? '';
        expect(section.match(/^### .*/gm)).toEqual([
          '### Example',
          '### Parameters',
          '### Return type',
          '### Authorization',
          '### HTTP request headers',
          '### HTTP response details',
        ]);
        expect(pages.get('README.md')).toContain(`[${operation}](${api.replace('.ts', '.md')}#`);
      }
    }
    expect(apis.length).toBeGreaterThan(0);
  });

  test('the README lists the operations of a class together', () => {
    const rows = [...pages.get('README.md')!.matchAll(/^\| \[(\w+Api)\]/gm)].map(([, api]) => api!);
    const runs = rows.filter((api, index) => api !== rows[index - 1]);
    expect(runs).toEqual([...new Set(rows)]);
    expect(rows).not.toEqual([]);
  });

  test('every model has its page, and is listed in the README', () => {
    const models = [...read('models/index.ts').matchAll(/^export (?:interface|type) (\w+)/gm)].map(
      ([, model]) => model,
    );
    const manifest = JSON.parse(read('generation.json')) as { models: number };
    expect(models).toHaveLength(manifest.models);
    for (const model of models) {
      expect(pages.get(`${model}.md`)).toContain(`\n# ${model!.replaceAll('_', '\\_')}\n`);
      expect(pages.get('README.md')).toContain(`](${model}.md)`);
    }
  });

  test('every link leads to a page of the folder and to a place on it', () => {
    for (const file of files) {
      for (const [, target = ''] of pages.get(file)!.matchAll(/\]\(([^)\s]*)\)/g)) {
        if (target === '#' || /^(?:https?|mailto):/.test(target)) continue;
        const [path = '', anchor] = target.split('#');
        const page = rendered.get(`${name}/${path === '' ? file : decodeURIComponent(path)}`);
        expect({ file, target, found: page !== undefined }).toEqual({ file, target, found: true });
        if (anchor !== undefined)
          expect({ file, target, ids: page!.ids.filter((id) => id === anchor) }).toEqual({
            file,
            target,
            ids: [anchor],
          });
      }
    }
  });

  test('every page renders as plain text and tables under VitePress, and begins as generated files do', () => {
    for (const file of files) {
      const { tags, code, ragged } = rendered.get(`${name}/${file}`)!;
      expect({ file, tags: tags.filter((tag) => !expectedTags.includes(tag)), code, ragged }).toEqual({
        file,
        tags: [],
        code: [],
        ragged: 0,
      });
      expect(pages.get(file)).toMatch(
        /^<!-- Generated [\s\S]{10,200}Do not edit[\s\S]{10,200} -->\n\n(?:<a id|# )/,
      );
    }
  });
});
