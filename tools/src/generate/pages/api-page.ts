import { bullets, fence, heading, paragraph, quote, table } from '../../print/blocks.js';
import {
  type Block,
  codeSpan,
  type Inline,
  joined,
  link,
  listed,
  markdownText,
  md,
  placeLink,
  strong,
} from '../../print/markdown.js';
import { beginningOf } from '../../shared/text.js';
import type { OperationModel } from '../model/operation.js';
import { authorizationOf } from './authorization.js';
import { exampleOf } from './example.js';
import { withinLimit } from './example-limit.js';
import { backLinks, type Links, readme } from './links.js';
import { page } from './markdown.js';
import { notesOf } from './notes.js';
import type { Docs, DocumentedOperation } from './operation.js';
import { parametersOf, responsesOf } from './operation-tables.js';
import { cell, prose } from './prose.js';
import { typeLinks } from './type-links.js';

/** The page of an API class: its methods, a section for each. */
export function apiPage(api: string, operations: readonly DocumentedOperation[], docs: Docs): string {
  const { servers } = docs.model;
  // Each page of a client repeats it; README.md has all of it.
  const first = codeSpan(beginningOf(servers[0]!.url, 500));
  return page([
    heading(1, markdownText(api)),
    paragraph(
      servers.length > 1
        ? md`All URIs are relative to ${first}, or to another of the ${link('servers', readme, 'servers')}.`
        : md`All URIs are relative to ${first}.`,
    ),
    methodTable(operations, docs.links),
    ...operations.flatMap((operation) => section(operation, docs)),
  ]);
}

/** `**GET** /path` and what it is for. */
export function requestCells({ method, path, summary }: OperationModel): Inline[] {
  return [md`${strong(markdownText(method.toUpperCase()))} ${codeSpan(path)}`, cell(summary)];
}

function methodTable(operations: readonly DocumentedOperation[], { operations: anchors }: Links): Block {
  const rows = operations.map(({ operation }) => [
    placeLink(operation.name, anchors.get(operation.name)!.id),
    ...requestCells(operation),
  ]);
  return table([md`Method`, md`HTTP request`, md`Description`], rows);
}

function section(documented: DocumentedOperation, docs: Docs): Block[] {
  const { operation, result } = documented;
  const { name, summary, description, body, responses, requirements } = operation;
  const contentTypes = body?.contents.map(({ mediaType }) => mediaType) ?? [];
  const isVoid = result === 'void';
  const example = withinLimit(docs, () => exampleOf(documented, docs));
  return [
    ...docs.links.operations.get(name)!.mark,
    heading(2, markdownText(name)),
    quote(md`${typeLinks(result, docs.links)} ${codeSpan(signature(documented))}`),
    ...prose(summary),
    ...prose(description),
    ...notesOf(operation, docs),
    ...(example === undefined ? [] : [heading(3, md`Example`), fence('ts', example)]),
    heading(3, md`Parameters`),
    parametersOf(documented, docs),
    heading(3, md`Return type`),
    paragraph(isVoid ? md`\`void\` (empty response body)` : strong(typeLinks(result, docs.links))),
    heading(3, md`Authorization`),
    ...(operation.inheritsSecurity && docs.hasLongSecurity
      ? [
          paragraph(
            md`What ${link('all operations', readme, 'authorization')} want that state nothing of their own.`,
          ),
        ]
      : authorizationOf(requirements, docs.links)),
    heading(3, md`HTTP request headers`),
    bullets([
      md`**Content-Type**: ${contentTypes.length === 0 ? md`Not defined` : listed(contentTypes.map(codeSpan), 'or')}`,
      md`**Accept**: ${responses.accept.length === 0 ? md`Not defined` : joined(responses.accept.map(codeSpan), ', ')}`,
    ]),
    heading(3, md`HTTP response details`),
    responsesOf(documented, docs),
    paragraph(backLinks),
  ];
}

function signature({ operation: { name }, members }: DocumentedOperation): string {
  if (members.length === 0) return `${name}()`;
  const keys = members.map(({ key, required }) => (required ? key : `${key}?`));
  return `${name}({ ${keys.join(', ')} })`;
}
