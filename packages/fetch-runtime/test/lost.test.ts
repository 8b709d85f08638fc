import {
  type CallOptions,
  Configuration,
  call,
  FetchError,
  header,
  json,
  jsonBody,
  type Operation,
  outcomeUnknown,
  type PlainConfiguration,
  ResponseError,
  send,
} from '../src/index.js';
import { answering, hanging, operation, parameter, rejection, silent } from './support.js';

const pay = operation({
  id: 'makePayment',
  method: 'POST',
  path: '/payments',
  params: [parameter(header, 'Idempotency-Key', { key: 'idempotencyKey' })],
  body: { encode: jsonBody, type: 'application/json' },
  responses: { 200: json, 409: json },
  lost: outcomeUnknown,
  outcomeCheck: 'listPayments',
});
const failing = (cause: unknown): PlainConfiguration => answering(() => Promise.reject(cause));
const cut = new TypeError('fetch failed', {
  cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
});
const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:443') });

function ask(
  configuration: Configuration | PlainConfiguration,
  request: object = { body: 1 },
  options?: CallOptions,
  described: Operation = pay,
): Promise<unknown> {
  return call(configuration, described, request as never, options);
}

describe('a change of which nobody knows whether it had its effect is an OutcomeUnknownError', () => {
  test.each<[string, PlainConfiguration, string]>([
    ['cut', failing(cut), 'network'],
    ['out of time', { ...silent, timeoutMs: 1 }, 'timeout'],
    ['out of time for all attempts', { ...silent, deadlineMs: 1 }, 'timeout'],
    [
      'cut in the body of a success',
      answering(new Response(hanging('{').response.body), { timeoutMs: 1 }),
      'timeout',
    ],
  ])('%s', async (_title, configuration, code) => {
    const error = await rejection(ask(configuration));
    expect(error).toMatchObject({
      name: 'OutcomeUnknownError',
      code: 'outcome_unknown',
      operationId: 'makePayment',
      method: 'POST',
      path: '/payments',
      outcomeCheck: 'listPayments',
      cause: { name: 'FetchError', code },
    });
    expect(error.message).toBe(
      'makePayment: POST /payments may have taken effect: ask listPayments before it is sent again',
    );
  });

  test('also where the body is read later', async () => {
    const answer = await send(answering(hanging('{').response, { timeoutMs: 1 }), pay, { body: 1 } as never);
    expect(await rejection(answer.value())).toMatchObject({ name: 'OutcomeUnknownError' });
  });

  test('without a check in the description the error names none', async () => {
    const { outcomeCheck: _none, ...described } = pay;
    const error = await rejection(ask(failing(cut), { body: 1 }, undefined, described));
    expect(error.message).toBe(
      'makePayment: POST /payments may have taken effect: find out before it is sent again',
    );
    expect(JSON.parse(JSON.stringify(error))).not.toHaveProperty('outcomeCheck');
  });

  test('also where a hook looks at the error and throws it again', async () => {
    const onError = ({ error }: { error: unknown }): never => {
      throw error;
    };
    const configuration = new Configuration({ ...failing(cut), middleware: [{ onError }] });
    expect(await rejection(ask(configuration))).toMatchObject({ name: 'OutcomeUnknownError' });
  });
});

describe('it is no such error where one knows', () => {
  test.each<[string, PlainConfiguration, object]>([
    ['nobody listened', failing(refused), { name: 'FetchError', code: 'connection' }],
    ['the name is unknown', failing(new Error('getaddrinfo ENOTFOUND h.test')), { code: 'dns' }],
    ['the certificate is wrong', failing(new Error('self-signed certificate')), { code: 'tls' }],
    [
      'the server said no',
      answering(Response.json(1, { status: 409 })),
      { name: 'ResponseError', status: 409 },
    ],
    ['the server said no, and then nothing', answering(said409(), { timeoutMs: 1 }), { status: 409 }],
    ['the answer is not as described', answering(new Response('<html>')), { name: 'ResponseFormatError' }],
  ])('%s', async (_title, configuration, expected) => {
    expect(await rejection(ask(configuration))).toMatchObject(expected);
  });

  test('nothing was sent', async () => {
    expect(await rejection(ask(failing(cut), { body: () => 1 }))).toMatchObject({ name: 'RequestError' });
    const expired = { signal: AbortSignal.abort(new DOMException('x', 'TimeoutError')) };
    expect(await rejection(ask(silent, { body: 1 }, expired))).toMatchObject({
      name: 'FetchError',
      code: 'timeout',
    });
  });

  test('the caller gave up, and knows that', async () => {
    const controller = new AbortController();
    const asked = rejection(ask(silent, { body: 1 }, { signal: controller.signal }));
    await new Promise(setImmediate);
    controller.abort();
    expect(await asked).toMatchObject({ name: 'FetchError', code: 'aborted' });
  });

  test.each<[string, object, CallOptions | undefined, PlainConfiguration]>([
    ['of the request', { body: 1, idempotencyKey: 'k' }, undefined, {}],
    ['of the call', { body: 1 }, { headers: { 'IDEMPOTENCY-KEY': 'k' } }, {}],
    ['of the configuration', { body: 1 }, undefined, { headers: { 'Idempotency-Key': 'k' } }],
  ])('with an Idempotency-Key %s it can be sent again', async (_title, request, options, more) => {
    const configuration = { ...failing(cut), ...more };
    expect(await rejection(ask(configuration, request, options))).toMatchObject({
      name: 'FetchError',
      code: 'network',
    });
  });

  test('an operation that does not say so, such as a GET, has none', async () => {
    const { lost: _none, ...described } = pay;
    expect(await rejection(ask(failing(cut), { body: 1 }, undefined, described))).toMatchObject({
      name: 'FetchError',
    });
  });

  test('an error of another operation passes: a hook or fetchApi that calls one is not this change', async () => {
    const other = { id: 'getToken', method: 'POST', path: '/token' };
    for (const error of [
      new FetchError(other, cut),
      new ResponseError(other, new Response(null, { status: 401 })),
    ]) {
      expect(await rejection(ask(failing(error)))).toBe(error);
    }
  });
});

function said409(): Response {
  return hanging('{', { status: 409, headers: { 'content-type': 'application/json' } }).response;
}
