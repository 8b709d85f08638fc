import { paragraph } from '../../print/blocks.js';
import { type Block, codeSpan, listed, md, siteLink } from '../../print/markdown.js';
import { functionOf, paginationNamesOf } from '../normalise/name-operations.js';
import type { OpenApiDocument, Operation } from '../openapi/document.js';
import { operationsOf } from '../openapi/operations.js';
import { link } from './links.js';
import type { Docs, DocumentedOperation } from './operation.js';

/** Lines that stand under the description of an operation. What an extension of ours means to a caller goes here. */
export function notesOf({ operation }: DocumentedOperation, docs: Docs): Block[] {
  const { deprecated, servers, externalDocs } = operation;
  return [
    ...(deprecated === true ? [paragraph(md`**Deprecated.**`)] : []),
    ...outcomeNote(operation, docs),
    ...paginationNote(operation),
    ...(servers === undefined
      ? []
      : [
          paragraph(
            md`This operation has servers of its own: ${listed(servers.map(({ url }) => codeSpan(url)))}.`,
          ),
        ]),
    ...(externalDocs === undefined
      ? []
      : [
          paragraph(
            md`See also: ${siteLink(externalDocs.url, externalDocs.description ?? externalDocs.url)}.`,
          ),
        ]),
  ];
}

function outcomeNote(operation: Operation, { document, links }: Docs): Block[] {
  if (operation['x-idempotent'] === true)
    return [paragraph(md`It can be sent again: a second call changes nothing more.`)];
  const check = operation['x-outcome-check'];
  if (check === undefined) return [];
  const found = operationById(document, check);
  if (found === undefined) return [];
  const name = functionOf(found);
  const section = link(name, links.apis.get(`${found.tags![0]}Api`)!, links.operations.get(name));
  return [
    paragraph(
      md`Do not send it again blindly: where the answer was lost, ${section} tells what became of the call.`,
    ),
  ];
}

const known = new WeakMap<OpenApiDocument, ReadonlyMap<string, Operation>>();

function operationById(document: OpenApiDocument, id: string): Operation | undefined {
  const found =
    known.get(document) ??
    new Map(operationsOf(document).map(({ operation }) => [operation.operationId ?? '', operation]));
  known.set(document, found);
  return found.get(id);
}

function paginationNote(operation: Operation): Block[] {
  const [all] = paginationNamesOf(operation, functionOf(operation));
  if (all === undefined) return [];
  const loop = codeSpan(`for await (const item of ${all}(configuration, request))`);
  return [
    paragraph(
      md`It answers a page of a list. ${loop} goes over the items of all pages, ${codeSpan(`${all}(…).pages()`)} over the pages.`,
    ),
  ];
}
