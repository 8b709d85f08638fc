/** International domains (RFC 5890): the `xn--` form for the wire, and the one that people read. */

/** @returns the domain as DNS has it, in small letters; `undefined` for what cannot be a domain. */
export function toAscii(domain: string): string | undefined {
  // What a URL takes for the end of its host, or for an IPv4 address, is no domain here.
  if (/[\s/?#@:\\[\]%]/.test(domain)) return undefined;
  try {
    return new URL(`https://${domain}.x/`).hostname.slice(0, -'.x'.length);
  } catch {
    return undefined;
  }
}

/** @returns each label that is in `xn--` form in letters; a label that is broken stays as it is. */
export function toUnicode(domain: string): string {
  return domain
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decoded(label.slice('xn--'.length)) ?? label) : label))
    .join('.');
}

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;

/** Punycode (RFC 3492, section 6.2). */
function decoded(text: string): string | undefined {
  const delimiter = text.lastIndexOf('-');
  const output = [...text.slice(0, Math.max(0, delimiter))];
  let [at, codePoint, index, bias] = [delimiter + 1, 128, 0, 72];
  while (at < text.length) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(text[at++] ?? ' ');
      if (digit < 0) return undefined;
      // Letters come first in Punycode, digits after them.
      const value = digit < 10 ? digit + 26 : digit - 10;
      index += value * weight;
      const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
      if (value < threshold) break;
      weight *= BASE - threshold;
    }
    const length = output.length + 1;
    bias = adapted(index - before, length, before === 0);
    codePoint += Math.floor(index / length);
    index %= length;
    if (codePoint > 0x10ffff) return undefined;
    output.splice(index++, 0, String.fromCodePoint(codePoint));
  }
  return output.join('');
}

/** RFC 3492, section 6.1. */
function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + 38));
}
