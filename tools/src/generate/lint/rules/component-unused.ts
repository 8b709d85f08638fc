import { child, items, type JsonObject, keysOf, member, members } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Each component is reached from an operation. */
export function componentUnused(document: LintDocument, report: Report): void {
  const links = linksByOwner(document);
  const reached = new Set<string>(['']);
  for (const owner of reached) {
    for (const target of links.get(owner) ?? []) reached.add(target);
  }
  for (const [section, components] of members(document.root.components)) {
    if (section.startsWith('x-')) continue;
    for (const [name] of members(components)) {
      const pointer = child('/components', section, name);
      if (!reached.has(pointer)) report(pointer, 'Nothing uses this component: remove it or refer to it.');
    }
  }
}

/** Which components a component uses; the rest of the document counts as one owner, `''`. */
function linksByOwner(document: LintDocument): Map<string, string[]> {
  const links = new Map<string, string[]>();
  const link = (from: string, to: string): void => {
    const owner = componentOf(from);
    const targets = links.get(owner);
    if (targets === undefined) links.set(owner, [componentOf(to)]);
    else targets.push(componentOf(to));
  };
  for (const { holder, pointer } of document.references) link(pointer, (holder.$ref as string).slice(1));
  for (const { value } of document.all('SecurityRequirement')) {
    for (const name of Object.keys(value)) link('', child('/components/securitySchemes', name));
  }
  for (const { value, pointer } of document.all('DiscriminatorMapping')) {
    for (const target of Object.values(value)) {
      if (typeof target !== 'string') continue;
      const name = target;
      link(pointer, name.startsWith('#') ? name.slice(1) : child('/components/schemas', name));
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
