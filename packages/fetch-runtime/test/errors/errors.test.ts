import { format, inspect } from 'node:util';
import {
  apiKey,
  bearer,
  Configuration,
  CredentialsError,
  FetchError,
  header,
  isApiError,
  json,
  jsonBody,
  OutcomeUnknownError,
  pathSimple,
  query,
  RequestError,
  RequiredError,
  ResponseError,
  ResponseFormatError,
  RuntimeError,
  type SecurityScheme,
  send,
} from '../../src/index.js';
import { operation, parameter, rejection, secured } from '../support.js';

const SECRET = 's3cr3t';
const token: SecurityScheme = { id: 'token', credential: bearer, encode: header, name: 'Authorization' };
const key: SecurityScheme = { id: 'key', credential: apiKey, encode: query, name: 'key' };

/** An operation into which the secret is planted wherever a value goes. */
const planted = operation({
  method: 'POST',
  path: '/things/{id}',
  params: [
    { encode: pathSimple, key: 'id', name: 'id', required: true },
    parameter(header, 'X-Trace'),
    parameter(query, 'q'),
  ],
  body: { encode: jsonBody, type: 'application/json', required: true },
  ...secured([[token, key]]),
  responses: { 200: json, 400: json },
});
const request = { id: SECRET, 'X-Trace': SECRET, q: SECRET, body: { password: SECRET } };

async function failure(
  answer: () => Promise<Response>,
  changes: object = {},
  credentials: object = { accessToken: SECRET, apiKey: SECRET },
): Promise<RuntimeError> {
  const configuration = new Configuration({
    basePath: `https://${SECRET}.example.test`,
    fetchApi: answer,
    headers: { 'X-Extra': SECRET },
    ...credentials,
  });
  const sending = send(configuration, planted, { ...request, ...changes } as never);
  return rejection(sending.then((response) => response.value()));
}

const body = (status: number, text: string): (() => Promise<Response>) => {
  const headers = { 'content-type': 'application/json', 'set-cookie': SECRET };
  return async () => new Response(text, { status, headers });
};

describe('no error shows a value, header, body or URL', () => {
  test.each<[string, new (...args: never[]) => RuntimeError, string, () => Promise<RuntimeError>]>([
    ['a failure status', ResponseError, 'http_status', () => failure(body(400, `{"echo":"${SECRET}"}`))],
    ['a wrong body', ResponseFormatError, 'response_format', () => failure(body(200, SECRET))],
    ['no answer', FetchError, 'network', () => failure(() => Promise.reject(new TypeError('fetch failed')))],
    ['a missing member', RequiredError, 'required', () => failure(body(200, '1'), { id: undefined })],
    ['a bad value', RequestError, 'invalid_request', () => failure(body(200, '1'), { id: [[SECRET]] })],
    [
      'a bad header',
      RequestError,
      'invalid_request',
      () => failure(body(200, '1'), { 'X-Trace': `${SECRET}\n` }),
    ],
    [
      'a bad token',
      CredentialsError,
      'credentials_invalid',
      () => failure(body(200, '1'), {}, { accessToken: `x ${SECRET}`, apiKey: SECRET }),
    ],
    [
      'a missing token',
      CredentialsError,
      'credentials_required',
      () => failure(body(200, '1'), {}, { apiKey: SECRET }),
    ],
    [
      'a bad URL',
      RequestError,
      'invalid_request',
      () =>
        failure(
          body(200, '1'),
          {},
          { accessToken: SECRET, apiKey: SECRET, basePath: `https://h.test:${SECRET}` },
        ),
    ],
    [
      'credentials in the URL',
      RequestError,
      'invalid_request',
      () =>
        failure(
          body(200, '1'),
          {},
          { accessToken: SECRET, apiKey: SECRET, basePath: `https://u:${SECRET}@h.test` },
        ),
    ],
  ])('%s', async (_title, kind, code, make) => {
    const error = await make();
    expect(error).toBeInstanceOf(kind);
    expect(error).toBeInstanceOf(RuntimeError);
    const names = { operationId: 'getThing', method: 'POST', path: '/things/{id}' };
    expect(error).toMatchObject({ code, name: kind.name, ...names });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code, name: kind.name, ...names });
    expect(error.message).toMatch(/^getThing: /);
    for (const shown of [String(error), error.stack, JSON.stringify(error), inspect(error)]) {
      expect(shown).not.toContain(SECRET);
    }
  });

  test('nor does the configuration', () => {
    const configuration = new Configuration({ accessToken: SECRET, password: SECRET, apiKey: SECRET });
    expect(`${JSON.stringify(configuration)}${inspect(configuration, { depth: 9 })}`).not.toContain(SECRET);
  });
});

test.each<[string, string, () => Promise<RuntimeError>]>([
  [
    'no answer',
    'getThing: POST /things/{id} got no full answer (network)',
    () => failure(() => Promise.reject(new TypeError('fetch failed'))),
  ],
  [
    'a wrong body',
    'getThing: POST /things/{id} answered 200, but the body is not as described (invalid_json)',
    () => failure(body(200, '{')),
  ],
])('one line of a log tells which call failed, and how: %s', async (_title, message, make) => {
  expect((await make()).message).toBe(message);
});

describe('ResponseError', () => {
  test('tells what was asked, and keeps headers, body and response at hand', async () => {
    const error = (await failure(body(400, '{"code":7}'))) as ResponseError;
    expect(error.message).toBe('getThing: POST /things/{id} answered 400');
    expect(error.headers.get('content-type')).toBe('application/json');
    expect(error.body).toEqual({ code: 7 });
    expect(error.response.bodyUsed).toBe(true);
  });

  test('prints only its safe members', async () => {
    expect(JSON.parse(JSON.stringify(await failure(body(400, '{}'))))).toEqual({
      name: 'ResponseError',
      code: 'http_status',
      message: 'getThing: POST /things/{id} answered 400',
      status: 400,
      operationId: 'getThing',
      method: 'POST',
      path: '/things/{id}',
    });
  });
});

describe('isApiError', () => {
  const refused = new ResponseError(planted, new Response(null, { status: 400 }));

  test('knows the errors of any operation, or of the one named', () => {
    expect(isApiError(refused)).toBe(true);
    expect(isApiError(refused, 'getThing')).toBe(true);
    expect(isApiError(refused, 'getOther')).toBe(false);
  });

  test('takes nothing else for one, such as an answer that did not come', () => {
    for (const other of [new FetchError(planted, undefined), new Error('no'), undefined, { status: 400 }]) {
      expect(isApiError(other)).toBe(false);
      expect(isApiError(other, 'getThing')).toBe(false);
    }
  });
});

test('RequiredError names the member of the request', async () => {
  expect(await failure(body(200, '1'), { id: null })).toMatchObject({
    field: 'id',
    message: 'getThing: the request needs "id"',
  });
});

describe('what an error hides stays hidden', () => {
  const hidden = async (): Promise<RuntimeError[]> => [
    await failure(body(400, `{"echo":"${SECRET}"}`)),
    await failure(body(500, SECRET)),
    await failure(body(200, `<html>${SECRET}`)),
    new OutcomeUnknownError(planted, await failure(body(400, `{"echo":"${SECRET}"}`))),
  ];

  test('in %o and %O, with showHidden, with getters, in a table, and as the cause of another', async () => {
    for (const error of await hidden()) {
      const all = { showHidden: true, getters: true, depth: 9 } as const;
      const outer = new Error('outer', { cause: error });
      for (const thing of [error, outer, { error }, [error], new AggregateError([error])]) {
        const shown = [inspect(thing, all), format('%o', thing), format('%O', thing), format('%j', thing)];
        expect(shown.join()).not.toContain(SECRET);
      }
      expect(inspect(structuredClone(error), all)).not.toContain(SECRET);
    }
  });

  test('and the rest is shown as of any error: its name, stack, members and cause', async () => {
    const [refused] = await hidden();
    const shown = inspect(refused);
    expect(shown).toContain('ResponseError: getThing: POST /things/{id} answered 400');
    expect(shown).toContain("code: 'http_status'");
    expect(shown).toMatch(/\n {4}at .*errors\.test/);
    const lost = new OutcomeUnknownError(planted, new FetchError(planted, new TypeError('fetch failed')));
    expect(inspect(lost)).toMatch(/OutcomeUnknownError: .*FetchError: .*fetch failed/s);
  });
});

test('causes that lead round in a circle, or very far, do not break the error', () => {
  const round: Error = new Error('round');
  round.cause = round;
  let far: Error = new Error('far');
  for (let depth = 0; depth < 100_000; depth += 1) far = new Error('far', { cause: far });
  for (const cause of [round, far]) {
    expect(new FetchError(planted, cause)).toMatchObject({ code: 'network', name: 'FetchError' });
  }
});
