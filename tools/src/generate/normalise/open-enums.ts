import type { Schema } from '../openapi/document.js';
import { reachable } from '../openapi/reachable.js';
import type { Transform } from './transform.js';

/**
 * Marks the string enums a response can hold with `x-open-enum: true`: a server may answer with values added
 * after this client was made. Enums of requests only stay closed, and so does an enum of one value: that is a
 * constant, by which a union is told apart.
 */
export const openEnums: Transform = {
  name: 'open-enums',
  apply(document, report) {
    let count = 0;
    for (const schema of reachable(document, 'response')) {
      if (!isStringEnum(schema) || schema['x-open-enum'] === true) continue;
      schema['x-open-enum'] = true;
      count += 1;
    }
    if (count > 0) report(`${count} enums of responses are open`);
  },
};

function isStringEnum(schema: Schema): boolean {
  const values = (schema.enum ?? []).filter((value) => value !== null);
  return values.length > 1 && values.every((value) => typeof value === 'string');
}
