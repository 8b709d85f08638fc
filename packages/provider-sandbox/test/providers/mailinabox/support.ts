import { type ManualClock, manualClock } from '@acme/auth-helpers/testing';
import type { SandboxAnswer } from '../../../src/core/provider.js';
import {
  MAILINABOX_TEST_ACCOUNTS,
  type MailinaboxAccount,
  type MailinaboxOptions,
  type MailinaboxProvider,
  mailinaboxProvider,
} from '../../../src/providers/mailinabox/index.js';
import { providerSpec } from '../../specs.js';

export const second = 1_000;
export const minute: number = 60 * second;
export const hour: number = 60 * minute;
export const day: number = 24 * hour;

export const administrator: MailinaboxAccount = MAILINABOX_TEST_ACCOUNTS.administrator;
export const administratorWithTotp: MailinaboxAccount = MAILINABOX_TEST_ACCOUNTS.administratorWithTotp;
export const member: MailinaboxAccount = MAILINABOX_TEST_ACCOUNTS.member;

export interface Asked {
  /** User and password, or api_key. Default: none. */
  readonly as?: readonly [user: string, secret: string] | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Fields of a form, or the body itself. */
  readonly body?: Readonly<Record<string, string>> | string;
}

/** A box, and its user with nothing but a terminal. */
export interface Terminal {
  readonly provider: MailinaboxProvider;
  readonly clock: ManualClock;
  /** @param line Method and path, such as `GET /mail/users?format=json`. */
  ask(line: string, asked?: Asked): Promise<SandboxAnswer>;
  /** What `/login` says of an account. */
  login(account: { email: string; password: string }, code?: string): Promise<LoginBody>;
  /** An api_key. */
  key(account?: { email: string; password: string }, code?: string): Promise<string>;
  /** Status of a call with a key. */
  call(apiKey: string, account?: { email: string }): Promise<number>;
  /** Fields of the provider's state. */
  state(): { sessions: { key: string }[]; recentFailures: number; bannedUntilMs: number | undefined };
}

export interface LoginBody {
  readonly status: string;
  readonly reason?: string;
  readonly api_key?: string;
  readonly privileges?: readonly string[];
}

export function openTerminal(options: MailinaboxOptions = {}): Terminal {
  const clock = manualClock();
  // What comes up at once: the time in between is a subject of its own, in restart.test.ts.
  const provider = mailinaboxProvider({ clock, startupMs: 0, ...options });

  const ask: Terminal['ask'] = async (line, { as, headers = {}, body = '' } = {}) => {
    const [method = '', target = ''] = line.split(' ');
    const { pathname, searchParams } = new URL(`http://box${target}`);
    const sent = new Headers(headers);
    if (as !== undefined) sent.set('authorization', `Basic ${btoa(as.join(':'))}`);
    if (sent.has('content-type')) {
      // As the test has it.
    } else if (typeof body !== 'string') sent.set('content-type', 'application/x-www-form-urlencoded');
    else if (body !== '') sent.set('content-type', 'text/plain');
    const text = typeof body === 'string' ? body : `${new URLSearchParams(body)}`;
    const request = { method, path: pathname, query: searchParams, headers: sent, body: text };
    const answer = await provider.respond(request);
    expect(problemsOf(method, pathname, answer)).toEqual([]);
    return answer;
  };
  const login: Terminal['login'] = async ({ email, password }, code) => {
    const headers = code === undefined ? {} : { 'x-auth-token': code };
    const answer = await ask('POST /login', { as: [email, password], headers });
    expect(answer.status).toBe(200);
    return JSON.parse(answer.body);
  };

  return {
    ...{ provider, clock, ask, login },
    async key(account = administrator, code) {
      const { api_key = 'none' } = await login(account, code);
      expect(api_key).toMatch(/^[\da-f]{64}$/);
      return api_key;
    },
    async call(apiKey, { email } = administrator) {
      return (await ask('GET /system/version', { as: [email, apiKey] })).status;
    },
    state: () => provider.state() as unknown as ReturnType<Terminal['state']>,
  };
}

/** What of an answer is not as the description says; a path or method that it does not have may answer anything. */
function problemsOf(method: string, path: string, { status, headers, body }: SandboxAnswer): string[] {
  const spec = providerSpec('mailinabox');
  const match = spec.match(method, path);
  // The page of an exception may come in answer to any request, and is described where a good one meets it.
  if (match === undefined || status === 500) return [];
  const mediaType = headers['content-type']?.replace(/;.*/, '');
  const value = mediaType === 'application/json' ? JSON.parse(body) : body;
  return spec.problems(match.operation.operationId, status, mediaType, value);
}

export function times<Result>(count: number, run: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => run(index)));
}
