import { paragraph, table } from '../../print/blocks.js';
import { type Block, codeSpan, type Inline, joined, listed, markdownText, md } from '../../print/markdown.js';
import { factsOf } from './facts.js';
import type { Docs, DocumentedOperation, Member } from './operation.js';
import { cell } from './prose.js';
import { typeLinks } from './type-links.js';

/** The members of the request object. */
export function parametersOf(operation: DocumentedOperation, docs: Docs): Block {
  if (operation.members.length === 0) return paragraph(md`This endpoint does not need any parameter.`);
  const rows = operation.members.map((member) => [
    codeSpan(member.key),
    typeLinks(member.type, docs.links),
    cell(descriptionOf(member)),
    joined(notesOf(member, operation, docs), '<br>'),
  ]);
  return table([md`Name`, md`Type`, md`Description`, md`Notes`], rows);
}

function descriptionOf({ parameter, body }: Member): string | undefined {
  if (parameter !== undefined) return parameter.description ?? parameter.schema?.description;
  return body === undefined
    ? 'The media type of the body.'
    : (body.description ?? 'The body of the request.');
}

function notesOf(member: Member, { contentTypes }: DocumentedOperation, { document }: Docs): Inline[] {
  const { required, schema, parameter, body, key } = member;
  const presence = required ? md`required` : md`optional`;
  if (body !== undefined) return [presence, md`sent as ${listed(contentTypes.map(codeSpan), 'or')}`];
  if (parameter === undefined)
    return [presence, ...(required ? [] : [md`default ${codeSpan(contentTypes[0]!)}`])];
  const where = md`in ${markdownText(parameter.in)}`;
  const place = parameter.name === key ? where : md`${where} as ${codeSpan(parameter.name)}`;
  const facts = schema === undefined ? [] : factsOf(document, { ...schema, ...parameterFacts(member) });
  return [presence, place, ...facts];
}

/** What a parameter says itself goes before what its schema says. */
function parameterFacts({ parameter }: Member): { example?: unknown; deprecated?: boolean } {
  const { example, deprecated } = parameter!;
  return { ...(example === undefined ? {} : { example }), ...(deprecated === true ? { deprecated } : {}) };
}
