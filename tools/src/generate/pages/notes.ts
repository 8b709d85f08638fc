import { paragraph } from '../../print/blocks.js';
import { type Block, codeSpan, listed, md, siteLink } from '../../print/markdown.js';
import type { OperationModel } from '../model/operation.js';
import { calleeOf } from './example.js';
import { link } from './links.js';
import type { Docs } from './operation.js';

/** Lines that stand under the description of an operation. What an extension of ours means to a caller goes here. */
export function notesOf(operation: OperationModel, docs: Docs): Block[] {
  const { deprecated, servers, externalDocs } = operation;
  return [
    ...(deprecated ? [paragraph(md`**Deprecated.**`)] : []),
    ...outcomeNote(operation, docs),
    ...paginationNote(operation, docs),
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

function outcomeNote({ idempotent, outcomeCheck }: OperationModel, { model, links }: Docs): Block[] {
  if (idempotent) return [paragraph(md`It can be sent again: a second call changes nothing more.`)];
  const check = outcomeCheck === undefined ? undefined : model.byId.get(outcomeCheck);
  if (check === undefined) return [];
  const section = link(check.name, links.apis.get(check.api)!, links.operations.get(check.name));
  return [
    paragraph(
      md`Do not send it again blindly: where the answer was lost, ${section} tells what became of the call.`,
    ),
  ];
}

function paginationNote(operation: OperationModel, docs: Docs): Block[] {
  const { nameOfAll } = operation;
  if (nameOfAll === undefined) return [];
  const all = calleeOf({ ...operation, name: nameOfAll }, docs);
  const loop = codeSpan(`for await (const item of ${all}(request))`);
  return [
    paragraph(
      md`It answers a page of a list. ${loop} goes over the items of all pages, ${codeSpan(`${nameOfAll}(…).pages()`)} over the pages.`,
    ),
  ];
}
