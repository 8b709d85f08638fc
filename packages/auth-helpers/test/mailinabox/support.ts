import { randomBytes } from 'node:crypto';
import { Configuration, type ConfigurationParameters } from '@acme/mailinabox-client';
import {
  type MailinaboxAuth,
  type MailinaboxAuthOptions,
  mailinaboxAuth,
} from '../../src/mailinabox/index.js';
import { type Arrived, type Reply, ScriptedServer } from '../scripted-server.js';
import { type ManualClock, manualClock } from '../token/support.js';

export { times } from '../support.js';

export const email = 'admin@example.com';
export const password = 'pass:word';

export function html(status: number, text: string): Exclude<Reply, string> {
  const headers = { 'content-type': 'text/html' };
  return { status, body: `<html><body>${text}</body></html>`, headers };
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

/** The daemon of a box, which answers one request after the other, behind nginx. */
export class Box extends ScriptedServer {
  /** The account, which a test may change at any time. Without codes it has no TOTP. */
  readonly account: { password: string; isAdministrator: boolean; codes: string[] } = {
    ...{ password, isAdministrator: true, codes: [] },
  };
  readonly seen: Seen[] = [];
  /** The api_keys that are valid. */
  readonly sessions: Set<string> = new Set();
  /** When fail2ban counted a failure. */
  readonly failures: number[] = [];
  /** The connection breaks before a response. */
  isBanned = false;
  /** nginx responds with 502. */
  isDown = false;
  /** How many requests have come and have no response. */
  waiting = 0;
  #worker: Promise<unknown> = Promise.resolve();

  readonly clock: ManualClock;

  constructor(clock: ManualClock) {
    super();
    this.clock = clock;
  }

  get basePath(): string {
    return `${this.origin}/admin`;
  }

  /** All sessions are gone. */
  restart(): void {
    this.sessions.clear();
  }

  /** The one worker is busy with something else, until you call the function. */
  occupy(): () => void {
    let free = (): void => undefined;
    const busy = new Promise<void>((resolve) => {
      free = resolve;
    });
    this.#worker = this.#worker.then(() => busy);
    return free;
  }

  logins(): Seen[] {
    return this.seen.filter(({ path }) => path === '/login');
  }

  calls(): Seen[] {
    return this.seen.filter(({ path }) => path !== '/login' && path !== '/logout');
  }

  protected override async replyTo(request: Arrived): Promise<Reply> {
    if (this.isBanned) return 'lost';
    this.waiting += 1;
    const turn = this.#worker.then(() => (this.isDown ? html(502, 'Bad Gateway') : this.#carryOut(request)));
    this.#worker = turn;
    const reply = await turn;
    this.waiting -= 1;
    return reply;
  }

  async #carryOut(request: Arrived): Promise<Reply> {
    const inside = { ...request, path: request.path.replace(/^\/admin/, '') };
    const reply = await super.replyTo(inside);
    const { status } = Object(reply);
    this.seen.push({ ...credentialsOf(inside), path: inside.path, body: request.body, status });
    return reply;
  }

  protected script(request: Arrived): Reply {
    const { user, secret, code } = credentialsOf(request);
    if (request.path === '/login') return this.#login(user, secret, code);
    if (request.path === '/logout') {
      this.sessions.delete(secret);
      return { status: 200, body: { status: 'ok' } };
    }
    const isKnown = user === email && this.sessions.has(secret);
    if (!isKnown) this.failures.push(this.clock.nowMs());
    if (isKnown && this.account.isAdministrator) {
      const isList = ['/mail/users', '/dns/zones'].includes(request.path);
      return isList ? { status: 200, body: [] } : { ...html(200, ''), body: 'v75\n' };
    }
    const reason = isKnown ? 'You are not an administrator.' : 'Incorrect username or password';
    return { status: 401, body: { status: 'error', reason }, headers: { 'x-reason': reason } };
  }

  #login(user: string, secret: string, code: string | undefined): Reply {
    const { password, codes, isAdministrator } = this.account;
    const isCode = codes.length === 0 || codes.includes(`${code}`);
    if (user !== email || secret !== password || !isCode) {
      this.failures.push(this.clock.nowMs());
      const reason = isCode ? 'Incorrect username or password' : 'invalid-totp-token';
      return { status: 200, body: { status: 'invalid', reason } };
    }
    const key = randomBytes(32).toString('hex');
    this.sessions.add(key);
    const privileges = isAdministrator ? ['admin'] : [];
    return { status: 200, body: { status: 'ok', email, privileges, api_key: key } };
  }
}

function credentialsOf({ headers }: Arrived): Pick<Seen, 'user' | 'secret' | 'code'> {
  const basic = Buffer.from(`${headers.authorization}`.replace('Basic ', ''), 'base64').toString('latin1');
  const [, user = '', secret = ''] = /^([^:]*):(.*)$/s.exec(basic) ?? [];
  return { user, secret, code: headers['x-auth-token'] as string | undefined };
}

/** @param clock Boxes may share one. */
export function startBox(clock: ManualClock = manualClock()): Promise<Box> {
  return new Box(clock).start();
}

export interface Client {
  readonly auth: MailinaboxAuth;
  readonly configuration: Configuration;
}

/** What a user of a box writes. */
export function clientOf(
  { basePath, clock }: Box,
  options: Partial<MailinaboxAuthOptions> = {},
  parameters: ConfigurationParameters = {},
): Client {
  const auth = mailinaboxAuth({
    ...{ basePath, email, password, clock },
    allowInsecureLoopback: true,
    requestTimeoutMs: 60_000,
    ...options,
  });
  return { auth, configuration: new Configuration({ ...auth.configuration, ...parameters }) };
}

/** Until `isSo`; a test that waits in vain runs into its time limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
