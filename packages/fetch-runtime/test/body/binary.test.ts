import { binaryBody, call, chooseBody, type FetchApi, none, type Operation } from '../../src/index.js';
import { jumping } from '../clock.js';
import { rejection, type Sent, sent } from '../support.js';

async function sentAs(type: string, body: unknown, contentType?: string): Promise<Sent> {
  const content = { encode: binaryBody, type };
  const several = { encode: chooseBody, contents: [content] };
  const described = type.includes('*') ? several : content;
  return sent({ method: 'POST', body: { ...described, required: true } }, { body, contentType });
}

async function bytesOf({ init }: Sent): Promise<string> {
  return new Response(init.body as Blob).text();
}

test.each<[string, unknown]>([
  ['Blob', new Blob(['abc'])],
  ['File', new File(['abc'], 'a.txt')],
  ['ArrayBuffer', new TextEncoder().encode('abc').buffer],
  ['Uint8Array', new TextEncoder().encode('xabcx').subarray(1, 4)],
  ['DataView', new DataView(new TextEncoder().encode('xabcx').buffer, 1, 3)],
  ['ReadableStream', new Blob(['abc']).stream()],
  ['string', 'abc'],
])('%s: its bytes are sent as they are', async (_title, body) => {
  const request = await sentAs('application/octet-stream', body);
  expect(await bytesOf(request)).toBe('abc');
  expect(request.headers.get('content-type')).toBe('application/octet-stream');
});

test('a stream is sent half duplex, as fetch demands; nothing else is', async () => {
  expect((await sentAs('a/b', new Blob(['abc']).stream())).init).toMatchObject({ duplex: 'half' });
  expect((await sentAs('a/b', 'abc')).init).not.toHaveProperty('duplex');
});

test.each([
  ['the request', 'image/*', new Blob([''], { type: 'image/png' }), 'image/gif', 'image/gif'],
  ['the Blob', 'image/*', new Blob([''], { type: 'image/png' }), undefined, 'image/png'],
  ['nothing', '*/*', new Blob(['']), undefined, 'application/octet-stream'],
  [
    'the description, if it is no range',
    'image/gif',
    new Blob([''], { type: 'image/png' }),
    undefined,
    'image/gif',
  ],
])('the content type comes from %s', async (_title, declared, body, contentType, type) => {
  expect((await sentAs(declared, body, contentType)).headers.get('content-type')).toBe(type);
});

test('an object is refused', async () => {
  expect(await rejection(sentAs('a/b', { a: 1 }))).toMatchObject({ name: 'RequestError', field: 'body' });
});

test('a time limit lets go of the source of a stream, which fetch in Node would read to its end', async () => {
  let isCancelled = false;
  const body = new ReadableStream({
    pull: async (controller) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      controller.enqueue(new Uint8Array(8));
    },
    cancel: () => {
      isCancelled = true;
    },
  });
  // Takes the body, and answers never.
  const fetchApi: FetchApi = async (_url, init) => {
    const reader = (init.body as ReadableStream).getReader();
    for (;;) await reader.read();
  };
  const operation: Operation<{ body: ReadableStream }> = {
    id: 'putThing',
    method: 'PUT',
    path: '/thing',
    servers: [{ url: 'https://api.test' }],
    body: { encode: binaryBody, type: 'application/octet-stream', required: true },
    responses: { 204: none },
  };
  const error = await jumping(() => rejection(call({ fetchApi, timeoutMs: 20 }, operation, { body })));
  expect(error).toMatchObject({ name: 'FetchError', code: 'timeout' });
  expect(isCancelled).toBe(true);
});
