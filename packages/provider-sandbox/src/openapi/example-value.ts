import type { Random } from '../core/random.js';
import { locate, type Schema, type SpecDocument } from './document.js';
import { exampleInteger, exampleNumber } from './example-number.js';
import { exampleText } from './example-text.js';

/**
 * Makes a value that a schema allows and that looks like one the vendor would send: its example where it has one.
 * What is `writeOnly` is left out. The same `random` makes the same value.
 */
export function exampleValue(document: SpecDocument, schema: Schema, random: Random): unknown {
  return value(schema, '', 0);

  function value(from: Schema, name: string, depth: number): unknown {
    if (depth > deepest) throw new RangeError('A schema that requires itself has no value.');
    if (from.$ref !== undefined) return value(locate<Schema>(document, from.$ref)!.value, name, depth);
    if (from.examples !== undefined) return structuredClone(from.examples[0]);
    if (from.enum !== undefined) return random.pick(from.enum);
    if (from.anyOf !== undefined) return value(from.anyOf[0]!, name, depth);
    if (from.allOf !== undefined) {
      return Object.assign(object(from, depth), ...from.allOf.map((part) => value(part, name, depth)));
    }
    switch ([from.type ?? []].flat().find((type) => type !== 'null')) {
      case 'string':
        return exampleText(from, name, random);
      case 'integer':
        return exampleInteger(from, name, random);
      case 'number':
        return exampleNumber(from, name, random);
      case 'boolean':
        return random.pick([true, false]);
      case 'array':
        return array(from, name, depth);
      default:
        return object(from, depth);
    }
  }

  function object({ properties = {}, required = [] }: Schema, depth: number): Record<string, unknown> {
    const kept = Object.entries(properties).filter(
      ([name, property]) => property.writeOnly !== true && (depth < detailed || required.includes(name)),
    );
    return Object.fromEntries(kept.map(([name, property]) => [name, value(property, name, depth + 1)]));
  }

  function array({ items = {}, minItems = 0, maxItems = 2 }: Schema, name: string, depth: number): unknown[] {
    const least = Math.max(minItems, depth < detailed ? Math.min(1, maxItems) : 0);
    const length = random.integer(least, Math.max(least, Math.min(maxItems, 2)));
    return Array.from({ length }, () => value(items, name, depth + 1));
  }
}

/** From here on only what is required, from `deepest` on nothing. */
const detailed = 5;
const deepest = 20;
