import { createDecipheriv, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Clock } from '../../src/index.js';
import { troubles } from '../troubles.js';
import type { Vendor } from '../vendor.js';
import { wrongSignature } from './oauth1.js';

export interface FakePloOptions {
  readonly clock: Clock;
  readonly fiId: string;
  readonly key: Buffer;
  readonly iv: Buffer;
  /** With it, requests must be signed. */
  readonly publicKey?: KeyObject | undefined;
}

export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
}

/** What to do with a request in place of what the vendor does; `lost` breaks the connection. */
export type Reply = 'lost' | 'silence' | { status: number; body?: unknown; headers?: Record<string, string> };

export interface FakePlo {
  /** With the path of production. */
  readonly url: string;
  /** All requests, oldest first. */
  readonly arrived: readonly Arrived[];
  readonly logins: readonly Arrived[];
  readonly calls: readonly Arrived[];
  /** How many requests were answered with 401 or 403. */
  readonly refused: number;
  readonly next: Vendor['next'];
  /** The cardholders that logins were for, in order. */
  readonly users: readonly string[];
  /** Makes tokens invalid. */
  killTokens(): void;
  /** Before the vendor's answer; `undefined` leaves it to that. */
  instead: (request: Arrived) => Reply | undefined;
  close(): Promise<void>;
}

/**
 * PLO, as its documents describe it. Inferred, on the strict side: AuthInfo is good for five minutes and for one
 * login, and the codes of errors.
 */
export async function fakePlo({ clock, fiId, key, iv, publicKey }: FakePloOptions): Promise<FakePlo> {
  const arrived: Arrived[] = [];
  const users: string[] = [];
  const used = new Set<string>();
  const nonces = new Set<string>();
  let tokens = new Set<string>();
  let issued = 0;
  let refusals = 0;
  const { next, answer } = troubles();

  function refused(status: number, Source: string, ReasonCode: string): Reply {
    const error = { Source, ReasonCode, Description: 'Not so', Recoverable: false };
    return { status, body: { Errors: { Error: [error] } } };
  }

  function login(query: URLSearchParams): Reply {
    const authInfo = query.get('AuthInfo') ?? '';
    const [userId = '', fi, time] = decrypted(authInfo).split(':');
    const isFresh = Math.abs(Number(time) * 1_000 - clock.nowMs()) < 300_000;
    if (fi !== fiId || !isFresh || used.has(authInfo)) return refused(400, 'AuthInfo', 'INVALID_PARAMETER');
    used.add(authInfo);
    users.push(userId);
    issued += 1;
    const token = `token-${issued}+of/${userId}=`;
    tokens.add(token);
    const Status = { Code: '600', Message: 'Success' };
    return { status: 200, body: { Response: { Status, UserToken: { Token: token } } } };
  }

  function decrypted(authInfo: string): string {
    try {
      const decipher = createDecipheriv('aes-128-cbc', key, iv);
      return decipher.update(authInfo, 'hex', 'utf8') + decipher.final('utf8');
    } catch {
      return '';
    }
  }

  function vendor({ path, query }: Arrived): Reply {
    if (query.get('FId') !== fiId) return refused(403, 'FId', 'NOT_PERMITTED');
    if (path === '/plo/v1/usertoken') return login(query);
    if (!tokens.has(query.get('UserToken') ?? '')) return refused(401, 'UserToken', 'INVALID_TOKEN');
    const Response = {
      Status: { Code: '600', Message: 'Success' },
      TotalCount: 0,
      Items: { MatchedOffer: [] },
    };
    return { status: 200, body: { Response } };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers } = request;
    const url = `http://${headers.host}${request.url}`;
    const { pathname, searchParams } = new URL(url);
    const { authorization } = headers;
    const one = { method, path: pathname, query: searchParams, authorization };
    const body = await text(request);
    arrived.push(one);
    const signed = { method, url, authorization, body };
    const wrong = publicKey === undefined ? undefined : wrongSignature(signed, publicKey, nonces);
    await answer(response, async () => {
      const reply =
        wrong === undefined
          ? (fake.instead(one) ?? vendor(one))
          : refused(401, 'Gateway', wrong === 'another body' ? 'INVALID_BODY_HASH' : 'AUTHENTICATION_FAILED');
      if (typeof reply === 'string') return reply;
      if (reply.status === 401 || reply.status === 403) refusals += 1;
      const headers = { 'content-type': 'application/json', ...reply.headers };
      return { status: reply.status, headers, body: JSON.stringify(reply.body ?? {}) };
    });
  }

  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const isLogin = ({ path }: Arrived): boolean => path === '/plo/v1/usertoken';
  const fake: FakePlo = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/plo/v1`,
    arrived,
    ...{ users, next },
    get refused() {
      return refusals;
    },
    get logins() {
      return arrived.filter(isLogin);
    },
    get calls() {
      return arrived.filter((request) => !isLogin(request));
    },
    killTokens() {
      tokens = new Set();
    },
    instead: () => undefined,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return fake;
}
