import type { ApiModel } from '../model/model.js';
import { own } from '../types/names.js';
import { typePrinter } from '../types/printer.js';
import { apiPage } from './api-page.js';
import { linksOf, readme } from './links.js';
import { modelPage } from './model-page.js';
import { type Docs, type DocumentedOperation, documentedOperation } from './operation.js';
import { readmePage } from './readme-page.js';
import { modelUses } from './uses.js';

/** Characters of the security that each operation repeats. */
const longestRepeated = 500;

/**
 * Prints the pages about a client: README.md, a page per API class, a page per model. In the form of
 * openapi-generator's docs, whose own printer sees no schemas here and whose examples do not compile.
 *
 * @param packageName the npm name of the client.
 * @returns file name → text.
 */
export function printPages(model: ApiModel, packageName: string): Record<string, string> {
  const links = linksOf(model);
  const inherited = model.document.security ?? [];
  const docs: Docs = {
    ...{ model, print: typePrinter(model, own), links, uses: modelUses(model), packageName },
    hasLongSecurity: JSON.stringify(inherited).length > longestRepeated,
  };
  const operations = model.operations.map((operation) => documentedOperation(operation, docs));
  const byApi = new Map([...links.apis.keys()].map((api): [string, DocumentedOperation[]] => [api, []]));
  for (const documented of operations) byApi.get(documented.operation.api)!.push(documented);
  const pages = new Map([[readme, readmePage([...byApi.values()].flat(), docs)]]);
  for (const [api, file] of links.apis) pages.set(file, apiPage(api, byApi.get(api)!, docs));
  for (const [name, schema] of Object.entries(model.schemas)) {
    pages.set(links.models.get(name)!, modelPage(name, schema, docs));
  }
  return Object.fromEntries(pages);
}
