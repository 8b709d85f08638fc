import { isIdentifier, wordBoundary } from './names.js';

/** What TypeScript's `Object` declares: every object inherits it. */
export const objectMembers: readonly string[] = [
  'constructor',
  'toString',
  'toLocaleString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
];

/** `Finicity-App-Key` → `FinicityAppKey`. Letters of any script stay; everything else separates words. */
export function pascalCase(text: string): string {
  return wordsOf(text).map(capitalised).join('');
}

/** `FId` → `fId`, `HMAC` → `hmac`, `URLPath` → `urlPath`, `x-auth-token` → `xAuthToken`. */
export function camelCase(text: string): string {
  const [first = '', ...others] = wordsOf(text);
  const capitals = /^\p{Lu}+/u.exec(first)?.[0].length ?? 0;
  const nextWordStarts = capitals > 1 && /^\p{Ll}/u.test(first.slice(capitals));
  const lowered = nextWordStarts ? capitals - 1 : capitals;
  const start = first.slice(0, lowered);
  return usable(start.toLowerCase(), start) + first.slice(lowered) + others.map(capitalised).join('');
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split(wordBoundary)
    .filter((word) => word !== '');
}

function capitalised(word: string): string {
  return usable(word[0]!.toUpperCase(), word[0]!) + word.slice(1);
}

/** The other case of a few letters, unless no identifier can hold that. */
function usable(changed: string, original: string): string {
  return isIdentifier(`_${changed}`) ? changed : original;
}

/**
 * The beginning of a name that is too long for the name of a file: at most 120 bytes in UTF-8. With a suffix and a
 * number it stays below the 255 that file systems allow.
 */
export function shortened(name: string): string {
  let bytes = 0;
  let short = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > 120) return short;
    short += character;
  }
  return name;
}

/**
 * The first of `name`, `name2`, `name3`, … that is not taken, whatever the case of its letters.
 *
 * @param numbers where the search for a name begins, kept from call to call: thousands that want one name would go over
 *   all numbers before them again. What is taken must stay so.
 * @param key what names that take numbers from each other have in common: the name in lower case, where case is all
 *   that may tell them apart.
 */
export function firstFree(
  name: string,
  isTaken: (candidate: string) => boolean,
  numbers: Map<string, number>,
  key: string = name,
): string {
  if (!isTaken(name)) return name;
  for (let number = numbers.get(key) ?? 2; ; number++) {
    if (isTaken(`${name}${number}`)) continue;
    numbers.set(key, number);
    return `${name}${number}`;
  }
}
