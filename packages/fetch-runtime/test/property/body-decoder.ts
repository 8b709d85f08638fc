import { firstEquals, type Pair, percentDecode } from './style-decoder.js';

/** WHATWG URL, `application/x-www-form-urlencoded` parsing; strict about what is no UTF-8. */
export function parseUrlencoded(text: string): Pair[] {
  if (text === '') return [];
  return rawUrlencoded(text).map(([name, value]) => [formDecode(name), formDecode(value)]);
}

/** The pairs of the form, a space as `%20`, else still escaped, for styles that split before they decode. */
export function rawUrlencoded(text: string): Pair[] {
  if (text === '') return [];
  return text.replaceAll('+', '%20').split('&').map(firstEquals);
}

function formDecode(text: string): string {
  return percentDecode(text.replaceAll('+', '%20'));
}

export interface Part {
  readonly name: string;
  readonly filename: string | undefined;
  readonly type: string | undefined;
  readonly bytes: Buffer;
}

/**
 * RFC 2046 §5.1.1 and RFC 7578: the parts of a form. In a name the WHATWG escapes `%0A %0D %22` are read back,
 * so a name that holds one of these as text cannot be told from the character.
 */
export async function parseMultipart(body: Blob, contentType: string): Promise<Part[]> {
  const boundary = /^multipart\/form-data; boundary=([\w'()+,./:=?-]{1,70})$/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error('no boundary');
  let rest = Buffer.concat([Buffer.from('\r\n'), Buffer.from(await body.arrayBuffer())]);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const pieces: Buffer[] = [];
  for (let at = rest.indexOf(delimiter); at !== -1; at = rest.indexOf(delimiter)) {
    pieces.push(rest.subarray(0, at));
    rest = rest.subarray(at + delimiter.length);
  }
  if (pieces[0]?.length !== 0 || rest.toString() !== '--\r\n') throw new Error('no multipart body');
  return pieces.slice(1).map(parsePart);
}

function parsePart(piece: Buffer): Part {
  const end = piece.indexOf('\r\n\r\n');
  if (!piece.subarray(0, 2).equals(Buffer.from('\r\n')) || end === -1) throw new Error('no part');
  const head = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(piece.subarray(2, end));
  const match =
    /^Content-Disposition: form-data; name="([^"\r\n]*)"(?:; filename="([^"\r\n]*)")?(?:\r\nContent-Type: ([^\r\n]*))?$/.exec(
      head,
    );
  if (match === null) throw new Error('a part has another header');
  const [, name, filename, type] = match;
  return {
    name: unescaped(name!),
    filename: filename === undefined ? undefined : unescaped(filename),
    type,
    bytes: piece.subarray(end + 4),
  };
}

function unescaped(text: string): string {
  return text.replace(/%(0A|0D|22)/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** JSON (RFC 8259), where an integer beyond 2^53 - 1 is a bigint. */
export function parseJson(text: string): unknown {
  const tokens = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
  const marked = text.replace(tokens, (token) =>
    token.startsWith('"') ? token : `{"\\u0000number":"${token}"}`,
  );
  return JSON.parse(marked, (_key, value: unknown) => {
    const digits = (value as Record<string, string> | null)?.['\0number'];
    if (digits === undefined) return value;
    const number = JSON.parse(digits) as number;
    return /^-?\d+$/.test(digits) && !Number.isSafeInteger(number) ? BigInt(digits) : number;
  });
}
