import type { Random } from '../core/random.js';

/**
 * Makes a text that a regular expression matches as a whole. It knows what the descriptions use: alternatives, groups,
 * classes, `\d`, escaped characters and quantifiers. What may be repeated without end is, until `minLength` is reached.
 *
 * @throws SyntaxError for anything else.
 */
export function matchingText(pattern: string, random: Random, minLength = 0): string {
  const source = pattern.replace(/^\^/, '').replace(/\$$/, '');
  let at = 0;

  function alternatives(): Generate {
    const choices = [sequence()];
    while (source[at] === '|') {
      at++;
      choices.push(sequence());
    }
    return () => random.pick(choices)();
  }

  function sequence(): Generate {
    const parts: Generate[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(quantified(atom()));
    return () => parts.map((part) => part()).join('');
  }

  function atom(): Generate {
    const character = source[at++]!;
    if (character === '(') {
      const inner = alternatives();
      at++;
      return inner;
    }
    if (character === '[') {
      const end = source.indexOf(']', at);
      const text = source.slice(at, end);
      if (/^\^|\\[A-Za-z0-9]/.test(text)) throw unknown(pattern);
      const choices = members(text);
      at = end + 1;
      return () => random.pick(choices);
    }
    if (character === '\\') return escaped(source[at++]!);
    if ('.?*+{^$'.includes(character)) throw unknown(pattern);
    return () => character;
  }

  function escaped(character: string): Generate {
    if (character === 'd') return () => random.pick(digits);
    if (/[A-Za-z0-9]/.test(character)) throw unknown(pattern);
    return () => character;
  }

  function quantified(part: Generate): Generate {
    quantifier.lastIndex = at;
    const [text, least, comma = '', most = ''] = quantifier.exec(source) ?? [''];
    at += text.length;
    if (text === '') return part;
    if (text === '?') return () => repeated(part, random.integer(0, 1));
    if (text === '*') return () => repeated(part, minLength);
    if (text === '+') return () => repeated(part, Math.max(1, minLength));
    const minimum = comma !== undefined && most === '' ? Math.max(Number(least), minLength) : Number(least);
    const maximum = most === undefined || most === '' ? minimum : Number(most);
    return () => repeated(part, random.integer(minimum, maximum));
  }

  return alternatives()();
}

type Generate = () => string;

const quantifier = /[?*+]|\{(\d+)(?:(,)(\d*))?\}/y;

const digits = [...'0123456789'];

/** The characters of a class, ranges spelt out. */
function members(text: string): string[] {
  return [...text.matchAll(/(.)-(.)|\\?(.)/g)].flatMap(([, from, to, single]) => {
    if (single !== undefined) return [single];
    const start = from!.charCodeAt(0);
    return Array.from({ length: to!.charCodeAt(0) - start + 1 }, (_, index) =>
      String.fromCharCode(start + index),
    );
  });
}

function repeated(part: Generate, times: number): string {
  return Array.from({ length: times }, part).join('');
}

function unknown(pattern: string): SyntaxError {
  return new SyntaxError(`src/openapi/matching-text.ts cannot make a text for the pattern ${pattern}.`);
}
