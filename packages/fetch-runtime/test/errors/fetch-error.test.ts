import { inspect } from 'node:util';
import { call, type FetchError } from '../../src/index.js';
import { answering, operation, rejection } from '../support.js';

async function errorOf(cause: unknown): Promise<FetchError> {
  return rejection(
    call(
      answering(() => Promise.reject(cause)),
      operation(),
      {} as never,
    ),
  );
}

/** An error as Node's fetch throws it: what happened is in its cause. */
function node(message: string, more: object = {}): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), more) });
}

/** As Node throws where a name has several addresses. */
function nodeAttempts(code: string, ...messages: string[]): Error {
  const attempts = messages.map((message) => new Error(message));
  return new TypeError('fetch failed', { cause: Object.assign(new AggregateError(attempts), { code }) });
}

const denoUrl = 'error sending request for url (https://api.example.test/tls?dns=refused)';
const noConnection: [string, unknown, string][] = [
  ['Node: refused', node('connect ECONNREFUSED 127.0.0.1:443', { code: 'ECONNREFUSED' }), 'connection'],
  [
    'Node: refused at every address',
    nodeAttempts('ECONNREFUSED', 'connect ECONNREFUSED ::1:443', 'connect ECONNREFUSED 127.0.0.1:443'),
    'connection',
  ],
  [
    'Node: no address in time',
    nodeAttempts('ETIMEDOUT', 'connect ETIMEDOUT 192.0.2.1:443', 'connect ETIMEDOUT 2001:db8::1:443'),
    'connection',
  ],
  ['Node: unreachable', node('connect EHOSTUNREACH 10.0.0.1:443', { code: 'EHOSTUNREACH' }), 'connection'],
  [
    'Node: no connection in time',
    node('Connect Timeout Error (attempted address: api.example.test:443, timeout: 10000ms)', {
      name: 'ConnectTimeoutError',
      code: 'UND_ERR_CONNECT_TIMEOUT',
    }),
    'connection',
  ],
  [
    'Node: no such name',
    node('getaddrinfo ENOTFOUND h.test', { code: 'ENOTFOUND', hostname: 'h.test' }),
    'dns',
  ],
  ['Node: no name server', node('getaddrinfo EAI_AGAIN h.test', { code: 'EAI_AGAIN' }), 'dns'],
  ['Node: self-signed', node('self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'tls'],
  ['Node: expired', node('certificate has expired', { code: 'CERT_HAS_EXPIRED' }), 'tls'],
  [
    'Node: unknown issuer',
    node('unable to verify the first certificate', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
    'tls',
  ],
  [
    'Node: another name',
    node("Hostname/IP does not match certificate's altnames: Host: h.test.", {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    }),
    'tls',
  ],
  [
    'Node: no TLS at all',
    node('00A7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number', {
      code: 'ERR_SSL_WRONG_VERSION_NUMBER',
    }),
    'tls',
  ],
  [
    'Node: cut in the handshake',
    node('Client network socket disconnected before secure TLS connection was established', {
      code: 'ECONNRESET',
    }),
    'tls',
  ],
  [
    'Deno: refused',
    new TypeError(`${denoUrl}: client error (Connect): tcp connect error: Connection refused (os error 111)`),
    'connection',
  ],
  [
    'Deno: no such name',
    new TypeError(`${denoUrl}: client error (Connect): dns error: failed to lookup address information`),
    'dns',
  ],
  [
    'Deno: unknown issuer',
    new TypeError(`${denoUrl}: client error (Connect): invalid peer certificate: UnknownIssuer`),
    'tls',
  ],
  [
    'Bun: refused',
    Object.assign(new Error('Unable to connect. Is the computer able to access the url?'), {
      code: 'ConnectionRefused',
      path: 'https://api.example.test/tls?dns=refused',
    }),
    'connection',
  ],
  [
    'Bun: no socket',
    Object.assign(new Error('Was there a typo in the url or port?'), { code: 'FailedToOpenSocket' }),
    'connection',
  ],
  [
    'Bun: self-signed',
    Object.assign(new Error('self signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    'tls',
  ],
];

test.each(noConnection)('there was no connection, so nothing was sent: %s', async (_title, cause, code) => {
  expect(await errorOf(cause)).toMatchObject({ name: 'FetchError', code });
});

test.each<[string, unknown]>([
  ['Node: reset', node('read ECONNRESET', { code: 'ECONNRESET' })],
  ['Node: closed', node('other side closed', { code: 'UND_ERR_SOCKET' })],
  ['Node: pipe', node('write EPIPE', { code: 'EPIPE' })],
  ['Node: silence', node('read ETIMEDOUT', { code: 'ETIMEDOUT' })],
  ['Node: no head in time', node('Headers Timeout Error', { code: 'UND_ERR_HEADERS_TIMEOUT' })],
  ['Node: cut body', new TypeError('terminated', { cause: new Error('other side closed') })],
  ['Node: no HTTP', node('Invalid header token', { code: 'HPE_INVALID_HEADER_TOKEN' })],
  ['Deno: reset', new TypeError(`${denoUrl}: connection error: Connection reset by peer (os error 104)`)],
  [
    'Bun: reset',
    Object.assign(new Error('The socket connection was closed unexpectedly.'), { code: 'ECONNRESET' }),
  ],
  ['Chrome', new TypeError('Failed to fetch')],
  ['Firefox', new TypeError('NetworkError when attempting to fetch resource.')],
  ['Safari', new TypeError('Load failed')],
  ['a text', 'broken'],
  ['null', null],
])('it broke off, or nobody says: %s', async (_title, cause) => {
  expect(await errorOf(cause)).toMatchObject({ name: 'FetchError', code: 'network' });
});

test.each([
  ['TimeoutError', 'timeout'],
  ['AbortError', 'aborted'],
])('an %s that is not of the signal of the caller: %s', async (name, code) => {
  const cause = new DOMException('x', name);
  expect(await errorOf(cause)).toMatchObject({ code, cause });
});

test('name, code and words of the cause are kept: they say more than the code of the error', async () => {
  const { cause } = await errorOf(node('connect ECONNREFUSED 127.0.0.1:443', { code: 'ECONNREFUSED' }));
  expect(cause).toBeInstanceOf(Error);
  expect(cause).toMatchObject({
    name: 'TypeError',
    message: 'fetch failed',
    cause: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:443', code: 'ECONNREFUSED' },
  });
  expect((await errorOf('broken')).cause).toMatchObject({ message: 'broken' });
});

test('words beside a system code are kept, quotation marks and all: they are of the platform', async () => {
  const { cause } = await errorOf(node('Parse Error: Expected "HTTP/"', { code: 'HPE_INVALID_CONSTANT' }));
  expect(cause).toMatchObject({ cause: { message: 'Parse Error: Expected "HTTP/"' } });
});

test('what is printed tells name and words of every cause, or why there are none', async () => {
  const inner = new Error('getaddrinfo ENOTFOUND h.test');
  const printed = inspect(await errorOf(new TypeError('Failed to parse URL from /p', { cause: inner })));
  expect(printed).toMatch(/TypeError.*: not shown, as it quotes the request/);
  expect(printed).toContain('Error: getaddrinfo ENOTFOUND h.test');
});

const url = 'https://api.example.test/p?key=s3cr3t';

test.each<[string, unknown]>([
  ['in its message', new TypeError(`error sending request for url (${url})`)],
  ['as text', `cannot reach ${url}`],
  ['in the cause of its cause', new Error('a', { cause: new Error('b', { cause: new Error(url) }) })],
  ['in one of several errors', node('x', { errors: [new Error(url)] })],
  ['in a member, as Bun does', Object.assign(new Error('Unable to connect.'), { path: url })],
  ['relative', new TypeError('Failed to parse URL from /p?key=s3cr3t')],
  [
    'beside a code, as node-fetch does',
    Object.assign(new Error(`request to ${url} failed`), { code: 'ECONNRESET' }),
  ],
  ['a header of it', new TypeError('Headers.append: "Bearer s3cr3t" is an invalid header value.')],
  ['a header of it, as WebKit does', new TypeError("Header 'x-key' has invalid value: 's3cr3t\n'")],
  ['a header of it, in other marks', new TypeError('invalid value: ‘s3cr3t’')],
])('a cause that quotes the request is replaced: %s', async (_title, cause) => {
  const error = await errorOf(cause);
  expect(error.cause).toBeInstanceOf(Error);
  expect(error.cause).not.toBe(cause);
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY })).not.toContain('s3cr3t');
});

test("Node's own error of a port where nobody listens is as in this table", async () => {
  const refused = await rejection(call({ basePath: 'http://127.0.0.1:2' }, operation(), {} as never));
  expect(refused).toMatchObject({ name: 'FetchError', code: 'connection' });
  expect(refused.cause).toMatchObject({ message: 'fetch failed' });
});
