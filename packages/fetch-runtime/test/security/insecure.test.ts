import * as fc from 'fast-check';
import {
  apiKey,
  basic,
  bearer,
  type CallOptions,
  Configuration,
  type ConfigurationParameters,
  call,
  cookie,
  header,
  jsonBody,
  type Operation,
  query,
} from '../../src/index.js';
import { operation, parameter, rejection, secured } from '../support.js';

const schemes = {
  token: { id: 'token', credential: bearer, encode: header, name: 'Authorization' },
  user: { id: 'user', credential: basic, encode: header, name: 'Authorization' },
  key: { id: 'key', credential: apiKey, encode: header, name: 'X-Key' },
  inQuery: { id: 'inQuery', credential: apiKey, encode: query, name: 'key' },
  inCookie: { id: 'inCookie', credential: apiKey, encode: cookie, name: 'key' },
};

const credentials: ConfigurationParameters = { accessToken: 't', username: 'u', password: 'p', apiKey: 'k' };

/** Ways in which a request comes to carry credentials. */
const ways: readonly [string, Partial<Operation>, ConfigurationParameters, CallOptions | undefined][] = [
  ...Object.values(schemes)
    .map((scheme) => [`the scheme ${scheme.id}`, secured([[scheme]]), credentials, undefined] as const)
    .map((way) => [...way] as never),
  ['a scheme that may be left out', secured([[schemes.token], []]), credentials, undefined],
  ['a key that the caller wrote by hand', secured([[schemes.key]]), {}, { headers: { 'x-key': 'k' } }],
  ['a key by hand that may be left out', secured([[], [schemes.key]]), {}, { headers: { 'X-KEY': 'k' } }],
  [
    'a key of the configuration by hand that may be left out',
    secured([[], [schemes.key]]),
    { headers: { 'X-Key': 'k' } },
    undefined,
  ],
  [
    'a key of a function that may be left out',
    secured([[], [schemes.key]]),
    {},
    async () => ({ headers: { 'x-key': 'k' } }),
  ],
  ['a key that a function brings', secured([[schemes.key]]), {}, async () => ({ headers: { 'x-key': 'k' } })],
  ['an Authorization header of the call', {}, {}, { headers: { authorization: 'x' } }],
  [
    'an Authorization header that a function brings',
    {},
    {},
    async () => ({ headers: { Authorization: 'x' } }),
  ],
  ['an Authorization header of the configuration', {}, { headers: { Authorization: 'x' } }, undefined],
  ['a secret parameter', { params: [parameter(query, 'UserToken', { secret: true })] }, {}, undefined],
  [
    'a body that can hold a secret',
    { method: 'POST', body: { encode: jsonBody, type: 'application/json', secret: true, required: true } },
    {},
    undefined,
  ],
  ['a cookie of the call', {}, {}, { headers: { Cookie: 'session=1' } }],
];

interface Place {
  readonly basePath: string;
  readonly allowInsecureLoopback?: boolean;
}

async function sendsTo(
  place: Place,
  [, parts, parameters, options]: (typeof ways)[number],
): Promise<unknown> {
  const fetchApi = jest.fn(async () => new Response(null, { status: 204 }));
  const configuration = new Configuration({ ...parameters, ...place, fetchApi });
  const asked = call(
    configuration,
    operation(parts),
    { UserToken: 't', body: { password: 'p' } } as never,
    options,
  );
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(fetchApi).toHaveBeenCalledTimes(error === undefined ? 1 : 0);
  return error;
}

const refused = { name: 'RequestError', code: 'invalid_request', field: 'basePath' };
const loopback = fc.oneof(
  fc.constantFrom('localhost', 'LOCALHOST', '[::1]', '127.0.0.1', '127.1', '0x7f000001'),
  fc
    .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 1, max: 254 }))
    .map(([a, b, c]) => `127.${a}.${b}.${c}`),
);
const elsewhere = fc.oneof(
  fc.domain().filter((host) => host !== 'localhost'),
  fc.constantFrom(
    'localhost.test',
    '127.0.0.1.test',
    'localhost.',
    '[::2]',
    '10.0.0.1',
    '192.168.0.1',
    '128.0.0.1',
    '0.0.0.0',
    '169.254.169.254',
    'xlocalhost',
  ),
);
const rest = fc.constantFrom('', '/', ':8080', ':8080/v1', '/localhost', '/127.0.0.1/v1');

describe.each(ways)('%s', (...way) => {
  test('is not sent over http, to whatever host', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(loopback, elsewhere), rest, async (host, path) => {
        expect(await sendsTo({ basePath: `http://${host}${path}` }, way)).toMatchObject(refused);
      }),
      { numRuns: 30 },
    );
  });

  test('is sent over http to the loopback interface where allowInsecureLoopback says so, and nowhere else', async () => {
    const allowInsecureLoopback = true;
    await fc.assert(
      fc.asyncProperty(loopback, rest, async (host, path) => {
        expect(
          await sendsTo({ basePath: `http://${host}${path}`, allowInsecureLoopback }, way),
        ).toBeUndefined();
      }),
      { numRuns: 30 },
    );
    await fc.assert(
      fc.asyncProperty(elsewhere, rest, async (host, path) => {
        const place = { basePath: `http://${host}${path}`, allowInsecureLoopback };
        expect(await sendsTo(place, way)).toMatchObject(refused);
      }),
      { numRuns: 30 },
    );
  });

  test('is sent over https, to whatever host', async () => {
    for (const host of ['api.example.test', '127.0.0.1', 'localhost'])
      expect(await sendsTo({ basePath: `https://${host}` }, way)).toBeUndefined();
  });
});

test('a server of the description is held to the same', async () => {
  const described = operation({
    ...secured([[schemes.token]]),
    servers: [{ url: 'http://api.example.test' }],
  });
  const asked = call({ accessToken: 't' }, described, {} as never);
  expect(await rejection(asked)).toMatchObject(refused);
});

test('what carries no credentials may go over http', async () => {
  const optional = secured([[schemes.token], []]);
  for (const parts of [{}, optional])
    expect(
      await sendsTo({ basePath: 'http://api.example.test' }, ['', parts, {}, undefined]),
    ).toBeUndefined();
});

test('the error says what to do, and names no host', async () => {
  const error = (await sendsTo({ basePath: 'http://secret-host.test' }, ways[0]!)) as Error;
  expect(error.message).toContain('https');
  expect(error.message).toContain('allowInsecureLoopback');
  expect(error.message).not.toContain('secret-host');
});

test('a placeholder is no secret: the hook that replaces it looks at the origin itself', async () => {
  const params = [parameter(header, 'keyvalue', { secret: true })];
  const fetchApi = jest.fn(async () => new Response(null, { status: 204 }));
  const configuration = new Configuration({ basePath: 'http://api.example.test', fetchApi });
  await call(configuration, operation({ params }), { keyvalue: '[redacted]' } as never);
  expect(fetchApi).toHaveBeenCalledTimes(1);
});
