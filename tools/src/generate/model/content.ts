import type { Schema } from '../openapi/document.js';

/** Whether a schema stands for bytes: `format: binary` (3.0), or `contentMediaType` without text encoding (3.1). */
export function isBinary(schema: Schema | undefined): boolean {
  return (
    schema?.format === 'binary' ||
    (schema?.contentMediaType !== undefined &&
      schema.contentEncoding === undefined &&
      schema.type !== 'object')
  );
}

/** Whether a schema allows strings only. */
export function isStringLike(schema: Schema | undefined): boolean {
  const types = [schema?.type ?? []].flat();
  return types.length > 0 && types.every((type) => type === 'string');
}
