/** A parameter of the header; a string that nobody closed ends with the header. */
const parameter = /(?:^|;)\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)|([^;]*))/g;

/** Leaves room in the 255 bytes of most file systems for a suffix such as ` (2)` or `.part`, and for a `_`. */
const LONGEST_NAME_BYTES = 239;

/**
 * The file name that a Content-Disposition proposes (RFC 6266), as one that can be given to a new file in a folder of
 * the caller's: `filename*` (RFC 8187, in UTF-8 or ISO-8859-1) before `filename`, and of what is broken as much as
 * can be told. `undefined` where nothing is left.
 */
export function fileNameOf(contentDisposition: string | null): string | undefined {
  let extended: string | undefined;
  let plain: string | undefined;
  for (const [, name, quoted, token = ''] of (contentDisposition ?? '').matchAll(parameter)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? token;
    if (/^filename\*$/i.test(name!)) extended ??= decoded(value);
    else if (/^filename$/i.test(name!)) plain ??= value;
  }
  return safeName(extended) ?? safeName(asUtf8(plain ?? ''));
}

/** RFC 8187 §3.2: `charset'language'percent-encoded`; `undefined` for another charset, or bytes that are none of it. */
function decoded(value: string): string | undefined {
  const [, charset = '', encoded = ''] = /^([^']*)'[^']*'(.*)/.exec(value) ?? [];
  if (/^iso-8859-1$/i.test(charset))
    return encoded.replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  try {
    return /^utf-8$/i.test(charset) ? decodeURIComponent(encoded) : undefined;
  } catch {
    return undefined;
  }
}

/** Header values come as Latin-1. Who writes `filename="ä.pdf"` mostly means UTF-8, as browsers know. */
function asUtf8(latin1: string): string {
  try {
    const bytes = Uint8Array.from(latin1, (character) => character.charCodeAt(0));
    return /[^\0-\xff]/.test(latin1) ? latin1 : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return latin1;
  }
}

/**
 * RFC 6266 §4.3: the last segment of a path, by either separator; without control characters, marks that turn the
 * reading direction, and dots and spaces at its ends; with `_` for what Windows does not take, and before its names
 * of devices; cut, but for its extension.
 */
function safeName(text = ''): string | undefined {
  const base = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1).slice(-1_000);
  const clean = trimmed(
    base.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_C}]/gu, '').replace(/[<>:"|?*]/g, '_'),
  );
  const extension = /\.[^.]{1,15}$/u.exec(clean)?.[0] ?? '';
  const stem = clean.slice(0, clean.length - extension.length);
  const room = new Uint8Array(LONGEST_NAME_BYTES - new TextEncoder().encode(extension).byteLength);
  const name = trimmed(stem.slice(0, new TextEncoder().encodeInto(stem, room).read) + extension);
  if (name === '') return undefined;
  return /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|con(?:in|out)\$) *(?:\.|$)/i.test(name)
    ? `_${name}`
    : name;
}

function trimmed(name: string): string {
  return name.replace(/^[. ]+|[. ]+$/g, '');
}
