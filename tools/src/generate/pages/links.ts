import { mark } from '../../print/blocks.js';
import { NameSet } from '../../print/free-names.js';
import { type Block, type Inline, joined, placeLink, link as printedLink } from '../../print/markdown.js';
import type { ApiModel } from '../model/model.js';
import type { OperationModel } from '../model/operation.js';

/** Where a heading is to be found on its page. */
export interface Anchor {
  readonly id: string;
  /** What stands before the heading: nothing where the heading itself gives the id, on GitHub as in VitePress. */
  readonly mark: readonly Block[];
}

/** The pages of a client and the places on them. All links stay within the folder. */
export interface Links {
  /** API class → file. */
  readonly apis: ReadonlyMap<string, string>;
  /** Model → file. */
  readonly models: ReadonlyMap<string, string>;
  /** Function → its section, on the page of its API class. */
  readonly operations: ReadonlyMap<string, Anchor>;
  /** Security scheme → its section of README.md. */
  readonly schemes: ReadonlyMap<string, Anchor>;
}

export const readme = 'README.md';

/** Names of files that mean something else: to a web server, to GitHub, or to Windows. */
const reservedFiles = ['readme', 'index', 'con', 'prn', 'aux', 'nul'].concat(
  [...'123456789'].flatMap((number) => [`com${number}`, `lpt${number}`]),
);
/** The headings of our pages, as ids without their hyphens. */
const headings = [
  'example',
  'parameters',
  'returntype',
  'authorization',
  'httprequestheaders',
  'httpresponsedetails',
  'apiclasses',
  'models',
  'usedby',
  'servers',
];

export function linksOf({
  operations,
  schemas,
  schemes,
}: Pick<ApiModel, 'schemas' | 'schemes'> & {
  readonly operations: readonly Pick<OperationModel, 'name' | 'api'>[];
}): Links {
  const files = new NameSet(reservedFiles);
  const fileOf = (name: string): [string, string] => [name, `${files.take(name)}.md`];
  const apis = [...new Set(operations.map(({ api }) => api))];
  return {
    apis: new Map(apis.map(fileOf)),
    models: new Map(Object.keys(schemas).map(fileOf)),
    operations: anchors(
      operations.map(({ name }) => name),
      [...headings, ...apis.map((name) => name.toLowerCase())],
    ),
    schemes: anchors([...schemes.keys()], headings),
  };
}

/** A link within the folder; names may hold letters of any script. */
export function link(label: string, file: string, anchor?: Anchor): Inline {
  return printedLink(label, file, anchor?.id);
}

/** The line that ends every section of an operation and every page of a model. */
export const backLinks: Inline = joined(
  [
    placeLink('Back to top'),
    printedLink('API classes', readme, 'api-classes'),
    printedLink('Models', readme, 'models'),
    printedLink('Authorization', readme, 'authorization'),
    printedLink('README', readme),
  ],
  ' · ',
);

/**
 * GitHub and VitePress make the id of a heading in different ways. Where they would differ, or where two headings
 * would have one id, the id is written out.
 */
export function anchors(names: readonly string[], taken: readonly string[]): Map<string, Anchor> {
  const uses = new Map<string, number>(taken.map((id) => [id, 1]));
  for (const name of names) uses.set(plain(name), (uses.get(plain(name)) ?? 0) + 1);
  const written = new NameSet();
  const found = names.map((name): [string, Anchor] => {
    const isAlike = /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/.test(name) && uses.get(plain(name)) === 1;
    if (isAlike) return [name, { id: name.toLowerCase(), mark: [] }];
    const id = written.take(`at-${plain(name)}`);
    return [name, { id, mark: [mark(id)] }];
  });
  return new Map(found);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
