import { printedAt } from '../../print/printed-at.js';
import { prose } from '../../print/prose.js';
import { codeIn, type RenderedData, templateData } from '../../print/template.js';
import type { Tree } from '../../shared/tree.js';
import type { ApiModel } from '../model/model.js';
import type { OperationModel } from '../model/operation.js';
import { child } from '../openapi/json.js';
import { linksOf } from '../pages/links.js';
import type { Session } from '../run/session.js';
import { throughImports } from '../types/names.js';
import { typePrinter } from '../types/printer.js';
import { operationView } from './operation-view.js';

/** What the templates print of a client: a file per API class. */
export interface ClientView {
  /** In the order of the description. */
  readonly apis: readonly ApiView[];
}

export interface ApiView {
  /** The name of the class. */
  readonly name: string;
  /** Which of the other files its code uses. */
  readonly uses: ReadonlySet<string>;
  readonly operations: readonly RenderedOperation[];
}

export interface RenderedOperation {
  readonly name: string;
  readonly method: string;
  /** `OperationView`, its code as text. */
  readonly data: Readonly<Record<string, RenderedData>>;
}

/**
 * @param pagesUrl where the pages about the client are on the web; comments link to them.
 *
 * All of it is printed code, and nothing else of the description goes into a template: engines bend or lose what they
 * read there, and take texts for code.
 *
 * @throws SpecError for a value that cannot be printed, with its place.
 */
export function clientView(model: ApiModel, pagesUrl?: string): ClientView {
  const print = typePrinter(model, throughImports);
  const links = pagesUrl === undefined ? undefined : linksOf(model);
  const pageOf = ({ api, name }: OperationModel): string | undefined =>
    links && prose`${pagesUrl!}/${links.apis.get(api)!}#${links.operations.get(name)!.id}`;
  const apis = new Map<string, { uses: Set<string>; operations: RenderedOperation[] }>();
  for (const operation of model.operations) {
    const { api, name, path, method } = operation;
    const found = apis.get(api) ?? { uses: new Set(), operations: [] };
    apis.set(api, found);
    const view = printedAt(child('/paths', path, method), () =>
      operationView(operation, print, pageOf(operation)),
    );
    for (const code of codeIn(view)) for (const used of code.uses) found.uses.add(used);
    found.operations.push({ name, method, data: templateData(view) });
  }
  return { apis: [...apis].map(([name, api]) => ({ name, ...api })) };
}

/** A client to be rendered. */
export interface RenderInput {
  readonly name: string;
  readonly view: ClientView;
  /** Path of `generator.json`, the options of this client alone; need not exist. */
  readonly options?: string | undefined;
}

/**
 * Renders the API classes of clients, and their index, with the templates of `tools/templates`: views in, files out. All
 * that the pipeline knows of the engine behind it.
 *
 * @returns name → path below `src/generated` → text.
 * @throws SetupError when the engine is missing, or failed, or left something out.
 */
export type Render = (
  clients: readonly RenderInput[],
  session: Session,
) => Promise<ReadonlyMap<string, Tree>>;
