import { isIdentifier, wordBoundary } from './names.js';

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

/** `sessionTokenId` → `session_token_id`. Only ASCII letters and digits stay; everything else separates words. */
export function snakeCase(text: string): string {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
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
