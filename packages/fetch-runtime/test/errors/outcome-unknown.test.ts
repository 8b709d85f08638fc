import { inspect } from 'node:util';
import {
  type CallOptions,
  Configuration,
  call,
  FetchError,
  header,
  isOutcomeUnknown,
  json,
  jsonBody,
  type Middleware,
  type Operation,
  outcomeUnknown,
  type PlainConfiguration,
  ResponseError,
  send,
  withRetry,
} from '../../src/index.js';
import { jumping } from '../clock.js';
import { answering, hanging, operation, parameter, rejection, silent } from '../support.js';

const pay = operation({
  id: 'makePayment',
  method: 'POST',
  path: '/payments',
  params: [parameter(header, 'Idempotency-Key', { key: 'idempotencyKey' })],
  body: { encode: jsonBody, type: 'application/json' },
  responses: { 200: json, 409: json },
  onOutcomeUnknown: outcomeUnknown,
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
    const error = await jumping(() => rejection(ask(configuration)));
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
    expect(await jumping(() => rejection(answer.value()))).toMatchObject({ name: 'OutcomeUnknownError' });
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

describe('the caller who gives up while a change is under way does not know either', () => {
  test.each<[string, unknown, string]>([
    ['by an abort', undefined, 'aborted'],
    ['by a reason of the own', new Error('user left'), 'aborted'],
    ['by a time limit', new DOMException('x', 'TimeoutError'), 'timeout'],
  ])('%s', async (_title, reason, code) => {
    const controller = new AbortController();
    const asked = rejection(ask(silent, { body: 1 }, { signal: controller.signal }));
    await new Promise(setImmediate);
    controller.abort(reason);
    expect(await asked).toMatchObject({ name: 'OutcomeUnknownError', cause: { name: 'FetchError', code } });
  });

  test('also between the head and the body of the answer, and while the body is read later', async () => {
    const controller = new AbortController();
    const options = { signal: controller.signal };
    const answer = await send(answering(hanging('{').response), pay, { body: 1 } as never, options);
    const value = rejection(answer.value());
    controller.abort();
    expect(await value).toMatchObject({ name: 'OutcomeUnknownError', cause: { code: 'aborted' } });
  });
});

const html = (status: number): Response => new Response('<html>', { status });

describe('an answer that does not tell says so, and keeps its class, its status and its body', () => {
  test.each([301, 302, 303, 502, 503, 504, 520, 521, 524, 529, 598, 599])(
    '%d: from a gateway, or a redirect after the change',
    async (status) => {
      const body = { code: 7 };
      const described = { ...pay, responses: { 200: json, default: json } };
      const error = await rejection(
        ask(answering(Response.json(body, { status })), { body: 1 }, {}, described),
      );
      expect(error).toMatchObject({
        name: 'ResponseError',
        code: 'http_status',
        status,
        body,
        outcomeUnknown: true,
        outcomeCheck: 'listPayments',
      });
      expect(isOutcomeUnknown(error)).toBe(true);
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({
        outcomeUnknown: true,
        outcomeCheck: 'listPayments',
      });
      expect(inspect(error)).toContain('outcomeUnknown: true');
    },
  );

  test('a redirect that a browser hides, which has the status 0', async () => {
    const opaque = Object.defineProperties(new Response(), { status: { value: 0 }, ok: { value: false } });
    expect(isOutcomeUnknown(await rejection(ask(answering(opaque))))).toBe(true);
  });

  test.each<[string, PlainConfiguration, string]>([
    ['HTML instead of JSON', answering(html(200)), 'invalid_json'],
    ['nothing', answering(new Response('')), 'empty_body'],
    ['too much', answering(Response.json('x'.repeat(100)), { maxResponseBytes: 50 }), 'too_large'],
    ['no text', answering(new Response(Uint8Array.of(0xff))), 'invalid_utf8'],
  ])('a success whose body is %s', async (_title, configuration, reason) => {
    const error = await rejection(ask(configuration));
    expect(error).toMatchObject({
      name: 'ResponseFormatError',
      reason,
      outcomeUnknown: true,
      outcomeCheck: 'listPayments',
    });
    expect(isOutcomeUnknown(error)).toBe(true);
  });

  test('a success whose body the platform cannot read', async () => {
    const bare = { ok: true, status: 200, headers: new Headers() } as Response;
    const error = await rejection(ask({ fetchApi: async () => bare }));
    expect(error).toMatchObject({
      name: 'PlatformError',
      outcomeUnknown: true,
      outcomeCheck: 'listPayments',
    });
  });

  test('also where the body is read later', async () => {
    const answer = await send(answering(html(201)), pay, { body: 1 } as never);
    expect(isOutcomeUnknown(await rejection(answer.value()))).toBe(true);
  });

  test('also where a hook has read the body', async () => {
    const post = async ({ response }: { response: Response }): Promise<void> => void (await response.text());
    const configuration = new Configuration({ ...answering(Response.json(1)), middleware: [{ post }] });
    expect(await rejection(ask(configuration))).toMatchObject({
      reason: 'body_already_read',
      outcomeUnknown: true,
    });
  });

  test('without a check in the description it names none', async () => {
    const { outcomeCheck: _none, ...described } = pay;
    const error = await rejection(ask(answering(html(502)), { body: 1 }, undefined, described));
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(error.outcomeCheck).toBeUndefined();
  });

  test('with retries it is sent once', async () => {
    for (const status of [502, 503, 504, 200]) {
      const fetchApi = jest.fn(async () => html(status));
      const retry = withRetry(fetchApi, { sleep: async () => undefined });
      expect(isOutcomeUnknown(await rejection(ask({ fetchApi: retry })))).toBe(true);
      expect(fetchApi).toHaveBeenCalledTimes(1);
    }
  });
});

describe('one predicate for all forms', () => {
  test('tells them apart from everything that is known', async () => {
    const lost = await rejection(ask(failing(cut)));
    expect(isOutcomeUnknown(lost)).toBe(true);
    for (const known of [
      await rejection(ask(failing(refused))),
      await rejection(ask(answering(Response.json(1, { status: 409 })))),
      await rejection(ask(answering(html(500)))),
      await rejection(ask(answering(html(502)), { body: 1, idempotencyKey: 'k' })),
      await rejection(ask(answering(html(200)), { body: 1, idempotencyKey: 'k' })),
      new Error('outcomeUnknown'),
      undefined,
      null,
      'outcomeUnknown',
    ]) {
      expect(isOutcomeUnknown(known)).toBe(false);
    }
  });

  test('gives the type that names the check', async () => {
    const error: unknown = await rejection(ask(failing(cut)));
    const outcomeCheck: string | undefined = isOutcomeUnknown(error) ? error.outcomeCheck : 'unknown';
    expect(outcomeCheck).toBe('listPayments');
  });

  test('is false of what an operation answers that does not change anything, whatever that is', async () => {
    const { onOutcomeUnknown: _none, ...described } = pay;
    for (const answer of [html(502), html(200)])
      expect(isOutcomeUnknown(await rejection(ask(answering(answer), { body: 1 }, {}, described)))).toBe(
        false,
      );
  });
});

describe('the requests of a hook', () => {
  const again: Middleware = {
    post: ({ response, fetch, url, init }) => (response.status === 401 ? fetch(url, init) : undefined),
  };
  /** A first answer of 401, after which the hook sends the request once more. */
  const asked = (failure: Error): Promise<Error> => {
    const fetchApi = jest.fn(async (): Promise<Response> => Promise.reject(failure));
    fetchApi.mockResolvedValueOnce(new Response(null, { status: 401 }));
    return rejection(ask(new Configuration({ fetchApi, middleware: [again] })));
  };

  test('that send the change once more leave it in doubt where they are cut', async () => {
    expect(await asked(cut)).toMatchObject({ name: 'OutcomeUnknownError', cause: { code: 'network' } });
  });

  test('and not where they find no connection', async () => {
    expect(await asked(refused)).toMatchObject({ name: 'FetchError', code: 'connection' });
  });

  const tokens: Middleware['post'] = async ({ fetch }) => {
    await fetch('https://login.example.test/token', { method: 'POST' });
  };
  const statuses = [200, 202, 302, 502, 503, 504];

  test.each(statuses)('do not take the doubt from a change that was answered %i before', async (status) => {
    for (const failure of [refused, cut]) {
      const fetchApi = jest.fn(async (): Promise<Response> => Promise.reject(failure));
      fetchApi.mockResolvedValueOnce(new Response('1', { status }));
      const error = await rejection(ask(new Configuration({ fetchApi, middleware: [{ post: tokens }] })));
      expect(error).toMatchObject({ name: 'OutcomeUnknownError', cause: { name: 'FetchError' } });
    }
  });

  test('do not take the doubt from a change that was cut before', async () => {
    const again: Middleware = { onError: async ({ fetch, url, init }) => fetch(url, init) };
    for (const failure of [refused, cut]) {
      const fetchApi = jest.fn(async (): Promise<Response> => Promise.reject(failure));
      fetchApi.mockRejectedValueOnce(cut);
      const error = await rejection(ask(new Configuration({ fetchApi, middleware: [again] })));
      expect(error).toMatchObject({ name: 'OutcomeUnknownError', cause: { name: 'FetchError' } });
    }
  });
});

describe('a hook that makes an error of its own of a failure does not hide the doubt', () => {
  class VendorError extends Error {}
  const mapped: Middleware = {
    onError: ({ error }) => {
      throw new VendorError('no answer', { cause: error });
    },
    post: ({ response }) => {
      if (!response.ok) throw new VendorError(`HTTP ${response.status}`);
    },
  };
  const asked = (outcome: Error | number, hook = mapped, request: object = { body: 1 }): Promise<Error> => {
    const fetchApi = async (): Promise<Response> => {
      if (typeof outcome !== 'number') throw outcome;
      return new Response(null, { status: outcome });
    };
    return rejection(ask(new Configuration({ fetchApi, middleware: [hook] }), request));
  };

  test.each<[string, Error | number]>([
    ['a cut', cut],
    ['a 502', 502],
    ['a 504', 504],
    ['a redirect', 302],
  ])('of %s: it comes out as it is, but says so', async (_title, outcome) => {
    const error = await asked(outcome);
    expect(error).toBeInstanceOf(VendorError);
    expect(error).toMatchObject({ outcomeUnknown: true, outcomeCheck: 'listPayments' });
    expect(isOutcomeUnknown(error)).toBe(true);
  });

  test.each<[string, Error | number]>([
    ['nobody listened', refused],
    ['the server said no', 409],
    ['the server failed, and says that itself', 500],
  ])('and there is none where %s', async (_title, outcome) => {
    const error = await asked(outcome);
    expect(error).toBeInstanceOf(VendorError);
    expect(error).not.toHaveProperty('outcomeUnknown');
  });

  test('nor with an Idempotency-Key, nor where the hook says that it knows, nor of a success that it refuses', async () => {
    expect(isOutcomeUnknown(await asked(cut, mapped, { body: 1, idempotencyKey: 'k' }))).toBe(false);
    const knowing: Middleware = {
      onError: () => {
        throw Object.assign(new VendorError('looked it up'), { outcomeUnknown: false });
      },
    };
    expect(isOutcomeUnknown(await asked(cut, knowing))).toBe(false);
    const refusing: Middleware = {
      post: () => {
        throw new VendorError('the payment was declined');
      },
    };
    expect(isOutcomeUnknown(await asked(200, refusing))).toBe(false);
  });

  test('what nothing can be added to comes out as it is', async () => {
    for (const thrown of [Object.freeze(new VendorError('x')), 'x', null]) {
      const onError = (): never => {
        throw thrown;
      };
      expect(await asked(cut, { onError })).toBe(thrown);
    }
  });
});

describe('a change that a hook sends once more', () => {
  /** Ends as told, one after the other; after each of them but the last the hook sends it again. */
  const asked = (outcomes: readonly (Error | number)[], address = (url: string) => url): Promise<Error> => {
    const left = [...outcomes];
    const fetchApi = async (): Promise<Response> => {
      const outcome = left.shift()!;
      if (typeof outcome !== 'number') throw outcome;
      return new Response(null, { status: outcome });
    };
    const again: Middleware['post'] = async ({ fetch, url, init }) => {
      let response: Response | undefined;
      while (left.length > 1) response = await fetch(address(url), init).catch(() => undefined);
      return left.length > 0 ? fetch(address(url), init) : response;
    };
    return rejection(ask(new Configuration({ fetchApi, middleware: [{ post: again }] })));
  };
  const doubt = { name: 'OutcomeUnknownError' };

  test.each<[string, (Error | number)[]]>([
    ['was cut', [401, cut, refused]],
    ['was done', [401, 200, refused]],
    ['was cut after it found nobody', [401, refused, cut, refused]],
    ['was answered by a gateway', [500, 502, refused]],
  ])('stays in doubt where one of these %s, whatever the last of them says', async (_title, outcomes) => {
    expect(await asked(outcomes)).toMatchObject(doubt);
    const elsewhere = (url: string): string => `${url.replace('api.', 'api2.')}?signature=1`;
    expect(await asked(outcomes, elsewhere)).toMatchObject(doubt);
  });

  test('is not where it was refused each time, or found nobody', async () => {
    expect(await asked([401, 409, refused])).toMatchObject({ name: 'FetchError', code: 'connection' });
    expect(await asked([401, refused, refused])).toMatchObject({ name: 'FetchError', code: 'connection' });
  });

  test('is not by the token that the hook has got before it', async () => {
    const left: (Error | number)[] = [401, 200, refused];
    const fetchApi = async (): Promise<Response> => {
      const outcome = left.shift()!;
      if (typeof outcome !== 'number') throw outcome;
      return new Response(null, { status: outcome });
    };
    const post: Middleware['post'] = async ({ fetch, url, init }) => {
      await fetch('https://login.example.test/token', { method: 'POST' });
      return fetch(url, init);
    };
    const error = await rejection(ask(new Configuration({ fetchApi, middleware: [{ post }] })));
    expect(error).toMatchObject({ name: 'FetchError', code: 'connection' });
  });
});

test('after the head of an answer no word of an error says that nothing was sent', async () => {
  const words = [
    'connect ECONNREFUSED 127.0.0.1:443',
    'getaddrinfo ENOTFOUND api.example.test',
    'certificate has expired',
    'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
  ];
  for (const word of words) {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error(word)) });
    const error = await rejection(ask(answering(new Response(body))));
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', cause: { name: 'FetchError' } });
  }
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
  ])('%s', async (_title, configuration, expected) => {
    expect(await jumping(() => rejection(ask(configuration)))).toMatchObject(expected);
  });

  test('nothing was sent', async () => {
    expect(await rejection(ask(failing(cut), { body: () => 1 }))).toMatchObject({ name: 'RequestError' });
    const expired = { signal: AbortSignal.abort(new DOMException('x', 'TimeoutError')) };
    expect(await rejection(ask(silent, { body: 1 }, expired))).toMatchObject({
      name: 'FetchError',
      code: 'timeout',
    });
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
    const { onOutcomeUnknown: _none, ...described } = pay;
    expect(await rejection(ask(failing(cut), { body: 1 }, undefined, described))).toMatchObject({
      name: 'FetchError',
    });
  });

  test('an error of another operation passes: a hook or fetchApi that calls one is not this change', async () => {
    const other = { id: 'getToken', method: 'POST', path: '/token' };
    for (const error of [
      new FetchError(other, cut),
      new ResponseError(other, new Response(null, { status: 401 })),
      new ResponseError(other, new Response(null, { status: 502 })),
    ]) {
      expect(await rejection(ask(failing(error)))).toBe(error);
      expect(isOutcomeUnknown(error)).toBe(false);
    }
  });
});

function said409(): Response {
  return hanging('{', { status: 409, headers: { 'content-type': 'application/json' } }).response;
}
