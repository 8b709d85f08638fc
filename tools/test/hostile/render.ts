import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mustache from 'mustache';
import type { ClientView } from '../../src/generate/render/view.js';
import { repositoryRoot } from '../../src/shared/providers.js';

const folder = join(repositoryRoot, 'tools', 'templates');
const templates = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.mustache'))
    // The generator's Mustache keeps the line end after a partial that stands alone.
    .map((name) => [
      name.replace(/\.mustache$/, ''),
      readFileSync(join(folder, name), 'utf8').replace('{{>licenseInfo}}', '$&\n'),
    ]),
);

/**
 * The files that openapi-generator makes of a view with our templates, without its JVM, which takes seconds: path →
 * text. A test holds that they are the same for all clients.
 */
export function renderTemplates({ apis: views }: ClientView): Record<string, string> {
  const apis = [...views]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, uses, operations }) => ({
      classname: name,
      classFilename: name,
      operations: {
        classname: name,
        operation: [...operations]
          .sort((one, other) => (one.name < other.name ? -1 : 1))
          .map(({ data }, index, { length }) => ({
            vendorExtensions: {
              'x-operation': marked(data),
              'x-uses': Object.fromEntries([...uses].map((used) => [used, true])),
            },
            '-first': index === 0,
            '-last': index === length - 1,
          })),
      },
    }));
  const render = (name: string, view: object): string => mustache.render(templates[name]!, view, templates);
  return {
    ...Object.fromEntries(apis.map((api) => [`apis/${api.classFilename}.ts`, render('apis', api)])),
    'apis/index.ts': render('apis.index', { apiInfo: { apis: apis.map((api) => ({ operations: api })) } }),
  };
}

/** With `-first` and `-last` in the elements of lists, as the generator's Mustache has them. */
function marked(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      typeof item === 'object' && item !== null
        ? { ...(marked(item) as object), '-first': index === 0, '-last': index === value.length - 1 }
        : item,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item)]));
}
