import type { Schema } from '../openapi.js';
import { commentLines } from '../prepare/names.js';

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
export function comment(schema: Schema): string {
  const lines = commentLines(schema.description?.replace(/^[ \t]*@/gm, '\\$&'), limits(schema));
  const tags = [
    ...(schema.default === undefined ? [] : [`@default ${JSON.stringify(schema.default)}`]),
    ...(schema.deprecated === true ? ['@deprecated'] : []),
  ];
  lines.push(...tags.flatMap((tag) => commentLines(tag)));
  // Controls of writing direction could make the source look different from what it is.
  const text = lines.map((line) => line.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, ''));
  if (text.length === 0) return '';
  return text.length === 1 ? `/**${text[0]} */\n` : `/**\n${text.map((line) => ` *${line}\n`).join('')} */\n`;
}

/** `Format: date-time; maximum length: 20` */
function limits(schema: Schema): string | undefined {
  const facts = schema.format === undefined ? [] : [`format: ${schema.format}`];
  for (const [keyword, words] of bounds) {
    const bound = schema[keyword];
    if (typeof bound === 'number' || typeof bound === 'string') facts.push(`${words}: ${bound}`);
    else if (bound === true)
      facts.push(`${words} the ${keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum'}`);
  }
  const text = facts.join('; ').replaceAll(/[\r\n]/g, ' ');
  return text === '' ? undefined : text.charAt(0).toUpperCase() + text.slice(1);
}
