import { afterEach, describe, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { commerceConnectAuth } from '../../src/commerce-connect/index.js';
import { finicityAuth } from '../../src/finicity/index.js';
import { drain } from '../../src/http/drain.js';
import { sendOnce } from '../../src/http/send-once.js';
import {
  type AccessToken,
  type AnsweredRequest,
  AuthError,
  createAuthMiddleware,
  headerCarrier,
  TOKEN_PLACEHOLDER,
} from '../../src/index.js';
import { mailinaboxAuth } from '../../src/mailinabox/index.js';
import { rejection } from '../support.js';
import { settled } from '../token/support.js';

const KIB = 1024;

interface Seen {
  readonly response: Response;
  readonly bytes: number;
  /** `open`: neither read to its end nor cancelled, so its connection serves nobody. */
  readonly end: 'open' | 'read' | 'cancelled';
}

/** A response whose body says how it ends. It gives a KiB at a time, as it is asked for. */
function bodyOf(kibibytes: number, status = 200): Seen {
  const seen = { bytes: 0, end: 'open' as Seen['end'] };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (seen.bytes === kibibytes * KIB) {
          seen.end = 'read';
          return controller.close();
        }
        seen.bytes += KIB;
        controller.enqueue(new Uint8Array(KIB));
      },
      cancel() {
        seen.end = 'cancelled';
      },
    },
    { highWaterMark: 0 },
  );
  return Object.assign(seen, { response: new Response(body, { status }) });
}

describe('a body that nobody wants', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  test('is read to its end up to 64 KiB, and cancelled beyond, of whatever length it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 200 }), async (kibibytes) => {
        const seen = bodyOf(kibibytes);
        await drain(seen.response);
        expect(seen.end).toBe(kibibytes <= 64 ? 'read' : 'cancelled');
        expect(seen.bytes).toBeLessThanOrEqual(65 * KIB);
      }),
    );
  });

  test('is cancelled when it does not end within a second', async () => {
    jest.useFakeTimers();
    let isCancelled = false;
    const cancel = (): void => {
      isCancelled = true;
    };
    const drained = drain(new Response(new ReadableStream({ cancel })));
    await jest.advanceTimersByTimeAsync(999);
    expect(isCancelled).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await drained;
    expect([isCancelled, jest.getTimerCount()]).toEqual([true, 0]);
  });

  test('may break off, be read by others, or be no stream: nothing fails, and no timer is left', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const broken = new ReadableStream({ pull: () => Promise.reject(new Error('broken')) });
    const locked = new Response('text');
    locked.body?.getReader();
    const bodies = [new Response(broken), locked, new Response(null), {} as Response];
    for (const response of [...bodies, { body: {} } as Response]) {
      expect(await drain(response)).toBeUndefined();
    }
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('the connection serves the next call', () => {
  const token = (value: string): AccessToken => ({ token: value, isExpired: false }) as AccessToken;

  /** The first answer proves that T1 is dead; then comes `second`, with the token that `renewed` gives. */
  async function retried(
    second: Response,
    renewed: () => AccessToken = () => token('T2'),
  ): Promise<{ first: Seen; got: unknown }> {
    const first = bodyOf(5, 401);
    let asked = 0;
    const getToken = async (): Promise<AccessToken> => (++asked === 1 ? token('T1') : renewed());
    const auth = createAuthMiddleware({
      tokens: { getToken, invalidate: () => true },
      carrier: headerCarrier('app-token'),
      provider: 'acme',
      basePath: 'https://api.example.test',
      isExpired: () => true,
    });
    const url = 'https://api.example.test/things';
    const request = await auth.pre({ url, init: { headers: { 'app-token': TOKEN_PLACEHOLDER } } });
    const fetch = async (): Promise<Response> => second;
    const got = await auth
      .post({ ...request!, response: first.response, fetch })
      .catch((error: unknown) => error);
    await settled();
    return { first, got };
  }

  test('of an answer in whose place a second one is given', async () => {
    const second = bodyOf(5);
    const { first, got } = await retried(second.response);
    expect([got, first.end, second.end]).toEqual([second.response, 'read', 'open']);
  });

  test('of a second one that is refused as well, and the first is given unread', async () => {
    const second = bodyOf(5, 401);
    const { first, got } = await retried(second.response);
    expect([got, first.end, second.end]).toEqual([undefined, 'open', 'read']);
  });

  test('of an answer after which no login succeeds', async () => {
    const { first, got } = await retried(bodyOf(5).response, () => {
      throw new AuthError('provider_unavailable', 'acme: down');
    });
    expect(got).toMatchObject({ code: 'provider_unavailable' });
    expect(first.end).toBe('read');
  });

  test('of a login that is answered with a redirect', async () => {
    const seen = bodyOf(5, 307);
    const options = { provider: 'acme', fetch: async () => seen.response, timeoutMs: 60_000 };
    expect(await rejection(sendOnce('https://api.example.test', {}, options))).toMatchObject({ status: 307 });
    await settled();
    expect(seen.end).toBe('read');
  });
});

describe('a response that a helper throws an error for is read to its end', () => {
  type Hooks = readonly [
    {
      pre(request: {
        url: string;
        init: RequestInit;
      }): Promise<{ url: string; init: RequestInit } | undefined>;
      post(context: AnsweredRequest): Promise<Response | undefined>;
    },
  ];
  const json = (body: object, init: ResponseInit = {}): Response => Response.json(body, init);
  const credentials = { partnerSecret: 'a1-secret-of-a-test', appKey: 'app-key' };
  const box = (headers: Record<string, string>): Response =>
    json({ status: 'error', reason: 'a', long: 'x'.repeat(9_000) }, { status: 401, headers });
  const basic = { authorization: `Basic ${btoa('me@example.com:[redacted]')}` };
  const boxHooks = (): Hooks =>
    mailinaboxAuth({
      ...{ basePath: 'https://box.example.com/admin', email: 'me@example.com', password: 'secret' },
      fetch: async () => json({ status: 'ok', api_key: 'K1' }),
    }).configuration.middleware;

  test.each<[string, string, () => Hooks, string, Record<string, string>, Response]>([
    [
      'Finicity',
      'account_locked',
      () =>
        finicityAuth({ partnerId: '7', credentials, fetch: async () => json({ token: 'T1' }) }).configuration
          .middleware,
      'https://api.finicity.com/aggregation/v1/customers/7',
      { 'finicity-app-token': TOKEN_PLACEHOLDER },
      json({ code: '24302' }, { status: 500 }),
    ],
    [
      'Mail-in-a-Box, to an account that is no administrator',
      'forbidden',
      boxHooks,
      'https://box.example.com/admin/system/version',
      basic,
      box({ 'x-reason': 'You are not an administrator.' }),
    ],
    [
      'Mail-in-a-Box, right after the login',
      'token_expired',
      boxHooks,
      'https://box.example.com/admin/system/version',
      basic,
      box({ 'x-reason': 'Incorrect username or password' }),
    ],
    [
      'Commerce Connect, with HTTP 200',
      'request_rejected',
      () => {
        const [key, iv] = [32, 16].map((length) => Buffer.alloc(length, 1).toString('base64'));
        return commerceConnectAuth({ merchantId: '7', key: `${key}`, iv: `${iv}` }).configuration.middleware;
      },
      'https://test.fdconnect.com/FirstPayL2Services/getToken',
      { hmac: 'as it was sent' },
      json({ response: { errorCode: 'FPDR0001' } }),
    ],
  ])('%s: %s', async (_title, code, hooks, url, headers, response) => {
    const [{ pre, post }] = hooks();
    const init = { headers };
    const sent = (await pre({ url, init })) ?? { url, init };
    const fetch = async (): Promise<Response> => response;
    expect(await rejection(post({ ...sent, response, fetch }))).toMatchObject({ code });
    await settled();
    expect(response.bodyUsed).toBe(true);
  });
});
