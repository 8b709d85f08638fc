import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wasNotSent } from '../../src/http/not-sent.js';

interface Said {
  readonly name?: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly message?: string;
  readonly errors?: readonly Said[];
  readonly cause?: Said;
}

function thrown({ message, cause, ...members }: Said): Error {
  return Object.assign(
    new Error(message, cause === undefined ? undefined : { cause: thrown(cause) }),
    members,
  );
}

const undici = (cause: Said): Said => ({ message: 'fetch failed', cause });
const url = 'https://api.example.com/?a=b%20(Connect)';
const deno = (message: string): Said => undici({ message });

/** As it was seen: Node 20.20 and 26.10, Deno 2.9, Bun 1.4, workerd 2026-01-01, Chromium 156. */
const notSent: [string, Said][] = [
  ['Node: refused', undici({ code: 'ECONNREFUSED', syscall: 'connect', message: 'connect ECONNREFUSED' })],
  ['Node: timed out while connecting', undici({ code: 'ETIMEDOUT', syscall: 'connect' })],
  ['Node: its own limit for connecting', undici({ code: 'UND_ERR_CONNECT_TIMEOUT' })],
  ['Node: no descriptor left', undici({ code: 'EMFILE', syscall: 'connect' })],
  ['Node: unknown host', undici({ code: 'ENOTFOUND', syscall: 'getaddrinfo' })],
  [
    'Node: all addresses of a name',
    undici({
      code: 'ECONNREFUSED',
      errors: [
        { code: 'ECONNREFUSED', syscall: 'connect' },
        { code: 'ETIMEDOUT', syscall: 'connect' },
      ],
    }),
  ],
  ['Node: missing intermediate', undici({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })],
  ['Node: wrong version', undici({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' })],
  ['Node 20: refused handshake', undici({ code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' })],
  ['Node 26: refused handshake', undici({ code: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE' })],
  [
    'Node: closed within the handshake',
    undici({
      code: 'ECONNRESET',
      message: 'Client network socket disconnected before secure TLS connection was established',
    }),
  ],
  ['Node: a blocked port', undici({ message: 'bad port' })],
  ['Node: another scheme', undici({ message: 'unknown scheme' })],
  ['Node: no URL', { message: 'Failed to parse URL from x', cause: { code: 'ERR_INVALID_URL' } }],
  [
    'Deno: refused',
    deno(`error sending request for url (${url}): client error (Connect): tcp connect error`),
  ],
  ['Deno: certificate', deno(`error sending request for url (${url}): client error (Connect): invalid peer`)],
  ['Deno: a blocked port', { message: 'Fetch failed: Requests to port 9 are blocked' }],
  ['Deno: no permission', { name: 'NotCapable', message: 'Requires net access to "example.com:443"' }],
  ['Bun: refused', { code: 'ECONNREFUSED' }],
  ['Bun, older: refused', { code: 'ConnectionRefused' }],
  ['Bun: handshake', { code: 'EPROTO', message: 'EPROTO: The TLS handshake failed.' }],
  ['workerd: another scheme', { name: 'TypeError', message: 'Fetch API cannot load: ftp://127.0.0.1/' }],
];

const maybeSent: [string, Said][] = [
  ['Node: reset', undici({ code: 'ECONNRESET', syscall: 'read', message: 'read ECONNRESET' })],
  ['Node: closed', undici({ name: 'SocketError', code: 'UND_ERR_SOCKET', message: 'other side closed' })],
  ['Node: broken pipe', undici({ code: 'EPIPE', syscall: 'write' })],
  ['Node: a router gives up while it reads', undici({ code: 'EHOSTUNREACH', syscall: 'read' })],
  ['Node: a network goes down while it writes', undici({ code: 'ENETDOWN', syscall: 'write' })],
  ['Node: timed out while it reads', undici({ code: 'ETIMEDOUT', syscall: 'read' })],
  ['Node: no answer in time', undici({ code: 'UND_ERR_HEADERS_TIMEOUT' })],
  ['Node: a changed record', undici({ code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' })],
  ['Node: an alert that can come at any time', undici({ code: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR' })],
  ['Node: an end without notice', undici({ code: 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING' })],
  ['Node: no HTTP', undici({ name: 'HTTPParserError', code: 'HPE_INVALID_CONSTANT' })],
  [
    'one of several addresses took the request',
    undici({
      code: 'ECONNREFUSED',
      errors: [
        { code: 'ECONNREFUSED', syscall: 'connect' },
        { code: 'ECONNRESET', syscall: 'read' },
      ],
    }),
  ],
  ['a retry whose cause is the attempt before', { code: 'ECONNRESET', cause: { code: 'ECONNREFUSED' } }],
  ['Deno: closed', deno(`error sending request for ${url}: client error (SendRequest): connection closed`)],
  ['Deno: reset', deno('Connection reset by peer (os error 104)')],
  ['Bun: reset, also within the handshake', { code: 'ECONNRESET' }],
  ['workerd says the same of a refused connection and of a reset', { message: 'Network connection lost.' }],
  ['workerd: certificate', { message: 'internal error; reference = jqod1gaobkc0k2l3fnio2b3d' }],
  ['Chromium says the same of all', { name: 'TypeError', message: 'Failed to fetch' }],
  ['our own time limit', { name: 'AbortError', message: 'This operation was aborted' }],
  ['nothing', {}],
];

describe('a login', () => {
  test.each(notSent)('was not sent: %s', (_, said) => {
    expect(wasNotSent(thrown(said))).toBe(true);
  });

  test.each(maybeSent)('may have been sent: %s', (_, said) => {
    expect(wasNotSent(thrown(said))).toBe(false);
  });

  // The verify codes in the manual of Node, "X509 certificate error codes".
  test.each(
    (
      'UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_CRL UNABLE_TO_DECRYPT_CERT_SIGNATURE ' +
      'UNABLE_TO_DECRYPT_CRL_SIGNATURE UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY CERT_SIGNATURE_FAILURE ' +
      'CRL_SIGNATURE_FAILURE CERT_NOT_YET_VALID CERT_HAS_EXPIRED CRL_NOT_YET_VALID CRL_HAS_EXPIRED ' +
      'ERROR_IN_CERT_NOT_BEFORE_FIELD ERROR_IN_CERT_NOT_AFTER_FIELD ERROR_IN_CRL_LAST_UPDATE_FIELD ' +
      'ERROR_IN_CRL_NEXT_UPDATE_FIELD DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN ' +
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE CERT_CHAIN_TOO_LONG CERT_REVOKED ' +
      'INVALID_CA PATH_LENGTH_EXCEEDED INVALID_PURPOSE CERT_UNTRUSTED CERT_REJECTED HOSTNAME_MISMATCH'
    ).split(' '),
  )('was not sent when the certificate is refused with %s', (code) => {
    expect(wasNotSent(thrown(undici({ code })))).toBe(true);
  });

  test('may have been sent whatever the code, when the platform was reading or writing', () => {
    const code = fc.oneof(
      fc.string(),
      fc.constantFrom('ECONNREFUSED', 'ENOTFOUND', 'EPROTO', 'CERT_HAS_EXPIRED'),
    );
    fc.assert(
      fc.property(code, fc.constantFrom('read', 'write', 'shutdown', 'recv'), (known, syscall) => {
        expect(wasNotSent(thrown(undici({ code: known, syscall })))).toBe(false);
      }),
    );
  });

  test('may have been sent, whatever an error without a place in the table says', () => {
    const known = new Set(notSent.map(([, { name }]) => name));
    const said = fc.record({ name: fc.string(), code: fc.string(), message: fc.string() });
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), said.map(thrown)).filter((one) => !known.has(Object(one).name)),
        (one) => expect(wasNotSent(one)).toBe(false),
      ),
    );
  });

  test('ends the search in causes that go in a circle', () => {
    const circle = new Error('fetch failed');
    circle.cause = circle;
    const attempts = Object.assign(new Error('all'), { errors: [] as unknown[] });
    attempts.errors.push(attempts);
    expect([wasNotSent(circle), wasNotSent(attempts)]).toEqual([false, false]);
  });
});
