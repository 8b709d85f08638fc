import { join, ts } from '../../print/code.js';
import { memberName, textLiteral } from '../../print/literal.js';
import { ownValues, settledProperty } from '../openapi/declared.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { mappedValues, refName } from '../openapi/refs.js';
import { intersection, one, type TypeText } from './type-text.js';

/**
 * A member of a discriminated union, with its discriminator property narrowed to the values that mean it, so that
 * `switch (pet.petType)` tells the members apart.
 *
 * Left as it is where its own enum is already as narrow, or has none of the mapped values: then mapping and schema
 * disagree, and an intersection would be `never`.
 */
export function narrowed(
  document: OpenApiDocument,
  schema: Schema,
  member: Schema,
  type: TypeText,
): TypeText {
  const { propertyName, mapping } = schema.discriminator ?? {};
  const name = refName(member.$ref);
  if (propertyName === undefined || mapping === undefined || name === undefined) return type;
  const mapped = mappedValues(document, mapping).get(name) ?? [];
  const own = ownValues(document, member, propertyName);
  const allowed = own === undefined ? undefined : new Set(own);
  const values = mapped.filter((value) => allowed?.has(value) !== false);
  if (values.length === 0 || (own !== undefined && own.length === 1)) return type;
  if (own === undefined && !isText(document, member, propertyName)) return type;
  const literals = join(values.map(textLiteral), ts` | `);
  return intersection([type, one(ts`{ ${memberName(propertyName)}: ${literals} }`)]);
}

/** Whether a string literal can narrow the property: it is a string, or nothing is known of it. */
function isText(document: OpenApiDocument, member: Schema, property: string): boolean {
  const type = settledProperty(document, member, property)?.type;
  return type === undefined || [type].flat().includes('string');
}
