import { onEvent } from '../src/index.js';
import { endedAt } from './clock.js';
import { oddBodies, wrongBodies } from './faults/cases/bodies.js';
import { cutFailures, cuts } from './faults/cases/cuts.js';
import { endless } from './faults/cases/endless.js';
import { notHttp, unusual } from './faults/cases/framing.js';
import { slow, slowFailure } from './faults/cases/slow.js';
import { type Asked, ask, serverPerTest, withoutDns } from './faults/harness.js';
import {
  everythingShownBy,
  getEverything,
  leaks,
  MARKER,
  plantedConfiguration,
  plantedRequest,
  postEverything,
} from './faults/planted.js';
import { answer, head } from './faults/script.js';
import { freePort, startServer } from './faults/server.js';

const server = serverPerTest();
const shown: string[] = [];
const methods = ['debug', 'dir', 'error', 'info', 'log', 'trace', 'warn'] as const;
const warned = (warning: Error): void => void shown.push(...everythingShownBy(warning));

beforeEach(() => {
  shown.length = 0;
  process.on('warning', warned);
  for (const method of methods) {
    jest.spyOn(console, method).mockImplementation((...args) => void shown.push(...everythingShownBy(args)));
  }
});
afterEach(() => {
  process.off('warning', warned);
  jest.restoreAllMocks();
});

const observe = onEvent((event) => void shown.push(...everythingShownBy(event)));

/** What the call is rejected with, or `undefined`; what it, the events and the console show is in `shown`. */
async function errorOf(asked: Asked, url = server().url): Promise<unknown> {
  const { operation = getEverything } = asked;
  const planted = { ...plantedConfiguration, request: plantedRequest(operation), timeoutMs: 60_000 };
  const limits = { maxResponseBytes: 64 * 1024, observe };
  const error = await ask({ url }, { ...planted, ...limits, ...asked, operation }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  shown.push(...everythingShownBy(error));
  return error;
}

const bad = [...cuts, ...cutFailures, ...notHttp, ...wrongBodies, ...endless];
const good = [...unusual, ...oddBodies].filter(({ operation }) => operation === undefined);

describe.each([getEverything, postEverything])(
  '$method: a secret sent, and sent back, is shown by no error, event or log',
  (operation) => {
    test.each(bad)('where the server answers with: $title', async ({ script }) => {
      server().answer(...script(MARKER));
      expect(await errorOf({ operation })).toBeInstanceOf(Error);
      expect(leaks(shown)).toEqual([]);
      // Otherwise the test would be one of nothing.
      expect(leaks(server().requests)).toHaveLength(1);
    });

    test.each([...slow, slowFailure])('where the server $title', async ({ script }) => {
      server().answer(...script(MARKER));
      const isAsked = (): boolean => server().requests.length > 0;
      const asked = () => errorOf({ operation, timeoutMs: 100 });
      expect(await endedAt(100, isAsked, asked)).toBeInstanceOf(Error);
      expect(leaks(shown)).toEqual([]);
      expect(leaks(server().requests)).toHaveLength(1);
    });

    test.each(good)('where all goes well: $title', async ({ script }) => {
      server().answer(...script(MARKER));
      expect(await errorOf({ operation })).toBeUndefined();
      expect(shown.length).toBeGreaterThan(3);
      expect(leaks(shown)).toEqual([]);
    });

    test.each([
      ['not followed', 'https://elsewhere.invalid', 'manual'],
      ['to no URL', 'http://[', 'follow'],
      ['to another scheme', 'file:///', 'follow'],
      ['in a circle', '', 'follow'],
      ['refused', '/', 'error'],
    ] as const)('where it redirects: %s', async (_title, to, redirect) => {
      server().answer(head(307, { Location: `${to}?secret=${MARKER}`, 'Content-Length': 0 }));
      expect(await errorOf({ operation, options: { redirect } })).toBeInstanceOf(Error);
      expect(leaks(shown)).toEqual([]);
    });

    test('where nobody listens, or the name is unknown, or the certificate', async () => {
      const refused = `http://127.0.0.1:${await freePort()}/${MARKER}`;
      expect(await errorOf({ operation }, refused)).toMatchObject({ code: 'connection' });
      const tls = await startServer('tls');
      expect(await errorOf({ operation }, `${tls.url}/${MARKER}`)).toMatchObject({
        code: 'tls',
      });
      await tls.close();
      const unknown = await withoutDns('ENOTFOUND', () =>
        errorOf({ operation }, `http://localhost/${MARKER}`),
      );
      expect(unknown).toMatchObject({ code: 'dns' });
      expect(leaks(shown)).toEqual([]);
    });

    test('where the caller gives up', async () => {
      const options = { signal: AbortSignal.timeout(30) };
      expect(await errorOf({ operation, options })).toBeInstanceOf(Error);
      expect(leaks(shown)).toEqual([]);
    });
  },
);

const refused: readonly [string, string, Asked][] = [
  ['a missing path value', 'RequiredError', { request: { filter: MARKER } }],
  ['a value that no style can write', 'RequestError', { request: { id: [[MARKER]] } }],
  ['a path value that would change the path', 'RequestError', { request: { id: '..', filter: MARKER } }],
  ['a line break in a header', 'RequestError', { request: { id: '1', trace: `${MARKER}\n` } }],
  ['a character no header can hold', 'RequestError', { headers: { 'X-Tenant': `${MARKER}€` } }],
  ['a line break in the header of a call', 'RequestError', { options: { headers: { x: `${MARKER}\r\ny` } } }],
  ['a header name that is none', 'RequestError', { options: { headers: { [`${MARKER} x`]: MARKER } } }],
  ['JSON that cannot be made', 'RequestError', { request: { id: '1', body: circular() } }],
  ['a token with white space', 'CredentialsError', { accessToken: `Bearer ${MARKER}` }],
  ['a colon in the user name', 'CredentialsError', { username: `${MARKER}:x` }],
  ['a control character in the password', 'CredentialsError', { password: `${MARKER}\n` }],
  ['one string for several keys', 'CredentialsError', { apiKey: MARKER }],
  [
    'a line break in a key',
    'RequestError',
    { apiKey: { inHeader: `${MARKER}\n`, inQuery: 'x', inCookie: 'x' } },
  ],
  ['no password', 'CredentialsError', { password: undefined }],
  [
    'a user name and password in the URL',
    'RequestError',
    { basePath: `https://${MARKER}:${MARKER}@127.0.0.1` },
  ],
  ['a URL with a query', 'RequestError', { basePath: `https://127.0.0.1?${MARKER}` }],
  ['a URL that is none', 'RequestError', { basePath: `https://[${MARKER}` }],
  ['a port that is none', 'RequestError', { basePath: `https://127.0.0.1:${MARKER}` }],
  ['a relative URL', 'RequestError', { basePath: `/${MARKER}` }],
  ['a time limit that is none', 'RequestError', { timeoutMs: -1 }],
];

function circular(): object {
  const body: Record<string, unknown> = { [MARKER]: MARKER };
  return Object.assign(body, { body });
}

test.each(refused)('what is refused before it is sent is not shown: %s', async (_title, name, asked) => {
  const error = await errorOf({ operation: postEverything, ...asked });
  expect(leaks(shown)).toEqual([]);
  expect(error).toMatchObject({ name });
  expect(server().requests).toEqual([]);
});

test('nor is what fetch refuses', async () => {
  const options = [{ body: MARKER }, { referrer: `http://[${MARKER}` }];
  for (const changes of options) expect(await errorOf({ options: changes })).toBeInstanceOf(Error);
  expect(leaks(shown)).toEqual([]);
});

describe('the check itself', () => {
  test.each<[string, unknown]>([
    ['a message', new Error(`x ${MARKER}`)],
    ['the cause of a cause', new Error('x', { cause: new Error('y', { cause: new Error(MARKER) }) })],
    ['one of several errors', new AggregateError([new Error(MARKER)])],
    ['a member deep inside', Object.assign(new Error('x'), { a: { b: [{ c: MARKER }] } })],
    ['the name of a member', { a: { [MARKER]: 1 } }],
    ['bytes', Object.assign(new Error('x'), { data: Buffer.from(MARKER) })],
    ['HTTP Basic', { authorization: `Basic ${Buffer.from(`${MARKER}:${MARKER}`).toString('base64')}` }],
  ])('finds the secret in %s', (_title, thing) => {
    expect(leaks(everythingShownBy(thing))).not.toEqual([]);
  });

  test('the server sends the secret back', async () => {
    server().answer(...answer(400, JSON.stringify({ echo: MARKER })));
    expect(await errorOf({})).toMatchObject({ body: { echo: MARKER } });
    expect(leaks(shown)).toEqual([]);
  });
});
