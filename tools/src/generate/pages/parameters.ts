import { paragraph, table } from '../../print/blocks.js';
import { type Block, codeSpan, type Inline, joined, listed, markdownText, md } from '../../print/markdown.js';
import type { ContentModel } from '../model/body.js';
import { factsOf } from './constraints.js';
import type { Docs, DocumentedOperation, Member } from './operation.js';
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
