import { paragraph, table } from '../../print/blocks.js';
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
import type { ContentModel } from '../model/body.js';
import type { ApiModel } from '../model/model.js';
import type { Header, Response } from '../openapi/document.js';
import { factsOf } from './constraints.js';
import type { Links } from './links.js';
import type { Answer, Docs, DocumentedOperation, Member } from './operation.js';
import { cell } from './prose.js';
import { typeLinks } from './type-links.js';

/** The members of the request object. */
export function parametersOf({ operation, members }: DocumentedOperation, docs: Docs): Block {
  if (members.length === 0) return paragraph(md`This endpoint does not need any parameter.`);
  const rows = members.map((member) => [
    codeSpan(member.key),
    typeLinks(member.type, docs.links),
    cell(descriptionOf(member)),
    joined(notesOf(member, operation.body?.contents ?? [], docs), '<br>'),
  ]);
  return table([md`Name`, md`Type`, md`Description`, md`Notes`], rows);
}

function descriptionOf(member: Member): string | undefined {
  if (member.kind === 'contentType') return 'The media type of the body.';
  if (member.kind === 'body') return member.body.description ?? 'The body of the request.';
  const { parameter } = member.parameter;
  return parameter.description ?? parameter.schema?.description;
}

function notesOf(member: Member, contents: readonly ContentModel[], { model }: Docs): Inline[] {
  const presence = member.required ? md`required` : md`optional`;
  const mediaTypes = contents.map(({ mediaType }) => codeSpan(mediaType));
  if (member.kind === 'body') return [presence, md`sent as ${listed(mediaTypes, 'or')}`];
  if (member.kind === 'contentType')
    return [presence, ...(member.required ? [] : [md`default ${mediaTypes[0]!}`])];
  const { name, key, schema, parameter } = member.parameter;
  const where = md`in ${markdownText(parameter.in)}`;
  const place = name === key ? where : md`${where} as ${codeSpan(name)}`;
  return [presence, place, ...(schema === undefined ? [] : factsOf(model, schema, parameter))];
}

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
