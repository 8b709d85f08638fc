import { declaredProperties } from '../openapi/declared.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { refName, target } from '../openapi/refs.js';
import type { Direction } from '../openapi/roots.js';
import { type ChildSlot, children } from '../openapi/slots.js';

/** A schema, and the schemas it is a part of by allOf, oneOf or anyOf: together they declare its members. */
export type Scope = readonly Schema[];

/** Whether a member does not exist in one direction, because it is marked `readOnly` or `writeOnly`. */
export function isLeftOut(
  document: OpenApiDocument,
  scope: Scope,
  name: string,
  direction: Direction,
): boolean {
  const [mark, other]: Mark[] =
    direction === 'request' ? ['readOnly', 'writeOnly'] : ['writeOnly', 'readOnly'];
  return scope.some((schema) =>
    [...declaredProperties(document, schema, name)].some(
      (declared) =>
        isMarked(document, declared.schema, mark!) && !isMarked(document, declared.schema, other!),
    ),
  );
}

type Mark = 'readOnly' | 'writeOnly';

/** Whether a property is marked, itself or by the schema it refers to. */
function isMarked(document: OpenApiDocument, schema: Schema, mark: Mark): boolean {
  if (schema[mark] === true) return true;
  const next = target(document, schema.$ref) ?? (schema.allOf?.length === 1 ? schema.allOf[0] : undefined);
  return next !== undefined && isMarked(document, next, mark);
}

/** The scope of a child: that of its parent, where it is a part of it. */
export function scopeOf(child: ChildSlot, parent: Scope): Scope {
  const part = child.keyword === 'allOf' || child.keyword === 'oneOf' || child.keyword === 'anyOf';
  return part ? [...parent, child.schema] : [child.schema];
}

/** Whether a schema, references not followed, has a member that one of the directions lacks. */
export function losesMember(document: OpenApiDocument, schema: Schema, scope: Scope = [schema]): boolean {
  return [...children(schema)].some(
    (child) =>
      (child.keyword === 'properties' &&
        (isLeftOut(document, scope, child.key, 'request') ||
          isLeftOut(document, scope, child.key, 'response'))) ||
      losesMember(document, child.schema, scopeOf(child, scope)),
  );
}

/** The components a schema refers to in one direction. */
export function* refsWithin(
  document: OpenApiDocument,
  schema: Schema,
  direction: Direction,
  scope: Scope = [schema],
): Generator<string> {
  const name = refName(schema.$ref);
  if (name !== undefined) yield name;
  for (const child of children(schema)) {
    if (child.keyword === 'properties' && isLeftOut(document, scope, child.key, direction)) continue;
    yield* refsWithin(document, child.schema, direction, scopeOf(child, scope));
  }
}

/** A schema that no value fits. */
const nothing = false as unknown as Schema;

/** The members that an object declares; none where it can have others. */
function membersOf({ properties, additionalProperties, patternProperties, ...others }: Schema): number {
  const isOpen = (additionalProperties ?? false) !== false || patternProperties !== undefined;
  const isComposed = [others.allOf, others.oneOf, others.anyOf].some((parts) => parts !== undefined);
  return isOpen || isComposed ? 0 : Object.keys(properties ?? {}).length;
}

/** Deletes the members that a direction does not have, and their names from `required`. */
export function filter(document: OpenApiDocument, schema: Schema, direction: Direction): void {
  const edits: (() => void)[] = [];
  const visit = (part: Schema, scope: Scope): void => {
    const leftOut = (name: string) => isLeftOut(document, scope, name, direction);
    const properties = Object.keys(part.properties ?? {}).filter(leftOut);
    const required = part.required?.filter((name) => !leftOut(name));
    edits.push(() => {
      // The members of a part come with those of its neighbours.
      const isEmptied = scope.length === 1 && properties.length > 0 && properties.length === membersOf(part);
      for (const name of properties) {
        // An object without members would take any; so it takes all but these.
        if (isEmptied) part.properties![name] = nothing;
        else delete part.properties![name];
      }
      if (required === undefined) return;
      if (required.length > 0) part.required = required;
      else delete part.required;
    });
    for (const child of children(part)) {
      if (child.keyword !== 'properties' || !properties.includes(child.key))
        visit(child.schema, scopeOf(child, scope));
    }
  };
  visit(schema, [schema]);
  // Only now: a part's members may be declared by its neighbour.
  for (const edit of edits) edit();
}
