import { join, ts } from '../../print/code.js';
import { literal, memberName } from '../../print/literal.js';
import { meaningOf, ownValues } from '../openapi/declared.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
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
  { discriminator }: Schema,
  member: Schema,
  type: TypeText,
): TypeText {
  if (discriminator === undefined) return type;
  const { propertyName } = discriminator;
  const values = meaningOf(document, discriminator, member);
  if (values.length === 0 || ownValues(document, member, propertyName)?.length === 1) return type;
  const literals = join(values.map(literal), ts` | `);
  return intersection([type, one(ts`{ ${memberName(propertyName)}: ${literals} }`)]);
}
