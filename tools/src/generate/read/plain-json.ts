import type { Finding } from '../openapi/finding.js';
import { child, isObject, type JsonValue, repeatedAtMost, shown } from '../openapi/json.js';

/** Elements that aliases may stand for in all; the largest real document we know has 60,000. */
const expandedAtMost = 500_000;

/** Nobody reads more, and each has to be looked up. */
export const reportedAtMost = 1000;

/** The parser nests 100 deep at most; only aliases can make more. */
const deepest = 200;

/**
 * Characters of a place, which is the keys that lead there. Messages, links and the names of types are made of it; the
 * longest of a real document that we know has 300.
 */
const longestPlace = 2000;

/** C0, DEL, C1 and half a surrogate pair: cannot be sent, and break the text they are printed in. */
export const control: RegExp = /[\p{Cc}\p{Cs}]/u;

/**
 * Checks that a parsed YAML value is plain JSON of a bounded size, with keys that can be printed.
 * Aliases share objects, so each is looked at once; `shared` tells whether there are any.
 *
 * @param length how many characters the file has.
 */
export function checkPlain(root: unknown, length: number): { problems: Finding[]; shared: boolean } {
  const problems: Finding[] = [];
  const sizes = new Map<object, number>();
  let shared = false;
  let tooDeep: string | undefined;
  let tooLong: string | undefined;

  const sizeOf = (value: unknown, pointer: string, depth: number, owner = ''): number => {
    if (pointer.length > longestPlace) {
      tooLong ??= pointer;
      return 1;
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      problems.push({
        rule: 'plain-value',
        pointer,
        message: 'JSON has no such number: write a finite one.',
      });
    }
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) {
      shared = true;
      // A node met again while it is being counted contains itself.
      if (known === 0) {
        problems.push({ rule: 'alias-bomb', pointer, message: 'This alias contains itself: write a $ref.' });
      }
      return known;
    }
    if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) {
      problems.push({ rule: 'custom-tag', pointer, message: 'Binary data has no place here: write text.' });
      return 1;
    }
    if (depth > deepest) {
      tooDeep ??= pointer;
      return 1;
    }
    sizes.set(value, 0);
    let size = 1;
    for (const [key, item] of Object.entries(value)) {
      if (!Array.isArray(value)) checkKey(key, pointer, owner);
      size += sizeOf(item, child(pointer, key), depth + 1, key);
    }
    sizes.set(value, size);
    return size;
  };

  const checkKey = (key: string, pointer: string, owner: string): void => {
    if (key.length <= longestPlace && control.test(key)) {
      const message = `The key ${shown(key)} has a control character or half a surrogate pair: remove it.`;
      problems.push({ rule: 'control-character', pointer: child(pointer, key), message });
    } else if (key === '__proto__' && owner !== 'properties') {
      const message = 'Only a property of a schema may be called `__proto__`: rename it.';
      problems.push({ rule: 'proto-key', pointer: child(pointer, key), message });
    }
  };

  const size = sizeOf(root, '', 0);
  if (shared && size > expandedAtMost) {
    const message = `The aliases stand for more than ${expandedAtMost} elements: write the parts as $ref.`;
    problems.push({ rule: 'alias-bomb', pointer: '', message });
  }
  if (tooLong !== undefined) {
    const message = `The keys that lead here have more than ${longestPlace} characters together: shorten them.`;
    problems.push({ rule: 'place-too-long', pointer: tooLong, message });
  }
  if (tooDeep !== undefined) {
    const message = `Aliases nest more than ${deepest} deep here: write the parts as $ref.`;
    problems.push({ rule: 'alias-bomb', pointer: tooDeep, message });
  }
  // Without aliases a file stands for no more than its own.
  const most = repeatedAtMost(length);
  if (problems.length === 0 && charactersOf(root, new Map()) > most) {
    const message = `The aliases and merge keys stand for more than ${most} characters: write the parts as $ref.`;
    problems.push({ rule: 'alias-bomb', pointer: '', message });
  }
  return { problems: problems.slice(0, reportedAtMost), shared };
}

/** The characters of all keys and texts, those of aliases as often as they stand there. */
function charactersOf(value: unknown, known: Map<object, number>): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  const found = known.get(value);
  if (found !== undefined) return found;
  let sum = 0;
  for (const [key, item] of Object.entries(value)) {
    sum += charactersOf(item, known) + (Array.isArray(value) ? 0 : key.length);
  }
  known.set(value, sum);
  return sum;
}

/** A copy in which nothing is shared, so that changing one place changes no other. */
export function unshare(value: JsonValue): JsonValue {
  return isObject(value) || Array.isArray(value) ? (JSON.parse(JSON.stringify(value)) as JsonValue) : value;
}
