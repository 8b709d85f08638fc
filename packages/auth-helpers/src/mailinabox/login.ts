import { AuthError, failed } from '../errors.js';
import { type Fetch, type ReadResponse, sendOnce } from '../http/send-once.js';
import type { Clock } from '../token/clock.js';
import type { AccountMemory } from './account-memory.js';
import { basicCarrier } from './basic.js';
import { loginRefusal, PROVIDER } from './codes.js';
import type { MailinaboxAuthOptions } from './options.js';

export interface SessionRequestOptions extends Pick<MailinaboxAuthOptions, 'totp'> {
  readonly basePath: string;
  readonly email: string;
  readonly requestTimeoutMs: number;
  readonly fetch: Fetch | undefined;
  readonly clock: Clock;
  readonly account: AccountMemory;
}

/** What opens and ends a session, each sent once, past the client and its hooks. */
export interface SessionRequests {
  /** @returns the api_key. @throws AuthError */
  login(password: string, signal?: AbortSignal | null): Promise<string>;
  /** The daemon says yes whatever the key is. @throws AuthError when it does not answer. */
  logout(apiKey: string, signal?: AbortSignal | null): Promise<void>;
}

/**
 * After a login without an answer, none is sent for so long. They may be waiting for the one worker, up to 630 s, and
 * then fail one after the other, the password being wrong or their codes too old by then: 11 in a row, where 20 mean
 * a ban. What is known of the password makes no difference, so this is not left to the login budget.
 */
const UNANSWERED_HOLD_MS = 60_000;

export function sessionRequests(options: SessionRequestOptions): SessionRequests {
  const { basePath, email, totp, requestTimeoutMs: timeoutMs, fetch, clock, account } = options;
  const { codes } = account;
  const carrier = basicCarrier(email);

  function send(
    path: string,
    password: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal | null | undefined,
  ): Promise<ReadResponse> {
    const bare = { method: 'POST', headers: { accept: 'application/json', ...headers } };
    const { url, init } = carrier.write({ url: basePath + path, init: bare }, password);
    return sendOnce(url, init, { provider: PROVIDER, fetch, timeoutMs, signal, nowMs: () => clock.nowMs() });
  }

  async function login(password: string, signal: AbortSignal | null | undefined): Promise<string> {
    const startedAtMs = clock.monotonicMs();
    if (startedAtMs < account.heldUntilMs) throw unanswered(account.heldUntilMs - startedAtMs);
    const code = totp === undefined ? undefined : await codes.next(totp);
    const headers: Record<string, string> = code === undefined ? {} : { 'x-auth-token': code };
    const answer = await send('/login', password, headers, signal).catch((error: AuthError) => {
      if (error.code !== 'outcome_unknown') {
        codes.notSent(code);
        throw error;
      }
      account.heldUntilMs = startedAtMs + UNANSWERED_HOLD_MS;
      throw unanswered(account.heldUntilMs - clock.monotonicMs(), error);
    });
    if (answer.status !== 200) codes.notSent(code);
    try {
      const key = keyIn(answer, code !== undefined);
      account.gate.open(key);
      return key;
    } catch (error) {
      if (error instanceof AuthError && error.code === 'mfa_required') codes.refused();
      throw error;
    }
  }

  return {
    login: (password, signal) => account.inTurn(() => login(password, signal)),
    async logout(apiKey, signal) {
      const answer = await send('/logout', apiKey, {}, signal);
      if (answer.status !== 200) throw notTheDaemons('the logout', answer);
    },
  };
}

/** Every login is answered with HTTP 200; the status in the body tells. */
function keyIn(answer: ReadResponse, hadCode: boolean): string {
  const { status, reason, api_key: key } = answer.body ?? {};
  const isTheDaemons = answer.status === 200;
  // What cannot be in a header would be quoted by the error of the platform.
  if (isTheDaemons && status === 'ok' && typeof key === 'string' && /^[!-~]+$/.test(key)) return key;
  const refusal = isTheDaemons ? loginRefusal(status, reason) : undefined;
  if (refusal === undefined) throw notTheDaemons('the login', answer);
  const { code, vendorCode } = refusal;
  // The next code may be right, and the daemon takes it at once; without any, nothing changes.
  const retryable = code === 'mfa_required' && hadCode;
  const retryAfterMs = retryable ? 0 : undefined;
  const about = { status: 200, vendorCode, retryable, retryAfterMs };
  const advice = code === 'mfa_required' ? 'a one-time code is needed, from totp' : 'see its code';
  throw failed(PROVIDER, code, `the login was refused (${vendorCode}): ${advice}`, about);
}

function unanswered(holdMs: number, cause?: AuthError): AuthError {
  const what = 'the last login was sent and not answered: the box may be busy';
  const about = { cause, retryable: true, retryAfterMs: Math.max(holdMs, 0) };
  return failed(PROVIDER, 'provider_unavailable', what, about);
}

/** Such as the page of the web server in front of a daemon that is down. */
function notTheDaemons(what: string, { status, retryAfterMs }: ReadResponse): AuthError {
  const isDown = status >= 500 || status === 429;
  const advice = isDown ? 'try later' : 'check basePath';
  const about = { status, retryable: isDown, retryAfterMs: isDown ? retryAfterMs : undefined };
  return failed(PROVIDER, 'provider_unavailable', `${what} got no answer of a box: ${advice}`, about);
}
