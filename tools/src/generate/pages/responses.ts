import { table } from '../../print/blocks.js';
import {
  type Block,
  codeSpan,
  type Inline,
  joined,
  listed,
  markdownText,
  md,
  nothing,
  strong,
} from '../../print/markdown.js';
import type { Header, OpenApiDocument, Response } from '../openapi/document.js';
import { factsOf } from './facts.js';
import type { Links } from './links.js';
import type { Answer, Docs, DocumentedOperation } from './operation.js';
import { cell } from './prose.js';
import { typeLinks } from './type-links.js';

/** A row per status. */
export function responsesOf({ operation, answers }: DocumentedOperation, { document, links }: Docs): Block {
  const rows = answers.map((answer) => {
    const response = operation.responses![answer.status]!;
    const inSuccess = answer.error === undefined ? nothing : cell(answer.error.description);
    return [
      strong(codeSpan(answer.status)),
      joined([cell(response.description), inSuccess], '<br>'),
      headersOf(response, document),
      bodyOf(answer, links),
    ];
  });
  return table([md`Status code`, md`Description`, md`Response headers`, md`Error type`], rows);
}

function bodyOf({ type, succeeds, error }: Answer, links: Links): Inline {
  if (type === 'undefined' || type === 'void') return nothing;
  const shown = typeLinks(type, links);
  if (!succeeds) return shown;
  const result = md`${shown} (the result)`;
  return error === undefined ? result : md`${result}<br>${typeLinks(error.type, links)} (an error)`;
}

function headersOf({ headers }: Response, document: OpenApiDocument): Inline {
  const shown = Object.entries(headers ?? {}).map(([name, header]) => {
    const description = cell(header.description);
    const facts = header.schema === undefined ? [] : factsOf(document, header.schema);
    const type = joined([typeOf(header), ...facts], ', ');
    const named = type.isEmpty ? codeSpan(name) : md`${codeSpan(name)} (${type})`;
    return description.isEmpty ? named : md`${named}: ${description}`;
  });
  return joined(shown, '<br>');
}

function typeOf({ schema }: Header): Inline {
  return listed([schema?.type ?? []].flat().map(markdownText), 'or');
}
