import { RE2JS } from 're2js';

/** A longer pattern is not evaluated; the longest of a real description that we know has 300 characters. */
const longestPattern = 1000;

/** Instructions that all patterns of a document may take together: those of 10 MB of real descriptions take a tenth. */
const affordable = 50_000_000;

/** What it takes to make an instruction, in instructions run. */
const toMakeOne = 20;

/**
 * Evaluates the patterns of a description, which are anybody's code: `^(a+)+$` would keep `RegExp` busy for ever. So
 * they are run by RE2, which goes over a text once, and only as long as the instructions last. What is decided depends
 * on the description alone, not on the machine.
 */
export class Patterns {
  /** Why a pattern was not evaluated: the end of a sentence. */
  readonly unevaluated: Map<string, string> = new Map();
  readonly #compiled = new Map<string, RE2JS | undefined>();
  #left = affordable;

  /** Whether `value` matches; `undefined` where that was not evaluated. */
  matches(value: string, pattern: string): boolean | undefined {
    const expression = this.#compile(pattern);
    if (expression === undefined) return undefined;
    const cost = expression.programSize() * (value.length + 1);
    if (cost > this.#left) return this.#refuse(pattern, 'it takes too long');
    this.#left -= cost;
    return expression.test(value);
  }

  #compile(pattern: string): RE2JS | undefined {
    if (this.#compiled.has(pattern)) return this.#compiled.get(pattern);
    const compiled = this.#made(pattern);
    this.#compiled.set(pattern, compiled);
    return compiled;
  }

  #made(pattern: string): RE2JS | undefined {
    if (pattern.length > longestPattern)
      return this.#refuse(pattern, `it has more than ${longestPattern} characters`);
    if (this.#left <= 0) return this.#refuse(pattern, 'it takes too long');
    if (!isEcmaScript(pattern))
      return this.#refuse(pattern, 'it is no regular expression of ECMAScript (with the flag `u`)');
    const translated = toRe2(pattern);
    const compiled = translated === undefined ? undefined : compile(translated);
    if (compiled === undefined)
      return this.#refuse(pattern, 'it looks ahead or back, or has another part without a bound on its time');
    this.#left -= compiled.programSize() * toMakeOne;
    return compiled;
  }

  #refuse(pattern: string, reason: string): undefined {
    this.unevaluated.set(pattern, reason);
  }
}

function isEcmaScript(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').unicode;
  } catch {
    return false;
  }
}

function compile(translated: string): RE2JS | undefined {
  try {
    return RE2JS.compile(translated);
  } catch {
    return undefined;
  }
}

/** What `\s` of ECMAScript matches; that of RE2 matches less. */
const space = String.raw`\t\n\x0b\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;

/** One element of a valid pattern. */
const element =
  /\\u\{([\da-fA-F]+)\}|\\u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})|\\u([\da-fA-F]{4})|\\x[\da-fA-F]{2}|\\[\s\S]|\[\^?\]?|[\s\S]/gy;

/** What may follow `(?`: a group without a name, or with one. */
const group = /:|<[^=!]/y;

/** The pattern as RE2 writes it, with the same meaning; `undefined` where RE2 has no such thing. */
function toRe2(pattern: string): string | undefined {
  const parts: string[] = [];
  let inClass = false;
  for (const { 0: found, 1: braced, 2: high, 3: low, 4: plain, index } of pattern.matchAll(element)) {
    const code = codeOf(braced, high, low, plain);
    let part: string | undefined = found;
    if (code !== undefined) part = code >= 0xd800 && code <= 0xdfff ? undefined : `\\x{${code.toString(16)}}`;
    else if (found.startsWith('\\')) part = escaped(found, inClass);
    else if (inClass) part = found.startsWith('[') ? found.replaceAll('[', '\\[') : found;
    else if (found === '.') part = String.raw`[^\n\r\x{2028}\x{2029}]`;
    else if (/^\[\^?\]$/.test(found) || (found === '(' && !isGroup(pattern, index))) part = undefined;
    if (part === undefined) return undefined;
    if (found.endsWith(']') && !found.startsWith('\\')) inClass = false;
    else if (found.startsWith('[')) inClass = true;
    parts.push(part);
  }
  return parts.join('');
}

function isGroup(pattern: string, index: number): boolean {
  group.lastIndex = index + 2;
  return pattern[index + 1] !== '?' || group.test(pattern);
}

function codeOf(...digits: (string | undefined)[]): number | undefined {
  const [braced, high, low, plain] = digits.map((text) =>
    text === undefined ? undefined : Number.parseInt(text, 16),
  );
  if (high !== undefined && low !== undefined) return 0x10000 + (high - 0xd800) * 0x400 + (low - 0xdc00);
  return braced ?? plain;
}

function escaped(found: string, inClass: boolean): string | undefined {
  const letter = found[1]!;
  if (letter === 's') return inClass ? space : `[${space}]`;
  if (letter === 'S') return inClass ? undefined : `[^${space}]`;
  if (letter === 'b' && inClass) return '\\x08';
  if (letter === 'v') return '\\x0b';
  if (letter === '0') return '\\x00';
  return /[cCk1-9]/.test(letter) ? undefined : found;
}
