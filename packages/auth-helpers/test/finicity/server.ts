import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Clock } from '../../src/index.js';
import { troubles, type WireAnswer } from '../troubles.js';
import type { Vendor } from '../vendor.js';
import type { Envelope } from './vendor.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MAX_FAILURES = 5;
const AUTHENTICATION = '/aggregation/v2/partners/authentication';

export interface FakeFinicityOptions {
  readonly clock: Clock;
  readonly partnerId: string;
  readonly partnerSecret: string;
  readonly appKey: string;
  /** Default: 500. */
  readonly lockedStatus?: 401 | 500 | undefined;
}

export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly appKey: string | undefined;
  readonly token: string | undefined;
  readonly body: string;
}

/** What to do with a request in place of what the vendor does; `lost` breaks the connection. */
export type Reply = 'lost' | 'silence' | { status: number; body?: unknown; headers?: Record<string, string> };

function onTheWire({ status, body, headers }: Exclude<Reply, string>): WireAnswer {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain' : 'application/json';
  const text = isText ? body : (JSON.stringify(body) ?? '');
  return { status, headers: { 'content-type': type, ...headers }, body: text };
}

export interface FakeFinicity {
  readonly url: string;
  /** All requests, oldest first. */
  readonly arrived: readonly Arrived[];
  /** POSTs and PUTs of the authentication, rejected ones included. */
  readonly logins: readonly Arrived[];
  readonly changes: readonly Arrived[];
  /** Calls other than those. */
  readonly calls: readonly Arrived[];
  /** Of the five that lock the account. */
  readonly failures: number;
  /** Calls that came with a token which has been issued and has died. */
  readonly deadTokensSent: number;
  /** How errors of calls are written. */
  envelope: Envelope;
  /** The secrets that are valid now. */
  secrets(): string[];
  /** Makes tokens invalid before their time. */
  killTokens(): void;
  /** The secret is changed by somebody else. */
  changeSecret(newSecret: string, immediate: boolean): void;
  lock(): void;
  unlock(): void;
  readonly next: Vendor['next'];
  /** Before the vendor's answer; `undefined` leaves it to that. */
  instead: (request: Arrived) => Reply | undefined;
  /** After the request has taken effect. */
  after: (request: Arrived) => Reply | undefined | Promise<Reply | undefined>;
  close(): Promise<void>;
}

/**
 * Finicity, as its documents describe it: a token lives for 120 minutes, five failed logins lock the account, which
 * is told with HTTP 500, and an old secret works for 30 days unless the change is immediate. Inferred, on the strict
 * side: nothing but the support resets the count of failures, calls of a locked account are refused, and a new token
 * does not end the ones before it.
 */
export async function fakeFinicity(options: FakeFinicityOptions): Promise<FakeFinicity> {
  const { clock, partnerId, appKey, lockedStatus = 500 } = options;
  const locked: Reply = { status: lockedStatus, body: { code: '24302', message: 'Your account is locked' } };
  const { next, answer } = troubles();
  const arrived: Arrived[] = [];
  /** When each token was issued. */
  let issuedMs = new Map<string, number>();
  const dead = new Set<string>();
  /** Until when each secret is valid. */
  let validUntilMs = new Map([[options.partnerSecret, Infinity]]);
  let failures = 0;
  let deadTokensSent = 0;

  function refused(status: number, code: number, message: string): Reply {
    if (fake.envelope === 'code') return { status, body: { code: `${code}`, message } };
    if (fake.envelope === 'code as number') return { status, body: { code, message } };
    const error =
      fake.envelope === 'ReasonCode'
        ? { Source: 'Partners', ReasonCode: code, Description: message }
        : { source: 'Partners', reasonCode: code, description: message };
    return { status, body: { Errors: { Error: [error] } } };
  }

  function authenticated(request: Arrived, then: (body: Record<string, unknown>) => Reply): Reply {
    if (failures >= MAX_FAILURES) return locked;
    if (request.appKey === undefined) return refused(401, 10026, 'Missing parameter (Finicity-App-Key)');
    if (request.appKey !== appKey) return { status: 401, body: 'Invalid (Finicity-App-Key)' };
    const body = JSON.parse(request.body) as Record<string, unknown>;
    if (body.partnerId !== partnerId) return { status: 404, body: { code: 12401, message: 'not found' } };
    if (fake.secrets().includes(`${body.partnerSecret}`)) return then(body);
    failures += 1;
    return failures >= MAX_FAILURES
      ? locked
      : { status: 401, body: { code: '10001', message: 'Invalid credentials' } };
  }

  function login(request: Arrived): Reply {
    return authenticated(request, () => {
      const token = `T${issuedMs.size + dead.size + 1}`;
      issuedMs.set(token, clock.nowMs());
      return { status: 200, body: { token } };
    });
  }

  function change(request: Arrived): Reply {
    return authenticated(request, ({ newPartnerSecret, immediate = true }) => {
      if (`${newPartnerSecret}`.length < 12) return refused(400, 24437, 'against the policy');
      fake.changeSecret(`${newPartnerSecret}`, immediate === true);
      return { status: 204 };
    });
  }

  function call(request: Arrived): Reply {
    const { token } = request;
    if (request.appKey === undefined) return refused(401, 10026, 'Missing parameter (Finicity-App-Key)');
    if (request.appKey !== appKey) return { status: 401, body: 'Invalid (Finicity-App-Key)' };
    if (token === undefined) return refused(401, 10024, 'Missing parameter (Finicity-App-Token)');
    if (failures >= MAX_FAILURES) return refused(401, 24302, 'Bad credentials');
    const sinceMs = issuedMs.get(token);
    const isExpired = sinceMs !== undefined && clock.nowMs() - sinceMs >= 120 * MINUTE_MS;
    if (isExpired || dead.has(token)) deadTokensSent += 1;
    if (isExpired) {
      return refused(401, fake.envelope === 'reasonCode' ? 1503 : 10023, 'Expired (Finicity-App-Token)');
    }
    if (sinceMs === undefined) return refused(401, 10022, 'Invalid (Finicity-App-Token)');
    const body = { id: '7004419250', username: 'rivera', type: 'active', createdDate: '1767312600' };
    return { status: 200, body };
  }

  function vendor(request: Arrived): Reply {
    if (request.path !== AUTHENTICATION) return call(request);
    return request.method === 'PUT' ? change(request) : login(request);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const one: Arrived = {
      method: `${request.method}`,
      path: `${request.url}`.split('?')[0]!,
      appKey: request.headers['finicity-app-key'] as string | undefined,
      token: request.headers['finicity-app-token'] as string | undefined,
      body: await text(request),
    };
    arrived.push(one);
    await answer(response, async () => {
      const told = fake.instead(one) ?? vendor(one);
      const reply = (await fake.after(one)) ?? told;
      return typeof reply === 'string' ? reply : onTheWire(reply);
    });
  }

  const of = (method: string): Arrived[] =>
    arrived.filter((request) => request.path === AUTHENTICATION && request.method === method);
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const fake: FakeFinicity = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    get logins() {
      return of('POST');
    },
    get changes() {
      return of('PUT');
    },
    get calls() {
      return arrived.filter(({ path }) => path !== AUTHENTICATION);
    },
    get failures() {
      return failures;
    },
    get deadTokensSent() {
      return deadTokensSent;
    },
    envelope: 'code',
    secrets: () => [...validUntilMs].filter(([, untilMs]) => clock.nowMs() < untilMs).map(([one]) => one),
    killTokens() {
      for (const token of issuedMs.keys()) dead.add(token);
      issuedMs = new Map();
    },
    changeSecret(newSecret, immediate) {
      const graceUntilMs = clock.nowMs() + 30 * DAY_MS;
      const old = immediate ? [] : fake.secrets().map((secret): [string, number] => [secret, graceUntilMs]);
      validUntilMs = new Map([...old, [newSecret, Infinity]]);
    },
    instead: () => undefined,
    after: () => undefined,
    lock() {
      failures = MAX_FAILURES;
    },
    unlock() {
      failures = 0;
    },
    next,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
