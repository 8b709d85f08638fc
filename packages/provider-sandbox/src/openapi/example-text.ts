import type { Random } from '../core/random.js';
import type { Schema } from './document.js';
import { examplePercentage, exampleTime } from './example-number.js';
import { matchingText } from './matching-text.js';

/**
 * Makes a text for a schema: by its pattern, else its format, else what its property is called.
 *
 * @param name of the property; `''` for none.
 */
export function exampleText(schema: Schema, name: string, random: Random): string {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = schema;
  if (pattern === onlyDigits && /date/i.test(name)) return `${exampleTime(random)}`;
  if (pattern !== undefined) return matchingText(pattern, random, minLength);
  const byFormat = formats[format ?? ''];
  if (byFormat !== undefined) return byFormat(random);
  const text = names.find(([called]) => called.test(name))?.[1](random) ?? random.pick(words);
  const missing = Math.max(0, minLength - text.length);
  return `${text}${random.text(missing, lowerCase)}`.slice(0, maxLength);
}

const onlyDigits = '^[0-9]+$';
const digits = '0123456789';
const lowerCase = 'abcdefghijklmnopqrstuvwxyz';
const words = ['Example', 'Sample', 'Specimen', 'Model', 'Pattern'];
const firstNames = ['Ada', 'Asha', 'Chidi', 'Ingrid', 'Mateo', 'Noor', 'Yuki'];
const lastNames = ['Example', 'Harper', 'Lindqvist', 'Moreno', 'Okafor', 'Rao', 'Tanaka'];

/** Hosts and addresses that nobody has (RFC 2606, RFC 5737). */
const formats: Readonly<Record<string, (random: Random) => string>> = {
  'date-time': (random) =>
    `${day(random)}T${two(random, 0, 23)}:${two(random, 0, 59)}:${two(random, 0, 59)}Z`,
  date: day,
  email: (random) => `${random.pick(firstNames).toLowerCase()}.${random.text(4, lowerCase)}@example.com`,
  hostname: (random) => `${random.text(6, lowerCase)}.example.com`,
  uri: (random) => `https://example.com/${random.text(8, lowerCase)}`,
  uuid: (random) => random.uuid(),
};

const names: readonly (readonly [RegExp, (random: Random) => string])[] = [
  [/e-?mail/i, formats.email!],
  [/^ur[il]|(ur[il]|link|logo|icon|image)$/i, formats.uri!],
  [/phone|mobile/i, (random) => `+1202555${random.text(4, digits)}`],
  [/firstName/i, (random) => random.pick(firstNames)],
  [/lastName/i, (random) => random.pick(lastNames)],
  [/(customer|owner|holder|full)_?name/i, (random) => `${random.pick(firstNames)} ${random.pick(lastNames)}`],
  [/city/i, (random) => random.pick(['Denver', 'Mumbai', 'Oslo', 'Salt Lake City'])],
  [/(state|province)$/i, (random) => random.pick(['CO', 'MN', 'NY', 'UT'])],
  [/country/i, (random) => random.pick(['CA', 'US'])],
  [/zip|postal/i, (random) => random.text(5, digits)],
  [/street|address|addr1/i, (random) => `${random.integer(1, 999)} Example Street`],
  [/currency/i, () => 'USD'],
  [/amount|balance|price|total/i, (random) => `${random.integer(1, 999)}.${random.text(2, digits)}`],
  [/rate|percent/i, (random) => examplePercentage(random).toFixed(2)],
  [/last4$/i, (random) => random.text(4, digits)],
  [/date/i, day],
  [/(^|[a-z_])(id|number|no)$/i, (random) => `${random.integer(1, 9)}${random.text(9, digits)}`],
];

function day(random: Random): string {
  return `2026-${two(random, 1, 12)}-${two(random, 1, 28)}`;
}

function two(random: Random, minimum: number, maximum: number): string {
  return String(random.integer(minimum, maximum)).padStart(2, '0');
}
