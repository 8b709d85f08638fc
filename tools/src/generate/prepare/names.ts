const wordBoundary = /[^\p{L}\p{N}]+/u;
const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Words that cannot name a function, a constant or a type in strict ECMAScript modules and TypeScript. */
const reservedWords = new Set(
  (
    'abstract any arguments as async await bigint boolean break case catch class const continue debugger declare ' +
    'default delete do else enum eval export extends false finally for from function globalThis if implements ' +
    'import in Infinity infer instanceof interface is keyof let module namespace NaN never new null number object ' +
    'of package private protected public readonly require return set static string super switch symbol this ' +
    'throw true try type typeof undefined unique unknown var void while with yield'
  ).split(' '),
);

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

export function isReservedWord(name: string): boolean {
  return reservedWords.has(name);
}

export function isIdentifier(name: string): boolean {
  return identifier.test(name);
}

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
  return first.slice(0, lowered).toLowerCase() + first.slice(lowered) + others.map(capitalised).join('');
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split(wordBoundary)
    .filter((word) => word !== '');
}

function capitalised(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}

/** A TypeScript string literal in single quotes; safe for any text. */
export function literal(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return `'${inner}'`;
}

/** A member name as it stands in an object literal or an interface. */
export function memberName(name: string): string {
  return isIdentifier(name) && name !== '__proto__' ? name : literal(name);
}

/**
 * The first of `name`, `name2`, `name3`, … that is not taken, whatever the case of its letters.
 *
 * @param numbers where the search for a name begins, kept from call to call: thousands that want one name would go over
 *   all numbers before them again. What is taken must stay so.
 */
export function firstFree(
  name: string,
  isTaken: (candidate: string) => boolean,
  numbers: Map<string, number>,
): string {
  if (!isTaken(name)) return name;
  for (let number = numbers.get(name) ?? 2; ; number++) {
    if (isTaken(`${name}${number}`)) continue;
    numbers.set(name, number);
    return `${name}${number}`;
  }
}

/** Lines of a documentation comment, as they follow its asterisk. No line can end the comment. */
export function commentLines(...texts: (string | undefined)[]): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const clean = text?.trim();
    if (clean === undefined || clean === '') continue;
    if (lines.length > 0) lines.push('');
    // One by one: a call with a hundred thousand arguments is a RangeError.
    for (const line of clean.replaceAll('*/', '*\\/').split(/\r\n|[\n\r\u2028\u2029]/)) {
      lines.push(line.trimEnd());
    }
  }
  return lines.map((line) => (line === '' ? '' : ` ${line}`));
}
