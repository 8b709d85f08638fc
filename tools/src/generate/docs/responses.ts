import type { Header, OpenApiDocument, Response } from '../openapi.js';
import { factsOf } from './facts.js';
import type { Links } from './links.js';
import { code, table } from './markdown.js';
import type { Answer, Docs, DocumentedOperation } from './operation.js';
import { cell } from './prose.js';
import { typeLinks } from './type-links.js';

/** A row per status. */
export function responsesOf({ operation, answers }: DocumentedOperation, { document, links }: Docs): string {
  const rows = answers.map((answer) => {
    const response = operation.responses![answer.status]!;
    const inSuccess = answer.error === undefined ? '' : cell(answer.error.description);
    return [
      `**${code(answer.status)}**`,
      [cell(response.description), inSuccess].filter((part) => part !== '').join('<br>'),
      headersOf(response, document),
      bodyOf(answer, links),
    ];
  });
  return table(['Status code', 'Description', 'Response headers', 'Error type'], rows);
}

function bodyOf({ type, succeeds, error }: Answer, links: Links): string {
  if (type === 'undefined' || type === 'void') return '';
  const shown = typeLinks(type, links);
  if (!succeeds) return shown;
  return `${shown} (the result)${error === undefined ? '' : `<br>${typeLinks(error.type, links)} (an error)`}`;
}

function headersOf({ headers }: Response, document: OpenApiDocument): string {
  return Object.entries(headers ?? {})
    .map(([name, header]) => {
      const description = cell(header.description);
      const facts = header.schema === undefined ? [] : factsOf(document, header.schema);
      const type = [typeOf(header), ...facts].join(', ');
      return `${code(name)}${type === '' ? '' : ` (${type})`}${description === '' ? '' : `: ${description}`}`;
    })
    .join('<br>');
}

function typeOf({ schema }: Header): string {
  return [schema?.type ?? []]
    .flat()
    .join(' or ')
    .replaceAll(/[^\w ]/g, '');
}
