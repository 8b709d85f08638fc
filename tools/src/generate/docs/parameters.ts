import { factsOf } from './facts.js';
import { code, listed, table } from './markdown.js';
import type { Docs, DocumentedOperation, Member } from './operation.js';
import { cell } from './prose.js';
import { typeLinks } from './type-links.js';

/** The members of the request object. */
export function parametersOf(operation: DocumentedOperation, docs: Docs): string {
  if (operation.members.length === 0) return 'This endpoint does not need any parameter.';
  const rows = operation.members.map((member) => [
    code(member.key),
    typeLinks(member.type, docs.links),
    cell(descriptionOf(member)),
    notesOf(member, operation, docs).join('<br>'),
  ]);
  return table(['Name', 'Type', 'Description', 'Notes'], rows);
}

function descriptionOf({ parameter, body }: Member): string | undefined {
  if (parameter !== undefined) return parameter.description ?? parameter.schema?.description;
  return body === undefined
    ? 'The media type of the body.'
    : (body.description ?? 'The body of the request.');
}

function notesOf(member: Member, { contentTypes }: DocumentedOperation, { document }: Docs): string[] {
  const { required, schema, parameter, body, key } = member;
  const presence = required ? 'required' : 'optional';
  if (body !== undefined) return [presence, `sent as ${listed(contentTypes.map(code), 'or')}`];
  if (parameter === undefined) return [presence, ...(required ? [] : [`default ${code(contentTypes[0]!)}`])];
  const place = `in ${parameter.in}${parameter.name === key ? '' : ` as ${code(parameter.name)}`}`;
  const facts = schema === undefined ? [] : factsOf(document, { ...schema, ...parameterFacts(member) });
  return [presence, place, ...facts];
}

/** What a parameter says itself goes before what its schema says. */
function parameterFacts({ parameter }: Member): { example?: unknown; deprecated?: boolean } {
  const { example, deprecated } = parameter!;
  return { ...(example === undefined ? {} : { example }), ...(deprecated === true ? { deprecated } : {}) };
}
