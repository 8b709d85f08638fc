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
import type { ApiModel } from '../model/model.js';
import type { Header, Response } from '../openapi/document.js';
import { factsOf } from './constraints.js';
import type { Links } from './links.js';
import type { Answer, Docs, DocumentedOperation } from './operation.js';
import { cell } from './prose.js';
import { typeLinks } from './type-links.js';

/** A row per status. */
export function responsesOf({ answers }: DocumentedOperation, { model, links }: Docs): Block {
  const rows = answers.map((answer) => {
    const { status, description, response, isResult } = answer.status;
    const inSuccess = isResult && answer.error !== undefined ? cell(answer.error.description) : nothing;
    return [
      strong(codeSpan(status)),
      joined([cell(description), inSuccess], '<br>'),
      headersOf(response, model),
      bodyOf(answer, links),
    ];
  });
  return table([md`Status code`, md`Description`, md`Response headers`, md`Error type`], rows);
}

function bodyOf({ type, status, error }: Answer, links: Links): Inline {
  if (type === 'undefined' || type === 'void') return nothing;
  const shown = typeLinks(type, links);
  if (!status.isResult) return shown;
  const result = md`${shown} (the result)`;
  return error === undefined ? result : md`${result}<br>${typeLinks(error.type, links)} (an error)`;
}

function headersOf({ headers }: Response, model: ApiModel): Inline {
  const shown = Object.entries(headers ?? {}).map(([name, header]) => {
    const description = cell(header.description);
    const facts = header.schema === undefined ? [] : factsOf(model, header.schema);
    const type = joined([typeOf(header), ...facts], ', ');
    const named = type.isEmpty ? codeSpan(name) : md`${codeSpan(name)} (${type})`;
    return description.isEmpty ? named : md`${named}: ${description}`;
  });
  return joined(shown, '<br>');
}

function typeOf({ schema }: Header): Inline {
  return listed([schema?.type ?? []].flat().map(markdownText), 'or');
}
