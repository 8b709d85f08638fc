import { SpecError } from '../shared/spec-error.js';

let make: (source: string, uses: ReadonlySet<string>) => Code;
let read: (code: Code) => string;

/**
 * A piece of TypeScript that this folder has printed. Nothing else can make one, so that no text of a description
 * reaches a file without an escape; and nothing turns one into a string but `sourceOf`.
 */
export class Code {
  readonly #source: string;
  /** The imported names that it uses; see `imported`. */
  readonly uses: ReadonlySet<string>;

  private constructor(source: string, uses: ReadonlySet<string>) {
    this.#source = source;
    this.uses = uses;
  }

  static {
    make = (source, uses) => new Code(source, uses);
    read = (code) => {
      if (!(code instanceof Code)) throw unprintable('printed code', code);
      return code.#source;
    };
  }

  /** Printed code is joined by `ts` and `join`. In a template literal or in JSON it would lose what it is. */
  toString(): never {
    throw unprintable('a text', this);
  }

  toJSON(): never {
    return this.toString();
  }
}

/** For the builders of this folder alone: code from a text that cannot be anything else. */
export function printed(source: string, uses: ReadonlySet<string> = new Set()): Code {
  return make(source, uses);
}

/**
 * The text of printed code, for a file or for what fills a template: the one way out.
 *
 * @throws SpecError for anything that the builders have not made.
 */
export function sourceOf(code: Code): string {
  return read(code);
}

/** Nothing at all. */
export const empty: Code = printed('');

/**
 * TypeScript with printed code in it: `` ts`export const ${name} = ${literal(value)};` ``.
 *
 * @throws SpecError when a part is not printed code.
 */
export function ts(texts: TemplateStringsArray, ...parts: readonly Code[]): Code {
  const source = texts.reduce((before, text, index) => before + read(parts[index - 1]!) + text);
  return printed(source, usesOf(parts));
}

/** The parts with `between` between them. */
export function join(parts: readonly Code[], between: Code): Code {
  return printed(parts.map(read).join(read(between)), usesOf([...parts, between]));
}

/** Every line but the first two spaces further in. Strings hold no line ends, so only comments and code move. */
export function indented(code: Code): Code {
  return printed(read(code).replaceAll('\n', '\n  '), code.uses);
}

/** A name that the file has to import before it can use it: the code remembers that it does. */
export function imported(name: 'runtime' | 'models' | 'security' | 'servers' | 'apis' | 'Int64'): Code {
  return printed(name, new Set([name]));
}

/** Whether two pieces are the same text. */
export function isSame(one: Code, other: Code): boolean {
  return read(one) === read(other);
}

/** Each piece once, in the order given. */
export function distinct(parts: readonly Code[]): Code[] {
  return [...new Map(parts.map((part) => [read(part), part])).values()];
}

/** How many characters the code takes, and whether it takes several lines. */
export function extentOf(code: Code): { readonly length: number; readonly isLong: boolean } {
  const source = read(code);
  return { length: source.length, isLong: source.includes('\n') };
}

function usesOf(parts: readonly Code[]): ReadonlySet<string> {
  return new Set(parts.flatMap((part) => [...part.uses]));
}

/** A value of a type that cannot be printed there. `printedAt` adds where in the description it was. */
export function unprintable(expected: string, value: unknown): SpecError {
  const found = Array.isArray(value) ? 'a list' : value === null ? 'null' : `of type ${typeof value}`;
  return new SpecError('spec_unprintable', `This must be ${expected}; it is ${found}.`);
}
