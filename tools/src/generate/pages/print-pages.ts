import type { Code } from '../../print/code.js';
import type { TypeOf } from '../model/body.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { apiPage } from './api-page.js';
import { linksOf, readme } from './links.js';
import { modelPage } from './model-page.js';
import { type Docs, type DocumentedOperation, documentedOperations } from './operation.js';
import { readmePage } from './readme-page.js';

/**
 * Prints the pages about a client: README.md, a page per API class, a page per model. In the form of
 * openapi-generator's docs, whose own printer sees no schemas here and whose examples do not compile.
 *
 * @param document the prepared document.
 * @param types prints types without a prefix.
 * @param packageName the npm name of the client.
 * @returns file name → text.
 */
export function printDocs(
  document: OpenApiDocument,
  types: TypeOf,
  packageName: string,
): Record<string, string> {
  const links = linksOf(document);
  const docs: Docs = { document, types: remembering(types), links, packageName };
  const operations = documentedOperations(docs);
  const pages = new Map([[readme, readmePage(operations, docs)]]);
  const byApi = new Map([...links.apis.keys()].map((api): [string, DocumentedOperation[]] => [api, []]));
  for (const operation of operations) byApi.get(operation.api)!.push(operation);
  for (const [api, file] of links.apis) pages.set(file, apiPage(api, byApi.get(api)!, docs));
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    pages.set(links.models.get(name)!, modelPage(name, schema, docs));
  }
  return Object.fromEntries(pages);
}

/** A type is asked for by several columns and pages, and printed once. */
function remembering(types: TypeOf): TypeOf {
  const printed = new WeakMap<Schema, Code>();
  return {
    ...types,
    print: (schema) => {
      const found = printed.get(schema);
      if (found !== undefined) return found;
      const type = types.print(schema);
      printed.set(schema, type);
      return type;
    },
  };
}
