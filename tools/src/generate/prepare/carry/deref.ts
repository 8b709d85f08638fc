import type { OpenApiDocument, Schema } from '../../openapi.js';
import { resolvePointer } from '../inline-references.js';

/** The schema that a chain of references ends at. */
export function deref(document: OpenApiDocument, schema: Schema | undefined): Schema | undefined {
  let target = schema;
  for (let hops = 0; target?.$ref !== undefined && hops < 50; hops++) {
    target = resolvePointer(document, target.$ref) as Schema | undefined;
  }
  return target;
}
