import type { OpenApiDocument, Operation } from '../openapi.js';
import { paginationNamesOf } from '../prepare/name-operations.js';
import { operationsOf } from '../prepare/walk.js';
import { link } from './links.js';
import { code, listed } from './markdown.js';
import type { Docs, DocumentedOperation } from './operation.js';
import { cell } from './prose.js';

/** Lines that stand under the description of an operation. What an extension of ours means to a caller goes here. */
export function notesOf({ operation }: DocumentedOperation, docs: Docs): string[] {
  const { deprecated, servers, externalDocs } = operation;
  return [
    ...(deprecated === true ? ['**Deprecated.**'] : []),
    ...outcomeNote(operation, docs),
    ...paginationNote(operation),
    ...(servers === undefined
      ? []
      : [`This operation has servers of its own: ${listed(servers.map(({ url }) => code(url)))}.`]),
    ...(externalDocs === undefined
      ? []
      : [`See also: ${seeAlso(externalDocs.url, externalDocs.description)}.`]),
  ];
}

function outcomeNote(operation: Operation, { document, links }: Docs): string[] {
  if (operation['x-idempotent'] === true)
    return ['It can be sent again: a second call changes nothing more.'];
  const check = operation['x-outcome-check'];
  if (check === undefined) return [];
  const found = operationById(document, check);
  if (found === undefined) return [];
  const name = String(found['x-function']);
  const section = link(name, links.apis.get(`${found.tags![0]}Api`)!, links.operations.get(name));
  return [
    `Do not send it again blindly: where the answer was lost, ${section} tells what became of the call.`,
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

function paginationNote(operation: Operation): string[] {
  const [all] = paginationNamesOf(operation, String(operation['x-function']));
  if (all === undefined) return [];
  const loop = code(`for await (const item of ${all}(configuration, request))`);
  return [
    `It answers a page of a list. ${loop} goes over the items of all pages, ${code(`${all}(…).pages()`)} over the pages.`,
  ];
}

/** A link to another site; anything else is shown as it stands. */
export function seeAlso(url: string, description: string | undefined): string {
  if (!/^https?:\/\/[^\s()<>]+$/.test(url)) return code(url);
  return cell(`[${(description ?? url).replaceAll(/[[\]]/g, '')}](${url})`);
}
