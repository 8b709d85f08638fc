import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ManualClock, manualClock } from '../token/support.js';
import { troubles } from '../troubles.js';
import type { Vendor } from '../vendor.js';

export const email = 'admin@example.com';
export const password = 'pass:word';

const second = 1_000;
const sessionLifeMs = 2 * 24 * 60 * 60 * second;

interface Reply {
  readonly status: number;
  readonly type: 'application/json' | 'text/html' | 'text/plain';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that came as far as the daemon. */
export interface Seen {
  readonly path: string;
  readonly user: string;
  readonly secret: string;
  readonly code: string | undefined;
  readonly status: number;
  readonly body: string;
}

/** The account, which a test may change at any time. */
export interface Account {
  password: string;
  isAdministrator: boolean;
  /** The codes of TOTP that are valid now; none: the account has no TOTP. */
  codes: string[];
}

/** A Mail-in-a-Box on loopback: the daemon, nginx before it, and fail2ban. */
export interface Box {
  readonly basePath: string;
  readonly clock: ManualClock;
  readonly account: Account;
  readonly seen: Seen[];
  /** The paths of all requests, whoever has answered them. */
  readonly arrived: readonly string[];
  /** api_key → last use. 64 at most. */
  readonly sessions: Map<string, number>;
  /** Lines that fail2ban counts. */
  readonly failures: number[];
  isBanned: boolean;
  /** nginx answers 502. */
  isDown: boolean;
  /** What the daemon answers instead of its own, when it gives something. */
  answer: (path: string) => Reply | undefined;
  /** All sessions are gone. */
  restart(): void;
  /** The one worker is busy with something else, until the function is called. */
  occupy(): () => void;
  /** How many requests have come and are not answered. */
  readonly waiting: number;
  readonly next: Vendor['next'];
  logins(): Seen[];
  calls(): Seen[];
  close(): Promise<void>;
}

export function html(status: number, text: string): Reply {
  return { status, type: 'text/html', body: `<html><body>${text}</body></html>` };
}

function json(status: number, value: object, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, type: 'application/json', body: `${JSON.stringify(value)}\n`, headers };
}

/** @param clock May be shared by boxes. */
export async function startBox(clock: ManualClock = manualClock()): Promise<Box> {
  let worker: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let lastCode: string | undefined;
  const account: Account = { password, isAdministrator: true, codes: [] };
  const sessions = new Map<string, number>();
  const failures: number[] = [];
  const seen: Seen[] = [];
  const arrived: string[] = [];
  const { next, answer } = troubles();

  function fail(): void {
    const now = clock.nowMs();
    failures.push(now);
    if (failures.filter((at) => now - at <= 30 * second).length >= 20) box.isBanned = true;
  }

  function isAlive(user: string, key: string): boolean {
    const usedAt = sessions.get(key);
    if (user !== email || usedAt === undefined || clock.nowMs() - usedAt > sessionLifeMs) return false;
    // Only in a full table a use makes a key younger than others.
    if (sessions.size >= 64) sessions.delete(key);
    sessions.set(key, clock.nowMs());
    return true;
  }

  /** @returns why not. */
  function refusal(user: string, secret: string, code: string | undefined): string | undefined {
    if (user !== email || secret !== account.password) return 'Incorrect username or password';
    if (account.codes.length === 0) return undefined;
    if (code === undefined) return 'missing-totp-token';
    if (!account.codes.includes(code) || code === lastCode) return 'invalid-totp-token';
    lastCode = code;
    return undefined;
  }

  function login(user: string, secret: string, code: string | undefined): Reply {
    const reason = refusal(user, secret, code);
    if (reason === 'missing-totp-token') return json(200, { status: reason, reason });
    if (reason !== undefined) {
      fail();
      return json(200, { status: 'invalid', reason });
    }
    const key = randomBytes(32).toString('hex');
    const [oldest] = sessions.keys();
    if (sessions.size >= 64 && oldest !== undefined) sessions.delete(oldest);
    sessions.set(key, clock.nowMs());
    const privileges = account.isAdministrator ? ['admin'] : [];
    return json(200, { status: 'ok', email, privileges, api_key: key });
  }

  function call(path: string, { headers }: IncomingMessage, user: string, secret: string): Reply {
    const isKnown =
      isAlive(user, secret) || refusal(user, secret, `${headers['x-auth-token'] ?? ''}`) === undefined;
    if (!isKnown && headers.authorization !== undefined) fail();
    if (isKnown && account.isAdministrator) {
      const isList = ['/mail/users', '/dns/zones'].includes(path);
      return isList ? json(200, []) : { status: 200, type: 'text/html', body: 'v75\n' };
    }
    const reason = isKnown ? 'You are not an administrator.' : 'Incorrect username or password';
    const isXhr = headers['x-requested-with'] === 'XMLHttpRequest';
    const challenge = { 'www-authenticate': 'Basic realm="box"', 'x-reason': reason };
    const status = isXhr ? 403 : 401;
    const extra = isXhr ? {} : challenge;
    if ([undefined, '', '*/*'].includes(headers.accept)) {
      return { status, type: 'text/plain', body: `${reason}\n`, headers: extra };
    }
    return json(status, { status: 'error', reason }, extra);
  }

  function daemon(path: string, request: IncomingMessage, body: string): Reply {
    const [, encoded = ''] = /^Basic (.*)$/.exec(request.headers.authorization ?? '') ?? [];
    const [, user = '', secret = ''] =
      /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('latin1')) ?? [];
    const token = request.headers['x-auth-token'];
    const code = token === undefined ? undefined : `${token}`;
    const reply = box.answer(path) ?? answerOf(path, request, user, secret, code);
    seen.push({ path, user, secret, code, body, status: reply.status });
    return reply;
  }

  function answerOf(
    path: string,
    request: IncomingMessage,
    user: string,
    secret: string,
    code: string | undefined,
  ): Reply {
    if (path !== '/login' && path !== '/logout') return call(path, request, user, secret);
    if (request.method !== 'POST') return html(405, 'Method Not Allowed');
    if (path === '/login') return login(user, secret, code);
    if (user === email) sessions.delete(secret);
    return json(200, { status: 'ok' });
  }

  const server = createServer(
    { keepAliveTimeout: 0 },
    async (request: IncomingMessage, response: ServerResponse) => {
      if (box.isBanned) return request.socket.destroy();
      const path = (request.url ?? '').replace(/^\/admin/, '').replace(/\?.*/, '');
      arrived.push(path);
      let body = '';
      for await (const part of request) body += part;
      await answer(response, async () => {
        waiting += 1;
        const turn = worker.then(() =>
          box.isDown ? html(502, '502 Bad Gateway') : daemon(path, request, body),
        );
        worker = turn;
        const reply = await turn;
        waiting -= 1;
        return { ...reply, headers: { 'content-type': reply.type, ...reply.headers } };
      });
      return undefined;
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const box: Box = {
    basePath: `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`,
    ...{ clock, account, seen, arrived, sessions, failures, next },
    isBanned: false,
    isDown: false,
    answer: () => undefined,
    restart: () => sessions.clear(),
    occupy() {
      let free = (): void => undefined;
      const busy = new Promise<void>((resolve) => {
        free = resolve;
      });
      worker = worker.then(() => busy);
      return free;
    },
    get waiting() {
      return waiting;
    },
    logins: () => seen.filter(({ path }) => path === '/login'),
    calls: () => seen.filter(({ path }) => path !== '/login' && path !== '/logout'),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return box;
}
