import { append } from '../../../shared/append.js';
import {
  child,
  isObject,
  items,
  type JsonObject,
  type JsonValue,
  keysOf,
  member,
  members,
  shown,
} from '../../openapi/json.js';
import { control } from '../../read/plain-json.js';
import type { LintDocument } from '../document.js';
import { type Check, each, hasText } from '../rule.js';

/** The description says what the API is, and under which licence its description stands. */
export const infoComplete: Check = each('Info', ({ description, license }, report) => {
  if (!hasText(description)) report('Add a `description`: what the API is for, in a paragraph.');
  if (!isObject(license)) report('Add the `license` of this description.');
});

/** OpenAPI 3.0.3 and 3.1.0, Components Object: names match `^[a-zA-Z0-9._-]+$`. */
export const componentName: Check = (document, report) => {
  for (const pointer of componentsOf(document)) {
    if (/^[a-zA-Z0-9._-]+$/.test(keysOf(pointer).at(-1)!)) continue;
    report(pointer, 'Name components with letters, digits, dot, hyphen and underscore.');
  }
};

/** Each component is reached from an operation. */
export const componentUnused: Check = (document, report) => {
  const links = linksByOwner(document);
  const reached = new Set<string>(['']);
  for (const owner of reached) for (const target of links.get(owner) ?? []) reached.add(target);
  for (const pointer of componentsOf(document)) {
    if (!reached.has(pointer)) report(pointer, 'Nothing uses this component: remove it or refer to it.');
  }
};

/** The pointers to all components. */
function componentsOf({ root }: LintDocument): string[] {
  return members(root.components)
    .filter(([section]) => !section.startsWith('x-'))
    .flatMap(([section, named]) => members(named).map(([name]) => child('/components', section, name)));
}

/** Which components a component uses; the rest of the document counts as one owner, `''`. */
function linksByOwner(document: LintDocument): Map<string, string[]> {
  const links = new Map<string, string[]>();
  const link = (from: string, to: string): void => {
    const owner = componentOf(from);
    append(links, owner, componentOf(to));
  };
  for (const { holder, pointer } of document.references) link(pointer, (holder.$ref as string).slice(1));
  for (const { value } of document.all('SecurityRequirement')) {
    for (const name of Object.keys(value)) link('', child('/components/securitySchemes', name));
  }
  for (const { value, pointer } of document.all('DiscriminatorMapping')) {
    for (const target of Object.values(value)) {
      if (typeof target !== 'string') continue;
      link(pointer, target.startsWith('#') ? target.slice(1) : child('/components/schemas', target));
    }
  }
  for (const { value, pointer } of document.all('Schema')) linkParents(document, value, pointer, link);
  return links;
}

/** Schemas that extend one with a discriminator are used by it, without a mapping as well. */
function linkParents(
  document: LintDocument,
  schema: JsonObject,
  pointer: string,
  link: (from: string, to: string) => void,
): void {
  for (const part of items(schema.allOf)) {
    const ref = member(part, '$ref');
    if (typeof ref === 'string' && document.resolve(part)?.discriminator !== undefined)
      link(ref.slice(1), pointer);
  }
}

function componentOf(pointer: string): string {
  const keys = keysOf(pointer);
  return keys[0] === 'components' && keys.length >= 3 ? child('', ...keys.slice(0, 3)) : '';
}

/** Names, enum values and server URLs have no control characters; keys and paths are checked when they are read. */
export const controlCharacter: Check = (document, report) => {
  const check = (value: JsonValue | undefined, pointer: string): void => {
    if (typeof value !== 'string' || !control.test(value)) return;
    report(pointer, `${shown(value)} has a control character or half a surrogate pair: remove it.`);
  };
  for (const [kind, ...fields] of texts) {
    for (const { value, pointer } of document.all(kind)) {
      for (const field of fields) {
        check(value[field], child(pointer, field));
        for (const [index, item] of items(value[field]).entries()) check(item, child(pointer, field, index));
      }
    }
  }
};

/** The objects whose fields become code or addresses: a text each, or a list of them. */
const texts: readonly [kind: string, ...fields: string[]][] = [
  ['Parameter', 'name'],
  ['SecurityScheme', 'name'],
  ['Tag', 'name'],
  ['Operation', 'operationId', 'tags'],
  ['Server', 'url'],
  ['ServerVariable', 'default', 'enum'],
  ['Discriminator', 'propertyName'],
  ['Schema', 'enum', 'required', 'const'],
];
