import { type CallInfo, type FetchApi, type RetryOptions, withRetry } from '../../src/index.js';

/** How an attempt ends: with an answer of that status, with a response, or with an error. */
export type Outcome = number | (() => Response) | Error;

export const info: CallInfo = { id: 'getThing', method: 'GET', path: '/thing' };
export const url = 'https://api.test/thing';

/** What Node's `fetch` throws. */
export function fetchFailed(code: string, message: string = code): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}

type Failure = 'connection' | 'dns' | 'network' | 'timeout' | 'tls' | 'aborted';

export const failures: Readonly<Record<Failure, Error>> = {
  connection: fetchFailed('ECONNREFUSED'),
  dns: fetchFailed('ENOTFOUND'),
  network: fetchFailed('UND_ERR_SOCKET', 'other side closed'),
  timeout: new DOMException('The time limit has passed', 'TimeoutError'),
  tls: fetchFailed('DEPTH_ZERO_SELF_SIGNED_CERT'),
  aborted: new DOMException('This operation was aborted', 'AbortError'),
};

/** A `fetchApi` whose attempts end as told, the last outcome again and again; and what it was called with. */
export function scripted(...outcomes: readonly Outcome[]): { fetchApi: FetchApi; inits: RequestInit[] } {
  const inits: RequestInit[] = [];
  const fetchApi: FetchApi = async (_url, init) => {
    const outcome = outcomes[Math.min(inits.length, outcomes.length - 1)];
    inits.push(init);
    if (typeof outcome === 'function') return outcome();
    if (typeof outcome !== 'number') throw outcome;
    return new Response(null, { status: outcome });
  };
  return { fetchApi, inits };
}

export interface Retried {
  /** The status of the answer, or what was thrown. */
  readonly outcome: unknown;
  readonly attempts: number;
  readonly delaysMs: readonly number[];
}

/** Sends by hand, without a Call, and without waiting; `random` is 1, so that waits are the longest there are. */
export async function retried(
  outcomes: readonly Outcome[],
  init: RequestInit = {},
  options: RetryOptions = {},
  operation: CallInfo = info,
): Promise<Retried> {
  const { fetchApi, inits } = scripted(...outcomes);
  const delaysMs: number[] = [];
  const sleep = async (delayMs: number): Promise<void> => void delaysMs.push(delayMs);
  const sent = withRetry(fetchApi, { sleep, random: () => 1, ...options })(url, init, operation);
  const outcome = await sent.then(
    ({ status }) => status,
    (error: unknown) => error,
  );
  return { outcome, attempts: inits.length, delaysMs };
}
