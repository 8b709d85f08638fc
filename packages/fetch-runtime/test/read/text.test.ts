import { blob, text } from '../../src/index.js';
import { received, rejection } from '../support.js';

function answer(body: BodyInit | null, contentType?: string): Promise<unknown> {
  const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
  return received({ responses: { 200: text } }, new Response(body, { headers }));
}

const latin1 = new Uint8Array([0x63, 0x61, 0x66, 0xe9]);
const utf16 = new Uint8Array([0x63, 0x00, 0xe9, 0x00]);
const shiftJis = new Uint8Array([0x93, 0xfa, 0x96, 0x7b]);

test.each<[string, BodyInit | null, string | undefined, string]>([
  ['no charset: UTF-8', 'café', 'text/plain', 'café'],
  ['no Content-Type: UTF-8', new TextEncoder().encode('café'), undefined, 'café'],
  ['a byte order mark goes', '\ufeffcafé', 'text/plain;charset=utf-8', 'café'],
  ['Latin-1', latin1, 'text/csv; charset=ISO-8859-1', 'café'],
  ['quoted, in any letter case', latin1, 'text/csv; header=present; CharSet="Windows-1252"; x=y', 'café'],
  ['UTF-16', utf16, 'text/plain;charset=utf-16le', 'cé'],
  ['UTF-16, little end first unless its mark says otherwise', utf16, 'text/plain;charset=utf-16', 'cé'],
  [
    'UTF-16 with the mark of the big end',
    new Uint8Array([0xfe, 0xff, 0, 0x63, 0, 0xe9]),
    'text/plain;charset=UTF-16',
    'cé',
  ],
  ['in single quotes, as some servers write it', latin1, "text/csv; charset='latin1'", 'café'],
  ['Shift_JIS', shiftJis, 'text/html;charset=shift_jis', '日本'],
  ['an empty body is an empty text', '', 'text/plain', ''],
  ['so is none', null, 'text/plain', ''],
])('text is read in the charset of its Content-Type: %s', async (_title, body, contentType, expected) => {
  expect(await answer(body, contentType)).toBe(expected);
});

test.each<[string, BodyInit, string]>([
  ['bytes that are no UTF-8', latin1, 'text/plain'],
  ['bytes that are no text in the charset named', latin1, 'text/plain; charset=utf-8'],
])('%s are a ResponseFormatError, never text with gaps', async (_title, body, contentType) => {
  const error = await rejection(answer(body, contentType));
  expect(error).toMatchObject({ name: 'ResponseFormatError', reason: 'invalid_utf8', status: 200 });
});

test('a charset that the platform does not know is a ResponseFormatError, which does not quote it', async () => {
  const error = await rejection(answer('secret', 'text/plain; charset=secret'));
  expect(error).toMatchObject({ name: 'ResponseFormatError', reason: 'unknown_charset', rawBody: 'secret' });
  expect(`${error.message}${error.cause}${error.stack}`).not.toContain('secret');
});

test('a character that two pieces of the body share is one', async () => {
  const [first, second] = [new Uint8Array([0xc3]), new Uint8Array([0xa9])];
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(first);
      controller.enqueue(second);
      controller.close();
    },
  });
  expect(await received({ responses: { 200: text } }, new Response(body))).toBe('é');
});

test('a Blob keeps the bytes and the type of the answer', async () => {
  const response = new Response(latin1, { headers: { 'content-type': 'image/png' } });
  const file = (await received({ responses: { 200: blob } }, response)) as Blob;
  expect(file.type).toBe('image/png');
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(latin1);
  expect(await received({ responses: { 200: blob } }, new Response(latin1))).toHaveProperty('type', '');
});
