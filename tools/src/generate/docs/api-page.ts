import { authorizationOf } from './authorization.js';
import { exampleOf } from './example.js';
import { backLinks, type Links, readme } from './links.js';
import { code, fence, listed, page, table, text } from './markdown.js';
import { notesOf } from './notes.js';
import type { Docs, DocumentedOperation } from './operation.js';
import { parametersOf } from './parameters.js';
import { cell, prose } from './prose.js';
import { responsesOf } from './responses.js';
import { typeLinks } from './type-links.js';

/** The page of an API class: its methods, a section for each. */
export function apiPage(api: string, operations: readonly DocumentedOperation[], docs: Docs): string {
  const servers = docs.document.servers ?? [];
  const others = servers.length > 1 ? `, or to another of the [servers](${readme}#servers)` : '';
  return page([
    `# ${text(api)}`,
    `All URIs are relative to ${code(servers[0]?.url ?? '/')}${others}.`,
    methodTable(operations, docs.links),
    ...operations.flatMap((operation) => section(operation, docs)),
  ]);
}

/** `**GET** /path` and what it is for. */
export function requestCells({ method, path, operation }: DocumentedOperation): string[] {
  return [`**${method.toUpperCase()}** ${code(path)}`, cell(operation.summary)];
}

function methodTable(operations: readonly DocumentedOperation[], { operations: anchors }: Links): string {
  const rows = operations.map((operation) => [
    `[${text(operation.name)}](#${anchors.get(operation.name)!.id})`,
    ...requestCells(operation),
  ]);
  return table(['Method', 'HTTP request', 'Description'], rows);
}

function section(operation: DocumentedOperation, docs: Docs): string[] {
  const { name, result, contentTypes, accept } = operation;
  const { summary, description, security } = operation.operation;
  const isVoid = result === 'void';
  return [
    docs.links.operations.get(name)!.mark,
    `## ${text(name)}`,
    `> ${typeLinks(result, docs.links)} ${code(signature(operation))}`,
    prose(summary),
    prose(description),
    ...notesOf(operation, docs),
    '### Example',
    fence('ts', exampleOf(operation, docs)),
    '### Parameters',
    parametersOf(operation, docs),
    '### Return type',
    isVoid ? '`void` (empty response body)' : `**${typeLinks(result, docs.links)}**`,
    '### Authorization',
    authorizationOf(security, docs.links),
    '### HTTP request headers',
    [
      `- **Content-Type**: ${contentTypes.length === 0 ? 'Not defined' : listed(contentTypes.map(code), 'or')}`,
      `- **Accept**: ${accept === '' ? 'Not defined' : accept.split(', ').map(code).join(', ')}`,
    ].join('\n'),
    '### HTTP response details',
    responsesOf(operation, docs),
    backLinks,
  ];
}

function signature({ name, members }: DocumentedOperation): string {
  if (members.length === 0) return `${name}()`;
  const keys = members.map(({ key, required }) => (required ? key : `${key}?`));
  return `${name}({ ${keys.join(', ')} })`;
}
