/**
 * Reads back what a request says, by the standards alone: OpenAPI 3.1.1 (Style Values, Style Examples, Appendix E),
 * RFC 6570, RFC 3986, RFC 6265. It shares no code with the runtime, so that a mistake in one is not one in both.
 * It is strict: what a server might read in two ways is an error here.
 */

export type Kind = 'primitive' | 'array' | 'object';
export type Pair = readonly [name: string, text: string];

/** Texts as the schema's kind wants them; `undefined` where nothing was written. */
export type Decoded = string | readonly string[] | readonly Pair[] | undefined;

/** Where one value stands on the wire, still escaped. */
export interface Target {
  readonly kind: Kind;
  readonly name: string;
  readonly explode: boolean;
}

/** RFC 3986 §2.1, strict UTF-8. @throws for a `%` without two hex digits, and for bytes that are no UTF-8. */
export function percentDecode(text: string): string {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7e || code < 0x21) throw new Error('a URL holds printable ASCII only');
    if (code !== 0x25) {
      bytes.push(code);
      continue;
    }
    const hex = text.slice(index + 1, index + 3);
    if (!/^[0-9A-Fa-f]{2}$/.test(hex)) throw new Error('% without two hex digits');
    bytes.push(Number.parseInt(hex, 16));
    index += 2;
  }
  // A leading U+FEFF is a character of the value, no byte order mark.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

/** RFC 6570 §3.2.2: `blue` · `blue,black` · `R,100,G,200` · exploded `R=100,G=200`. */
export function decodeSimple(raw: string, { kind, explode }: Target): Decoded {
  if (kind === 'primitive') return percentDecode(raw);
  if (raw === '') return undefined;
  return split(kind, raw, ',', explode);
}

/** RFC 6570 §3.2.5 and OpenAPI: `.blue` · `.blue,black` · exploded `.blue.black` · `.R=100.G=200`. */
export function decodeLabel(raw: string, { kind, explode }: Target): Decoded {
  if (raw === '') return undefined;
  if (!raw.startsWith('.')) throw new Error('a label begins with a dot');
  const rest = raw.slice(1);
  return kind === 'primitive' ? percentDecode(rest) : split(kind, rest, explode ? '.' : ',', explode);
}

/** RFC 6570 §3.2.7: `;color=blue` · `;color=blue,black` · exploded `;color=blue;color=black` · `;R=100;G=200`. */
export function decodeMatrix(raw: string, { kind, name, explode }: Target): Decoded {
  if (raw === '') return undefined;
  if (!raw.startsWith(';')) throw new Error('a matrix parameter begins with a semicolon');
  const pairs = raw.slice(1).split(';').map(firstEquals);
  return decodeForm(pairs, { kind, name, explode });
}

/** RFC 6570 §3.2.8 over `name=value` pairs: `color=blue` · `color=blue,black` · exploded a pair for every member. */
export function decodeForm(pairs: readonly Pair[], target: Target): Decoded {
  if (target.kind === 'primitive' || !target.explode) return decodeJoined(pairs, target, ',');
  if (pairs.length === 0) return undefined;
  const decoded = pairs.map(([key, text]): Pair => [percentDecode(key), percentDecode(text)]);
  if (target.kind === 'object') return decoded;
  if (decoded.some(([key]) => key !== target.name)) throw new Error('a pair of another name');
  return decoded.map(([, text]) => text);
}

/** form, spaceDelimited (`%20`) and pipeDelimited (`%7C`) without explode: one pair, split before it is decoded. */
export function decodeJoined(pairs: readonly Pair[], { kind, name }: Target, delimiter: string): Decoded {
  const [pair] = pairs;
  if (pair === undefined) return undefined;
  if (pairs.length !== 1 || percentDecode(pair[0]) !== name) throw new Error('not one pair of the name');
  return kind === 'primitive' ? percentDecode(pair[1]) : split(kind, pair[1], delimiter, false);
}

/** OpenAPI: `color[R]=100` for an object of primitives; whatever stands between the outer brackets is the key. */
export function decodeDeepObject(pairs: readonly Pair[], name: string): Decoded {
  if (pairs.length === 0) return undefined;
  return pairs.map(([key, text]): Pair => [insideBrackets(percentDecode(key), name), percentDecode(text)]);
}

/** Beyond the standard, as servers commonly read it: every `[…]` is a level, of an object or a list. */
export function decodeNested(pairs: readonly Pair[], name: string): [path: string[], text: string][] {
  return pairs.map(([key, text]) => [
    insideBrackets(percentDecode(key), name).split(']['),
    percentDecode(text),
  ]);
}

/** Pairs of a query, still escaped. A bare `+` is refused: RFC 3986 reads a plus, WHATWG URL a space. */
export function queryPairs(search: string): Pair[] {
  if (search.includes('+')) throw new Error('a bare + has two meanings in a query');
  return search === '' ? [] : search.replace(/^\?/, '').split('&').map(firstEquals);
}

/** RFC 6265 §4.2.1 `cookie-string`, still escaped. @throws for what its grammar does not allow. */
export function cookiePairs(header: string): Pair[] {
  return header.split('; ').map((text) => {
    if (!/^[\w!#$%&'*+.^`|~-]+=[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e,]*$/.test(text)) {
      throw new Error('no cookie-pair');
    }
    return firstEquals(text);
  });
}

/** Headers are not percent-encoded (OpenAPI 3.1.1 Appendix D): a comma always separates, the first `=` ends a key. */
export function decodeHeader(text: string | undefined, { kind, explode }: Target): Decoded {
  if (text === undefined || kind === 'primitive') return text;
  const items = text.split(',');
  if (kind === 'array') return items;
  return explode ? items.map(firstEquals) : alternate(items);
}

/** RFC 6570 §3.2.1: lists are split at the separator, objects into `key,value` or `key=value`, and only then decoded. */
function split(kind: Kind, raw: string, separator: string, paired: boolean): Decoded {
  const items = raw.split(separator);
  if (kind === 'array') return items.map(percentDecode);
  const pairs = paired ? items.map(firstEquals) : alternate(items);
  return pairs.map(([key, text]): Pair => [percentDecode(key), percentDecode(text)]);
}

function alternate(items: readonly string[]): Pair[] {
  if (items.length % 2 !== 0) throw new Error('a key without a value');
  return items.flatMap((key, index): Pair[] => (index % 2 === 0 ? [[key, items[index + 1]!]] : []));
}

function insideBrackets(key: string, name: string): string {
  if (!key.startsWith(`${name}[`) || !key.endsWith(']')) throw new Error('no name[key]');
  return key.slice(name.length + 1, -1);
}

/** The text up to the first `=` and what follows it; a name alone has the empty value. */
export function firstEquals(text: string): Pair {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
