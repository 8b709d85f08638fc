import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { troubles } from '../troubles.js';
import type { Vendor } from '../vendor.js';

export interface FakeFiservOptions {
  readonly merchantId: string;
  /** 32 bytes. */
  readonly key: Buffer;
  /** 16 bytes. */
  readonly iv: Buffer;
  /** Whether `keyValue` and `ivValue` must be there, as documented. Default: true. */
  readonly wantsKey?: boolean;
}

export interface Arrived {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What was in `encryptData`; `undefined` when it cannot be decrypted to JSON. */
  readonly payload: Record<string, unknown> | undefined;
}

/** What to do with a request in place of what the gateway does. `cut` breaks off in the body, `lost` before it. */
export type Reply = 'lost' | 'cut' | { status: number; body?: unknown; headers?: Record<string, string> };

export interface FakeFiserv {
  readonly origin: string;
  /** With the path of the acceptance test. */
  readonly url: string;
  readonly arrived: readonly Arrived[];
  /** `transactionDetails` of the payments that were taken; the number in a session begins with 1. */
  readonly orders: readonly Readonly<Record<string, unknown>>[];
  readonly next: Vendor['next'];
  instead: (request: Arrived) => Reply | undefined;
  /** What comes back through the browser: in the query of `resultURL`, encoded as a form. */
  result(fields: object): string;
  close(): Promise<void>;
}

/** The gateway as its documents and its clients describe it: errors come with HTTP 200. */
export async function fakeFiserv(options: FakeFiservOptions): Promise<FakeFiserv> {
  const { merchantId, key, iv, wantsKey = true } = options;
  const keyText = key.toString('base64');
  const arrived: Arrived[] = [];
  const orders: Record<string, unknown>[] = [];
  const { next, answer } = troubles();

  function decrypted(body: string): Record<string, unknown> | undefined {
    try {
      const decipher = createDecipheriv('aes-256-cbc', key, iv);
      const { encryptData } = JSON.parse(body);
      return JSON.parse(decipher.update(encryptData, 'base64', 'utf8') + decipher.final('utf8'));
    } catch {
      return undefined;
    }
  }

  function hasHmac({ headers, payload }: Arrived): boolean {
    const { clientTransactionId, amount, currencyCode } = Object(payload?.transactionDetails);
    const message = `${merchantId}${clientTransactionId}${amount}${currencyCode}${keyText}`;
    const expected = createHmac('sha512', keyText).update(message).digest();
    const given = Buffer.from(`${headers.hmac}`, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  function refused(errorCode: string, errorMessage: string): Reply {
    return { status: 200, body: { response: { errorCode, errorMessage } } };
  }

  function token(request: Arrived): Reply {
    const { headers, payload } = request;
    const hasKey = headers.keyvalue === keyText && headers.ivvalue === iv.toString('base64');
    if (wantsKey && !hasKey) return refused('FPDR0001', 'Key is not valid');
    if (headers.merchantid !== merchantId) return refused('FPDR0002', 'Merchant is not valid');
    if ((headers.hmac ?? '') === '') return refused('FPDR4002', 'HMAC is empty');
    if (payload === undefined) return refused('FPDR0003', 'Cannot decrypt');
    if (!hasHmac(request)) return refused('FPDR4002', 'HMAC does not fit');
    orders.push(Object(payload.transactionDetails));
    return { status: 200, body: { response: { sessionTokenId: `session-${orders.length}` } } };
  }

  function inquiry({ headers, payload }: Arrived): Reply {
    const isSecret = headers.keyvalue !== undefined || headers.ivvalue !== undefined;
    if (isSecret || headers.merchantid !== merchantId || payload === undefined) {
      return { status: 200, body: { errorCode: 'FPDR0005', errorMessage: 'Not so' } };
    }
    return { status: 200, body: { merchantId, fpTransactionId: `of ${payload.merchantTxnId}` } };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', headers } = request;
    const one: Arrived = { path: url, headers, payload: decrypted(await text(request)) };
    arrived.push(one);
    await answer(response, async () => {
      const reply = fake.instead(one) ?? (url.endsWith('/getToken') ? token(one) : inquiry(one));
      if (typeof reply === 'string') return reply;
      const headers = { 'content-type': 'application/json', ...reply.headers };
      return { status: reply.status, headers, body: JSON.stringify(reply.body ?? {}) };
    });
  }

  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeFiserv = {
    origin,
    url: `${origin}/FirstPayL2Services`,
    ...{ arrived, orders, next },
    instead: () => undefined,
    result(fields) {
      const cipher = createCipheriv('aes-256-cbc', key, iv);
      const encData = cipher.update(JSON.stringify(fields), 'utf8', 'base64') + cipher.final('base64');
      return `${new URLSearchParams({ encData, merchantId })}`;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return fake;
}
