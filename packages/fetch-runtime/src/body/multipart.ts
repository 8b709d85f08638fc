import { wellFormed } from '../encode/percent.js';
import { isObject, isPresent, primitive, refuse } from '../encode/value.js';
import { setHeader } from '../headers.js';
import { jsonText } from '../json/json-text.js';
import { essence, inRange, isJson, isRange } from '../media-type.js';
import type { BodyContent, FormEncoding, Param, RequestDraft } from '../operation.js';
import type { Bytes } from '../platform/bytes.js';
import { isA, needs } from '../platform/globals.js';
import { shownKey } from '../shown-key.js';
import { asBlobPart } from './binary.js';
import { bodyParam } from './body-param.js';
import { formEncoding } from './urlencoded.js';

/**
 * Writes `multipart/form-data` (RFC 7578): one part per member and per array item.
 *
 * - primitives: text, without file name and, unless `encoding` names one, without content type
 * - Blob, File, ArrayBuffer and views: a file part; without a name of its own it is called `blob`
 * - objects: JSON with `Content-Type: application/json` (OpenAPI 3.0.4 Encoding Object), and no file name,
 *   which a `FormData` could not do
 * - `encoding` with a query style: the pairs of that style as text parts, decoded. A joined list is one part;
 *   there a delimiter within an item cannot be told from one between items.
 *
 * Files are not read into memory. A `FormData` is sent as it is.
 */
export function multipartBody(draft: RequestDraft, content: BodyContent, value: unknown): void {
  if (isA(value, 'FormData')) {
    // Only fetch knows the boundary.
    delete draft.headers['content-type'];
    draft.body = value;
    return;
  }
  if (!isObject(value)) throw refuse(draft, bodyParam, 'is no form: give an object or FormData');
  needs(draft.operation, 'Blob');
  needs(draft.operation, 'crypto');
  const boundary = randomBoundary();
  const pieces: BlobPiece[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (!isPresent(member)) continue;
    const parts = memberParts(draft, formEncoding(content, name), wellFormed(draft, bodyParam, name), member);
    for (const part of parts) {
      pieces.push(`--${boundary}\r\n${part.head}\r\n`, part.content, '\r\n');
    }
  }
  pieces.push(`--${boundary}--\r\n`);
  const type = `${isRange(content.type) ? 'multipart/form-data' : essence(content.type)}; boundary=${boundary}`;
  draft.body = new Blob(pieces, { type });
  setHeader(draft.headers, draft.operation, 'content-type', type, 'contentType');
}

type BlobPiece = string | Blob | ArrayBuffer | Bytes;

interface Part {
  /** Header lines, each ended by CRLF. */
  readonly head: string;
  readonly content: BlobPiece;
}

function memberParts(draft: RequestDraft, encoding: FormEncoding, name: string, value: unknown): Part[] {
  const param: Param = { encode: () => undefined, ...encoding, key: `body.${shownKey(name)}`, name };
  if (encoding.encode !== undefined && encoding.contentType === undefined) {
    const query: string[] = [];
    encoding.encode({ ...draft, query }, param, value);
    return query.map((pair) => {
      const [key, text] = pair.split(/=(.*)/s, 2).map(decodeURIComponent);
      return { head: disposition(key!), content: text ?? '' };
    });
  }
  const items = Array.isArray(value) ? value.filter(isPresent) : [value];
  return items.map((item) => itemPart(draft, param, encoding.contentType, item));
}

function itemPart(draft: RequestDraft, param: Param, listed: string | undefined, item: unknown): Part {
  const file = asBlobPart(item);
  if (file !== undefined) {
    const own = isA(file, 'Blob') ? file.type : '';
    const type = partType(listed, own) ?? (own === '' ? 'application/octet-stream' : own);
    return { head: disposition(param.name, fileName(item)) + contentType(type), content: file };
  }
  const type = partType(listed, '');
  if (isObject(item) || Array.isArray(item)) {
    if (type !== undefined && !isJson(type))
      throw refuse(draft, param, 'is an object, but its part is not JSON');
    const text = jsonText(draft.operation, param.key, item);
    return { head: disposition(param.name) + contentType(type ?? 'application/json'), content: text };
  }
  const text =
    type !== undefined && isJson(type)
      ? jsonText(draft.operation, param.key, item)
      : wellFormed(draft, param, primitive(draft, param, item));
  return { head: disposition(param.name) + (type === undefined ? '' : contentType(type)), content: text };
}

/** Of a comma-separated list: the value's own type where it is listed or in a listed range, else the first type. */
function partType(listed: string | undefined, own: string): string | undefined {
  const types = (listed ?? '').split(',').map((type) => type.trim());
  const isListed = types.some((type) => essence(type) === essence(own) || inRange(own, type));
  if (own !== '' && isListed) return own;
  return types.find((type) => type !== '' && !isRange(type));
}

function fileName(value: unknown): string {
  return isA(value, 'File') ? value.name : 'blob';
}

/** WHATWG HTML, multipart/form-data encoding algorithm: the three characters that would break out. */
function disposition(name: string, file?: string): string {
  const quoted = (text: string): string =>
    `"${text.replace(/["\r\n]/g, (character) => encodeURIComponent(character))}"`;
  const suffix = file === undefined ? '' : `; filename=${quoted(file)}`;
  return `Content-Disposition: form-data; name=${quoted(name)}${suffix}\r\n`;
}

function contentType(type: string): string {
  return `Content-Type: ${type}\r\n`;
}

/** 128 random bits: no content can hold it but by chance. */
function randomBoundary(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `form-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
