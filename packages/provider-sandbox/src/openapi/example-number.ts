import type { Random } from '../core/random.js';
import type { Schema } from './document.js';

/** Makes a whole number for a schema: a time or a long id where its property is called so and the bounds allow it. */
export function exampleInteger(schema: Schema, name: string, random: Random): number {
  const { minimum, maximum } = bounds(schema, 1);
  const fits = (value: number) => value >= minimum && value <= maximum;
  const wanted = /date|time/i.test(name) ? exampleTime(random) : random.integer(1_000_000_000, 9_999_999_999);
  if (/(date|time|id)$/i.test(name) && fits(wanted)) return wanted;
  const least = Math.ceil(Number.isFinite(minimum) ? minimum : Math.min(1, maximum));
  return random.integer(least, Math.floor(Math.min(maximum, Math.max(least, 0) + 1000)));
}

/** Makes a number of two decimals for a schema. */
export function exampleNumber(schema: Schema, name: string, random: Random): number {
  const { minimum, maximum } = bounds(schema, 0.01);
  const wanted = examplePercentage(random);
  if (/rate|percent/i.test(name) && wanted >= minimum && wanted <= maximum) return wanted;
  const least = Number.isFinite(minimum) ? minimum : Math.min(1, maximum);
  const most = Math.min(maximum, Math.max(least, 0) + 1000);
  return random.integer(Math.ceil(least * 100), Math.floor(most * 100)) / 100;
}

/** A time of 2026, in seconds since 1970, which is how the vendors count. */
export function exampleTime(random: Random): number {
  return random.integer(Date.UTC(2026) / 1000, Date.UTC(2027) / 1000 - 1);
}

/** With two decimals, as interest rates have them. */
export function examplePercentage(random: Random): number {
  return random.integer(25, 1999) / 100;
}

/** @param step the least difference between two values, which an exclusive bound stays away from itself. */
function bounds(schema: Schema, step: number): { readonly minimum: number; readonly maximum: number } {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const { exclusiveMinimum = Number.NEGATIVE_INFINITY, exclusiveMaximum = Number.POSITIVE_INFINITY } = schema;
  return {
    minimum: Math.max(minimum, exclusiveMinimum + step),
    maximum: Math.min(maximum, exclusiveMaximum - step),
  };
}
