import type { Code } from '../../print/code.js';
import { comment, Tag } from '../../print/comment.js';
import { prose } from '../../print/prose.js';
import type { Schema } from '../openapi/document.js';

/** The keywords that limit a value, and what they are called in a text. */
export const bounds: readonly (readonly [keyof Schema, string])[] = [
  ['minimum', 'minimum'],
  ['exclusiveMinimum', 'more than'],
  ['maximum', 'maximum'],
  ['exclusiveMaximum', 'less than'],
  ['multipleOf', 'multiple of'],
  ['minLength', 'minimum length'],
  ['maxLength', 'maximum length'],
  ['pattern', 'pattern'],
  ['minItems', 'minimum items'],
  ['maxItems', 'maximum items'],
];

/** The documentation comment of a schema with its line break, or nothing where there is nothing to say. */
export function schemaComment(schema: Schema): Code {
  const tags = [
    ...(schema.default === undefined ? [] : [Tag.default(schema.default)]),
    ...(schema.deprecated === true ? [Tag.deprecated] : []),
  ];
  return comment([schema.description, limits(schema)], tags);
}

/** `Format: date-time; maximum length: 20` */
function limits(schema: Schema): string {
  const facts = schema.format === undefined ? [] : [prose`format: ${schema.format}`];
  for (const [keyword, words] of bounds) {
    const bound = schema[keyword];
    if (typeof bound === 'number' || typeof bound === 'string') facts.push(prose`${words}: ${bound}`);
    else if (bound === true)
      facts.push(prose`${words} the ${keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum'}`);
  }
  const [first = '', ...rest] = [...facts.join('; ')];
  return [first.toUpperCase(), ...rest].join('').replaceAll(/[\r\n]/g, ' ');
}
