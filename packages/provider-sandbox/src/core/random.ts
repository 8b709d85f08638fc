/** Numbers that look like chance and are the same for the same seed. Not for secrets. */
export interface Random {
  /** From 0 up to, without, 1. */
  next(): number;
  /** A whole number from `minimum` to `maximum`, both among them. */
  integer(minimum: number, maximum: number): number;
  /** @throws RangeError when there is nothing to pick from. */
  pick<T>(choices: ArrayLike<T>): T;
  /** `length` UTF-16 units, each one of `alphabet`. */
  text(length: number, alphabet: string): string;
  /** In the form of version 4. */
  uuid(): string;
}

/**
 * Makes a generator (mulberry32, public domain).
 *
 * @param names what it is for: for each list of names it runs differently, so that a value does not depend on what
 * was made before it.
 */
export function createRandom(seed: number, ...names: readonly string[]): Random {
  let state = (seed ^ fnv1a(names.join('\u0000'))) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (minimum: number, maximum: number) =>
    minimum + Math.floor(next() * (maximum - minimum + 1));
  const pick = <T>(choices: ArrayLike<T>): T => {
    if (choices.length === 0) throw new RangeError('There is nothing to pick from.');
    return choices[integer(0, choices.length - 1)]!;
  };
  const text = (length: number, alphabet: string) => {
    let made = '';
    for (let count = 0; count < length; count += 1) made += pick(alphabet);
    return made;
  };
  const hex = (length: number) => text(length, '0123456789abcdef');
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-${pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
  return { next, integer, pick, text, uuid };
}

/** The 32-bit hash of that name, of the UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
