import { AsyncLocalStorage } from 'node:async_hooks';
import { AuthError, createTokenProvider, type TokenProvider } from '../../src/index.js';
import { manualClock, settled } from './support.js';

/** What happens next to a worker that many requests share. */
export type Step =
  | { do: 'ask'; forceRefresh: boolean }
  | { do: 'kill'; which: number }
  | { do: 'answer'; which: number; with: 'truth' | 'down' | 'nothing' }
  | { do: 'pass'; ms: number }
  | { do: 'break secret' }
  | { do: 'mend secret' };

export interface MortalRequest {
  isDead: boolean;
  /** What it got: a token, or the code of an error. */
  got: string | undefined;
}

interface Timer {
  atMs: number;
  readonly everyMs: number | undefined;
  readonly run: () => void;
  readonly owner: MortalRequest | undefined;
}

interface OpenLogin {
  readonly owner: MortalRequest | undefined;
  readonly secret: string;
  readonly signal: AbortSignal;
  succeed(token: { token: string }): void;
  fail(error: unknown): void;
}

const { setInterval, clearInterval, setTimeout, clearTimeout } = globalThis;
const present = new AsyncLocalStorage<MortalRequest>();

/** A request, and what `run` gives in it. */
export function inRequest<Result>(run: () => Result): { request: MortalRequest; result: Result } {
  const request: MortalRequest = { isDead: false, got: undefined };
  return { request, result: present.run(request, run) };
}

/** A promise of the request that asks for it: it settles only as long as that is alive. */
export function mortal<Value>(promise: Promise<Value>): Promise<Value> {
  const owner = present.getStore();
  return new Promise((resolve, reject) => {
    const ifAlive =
      <Result>(settle: (result: Result) => void) =>
      (result: Result): void => {
        if (owner?.isDead !== true) settle(result);
      };
    promise.then(ifAlive(resolve), ifAlive(reject));
  });
}

/**
 * A platform whose requests die, and with them all that is theirs: their timers do not fire, what they have asked the
 * vendor is not answered, and no promise of theirs settles any more. Time passes as the steps say.
 */
export async function mortalRequests(steps: readonly Step[]): Promise<{ broken: string[]; tokens: number }> {
  const clock = manualClock();
  const timers = new Set<Timer>();
  const requests: MortalRequest[] = [];
  const open: OpenLogin[] = [];
  const broken: string[] = [];
  const rejectedOf = new Map<string, number>();
  let [nowMs, logins, version, isGood] = [0, 0, 1, true];

  const start = (run: () => void, ms: number, everyMs?: number): Timer => {
    const timer = { atMs: nowMs + ms, everyMs, run, owner: present.getStore() };
    timers.add(timer);
    return timer;
  };
  Object.assign(globalThis, {
    setInterval: (run: () => void, ms: number) => start(run, ms, ms),
    setTimeout: (run: () => void, ms: number) => start(run, ms),
    // A request cannot end a timer of another one.
    clearInterval: (timer: Timer) => timer?.owner === present.getStore() && timers.delete(timer),
    clearTimeout: (timer: Timer) => timers.delete(timer),
  });

  const provider: TokenProvider = createTokenProvider({
    provider: 'acme',
    lifeMs: 60_000,
    refreshAfterMs: 40_000,
    clockSkewMs: 0,
    minLoginIntervalMs: 1_000,
    mintTimeoutMs: 20_000,
    jitter: 0,
    clock,
    credentials: () => `secret ${version}`,
    credentialFingerprint: (secret) => secret,
    mint: ({ signal, credentials: secret }) =>
      new Promise((succeed, fail) => {
        const owner = present.getStore();
        // It asks nobody any more.
        if (owner?.isDead === true) return;
        logins += 1;
        const others = open.filter((login) => login.owner?.isDead === false && !login.signal.aborted);
        if (others.length > 0) broken.push('two logins under way in requests that are alive');
        open.push({ owner, secret, signal, succeed, fail });
      }),
  });

  async function pass(ms: number): Promise<void> {
    for (const untilMs = nowMs + ms; ; ) {
      const due = [...timers].filter(({ atMs, owner }) => atMs <= untilMs && owner?.isDead !== true);
      const [next] = due.sort((one, other) => one.atMs - other.atMs);
      const atMs = next?.atMs ?? untilMs;
      clock.advance(atMs - nowMs);
      nowMs = atMs;
      if (next === undefined) return;
      if (next.everyMs === undefined) timers.delete(next);
      else next.atMs += next.everyMs;
      present.run(next.owner as MortalRequest, next.run);
      await settled();
    }
  }

  function ask(forceRefresh: boolean): MortalRequest {
    const request: MortalRequest = { isDead: false, got: undefined };
    requests.push(request);
    present.run(request, () => {
      provider.getToken({ forceRefresh }).then(
        ({ token }) => {
          request.got = token;
        },
        (error: unknown) => {
          request.got = error instanceof AuthError ? error.code : `untyped ${String(error)}`;
        },
      );
    });
    return request;
  }

  function answer(login: OpenLogin | undefined, how: 'truth' | 'down' | 'nothing'): void {
    if (login === undefined) return;
    open.splice(open.indexOf(login), 1);
    const isRight = isGood && login.secret === `secret ${version}`;
    if (how === 'truth' && !isRight) {
      rejectedOf.set(login.secret, (rejectedOf.get(login.secret) ?? 0) + 1);
    }
    if (login.owner?.isDead === true || how === 'nothing') return;
    if (how === 'down') login.fail(new AuthError('provider_unavailable', 'acme: down'));
    else if (isRight) login.succeed({ token: `T${logins}` });
    else login.fail(new AuthError('credentials_rejected', 'acme: refused'));
  }

  try {
    for (const step of steps) {
      if (step.do === 'ask') ask(step.forceRefresh);
      if (step.do === 'kill' && requests.length > 0) {
        (requests[step.which % requests.length] as MortalRequest).isDead = true;
      }
      if (step.do === 'answer' && open.length > 0) answer(open[step.which % open.length], step.with);
      if (step.do === 'break secret') isGood = false;
      if (step.do === 'mend secret' && !isGood) [version, isGood] = [version + 1, true];
      await settled();
      if (step.do === 'pass') await pass(step.ms);
    }
    // Whoever is alive has an answer within the time limit of a login, though the vendor says nothing any more.
    for (let rounds = 0; rounds < 4; rounds += 1) await pass(21_000);
    for (const { isDead, got } of requests) {
      if (!isDead && got === undefined) broken.push('a request hangs past the time limit');
      if (got?.startsWith('untyped') === true) broken.push(got);
    }
    if ([...rejectedOf.values()].some((count) => count > 1)) broken.push('a secret was rejected twice');
    // With a secret that is right, and once nothing holds it back, the next request gets a token.
    if (!isGood) [version, isGood] = [version + 1, true];
    await pass(900_000);
    const last = ask(true);
    for (let rounds = 0; rounds < 20 && last.got === undefined; rounds += 1) {
      await pass(500);
      for (const login of [...open]) answer(login, 'truth');
      await settled();
    }
    if (last.got?.startsWith('T') !== true) broken.push(`no token in the end, but ${last.got}`);
  } finally {
    Object.assign(globalThis, { setInterval, clearInterval, setTimeout, clearTimeout });
  }
  return { broken, tokens: requests.filter(({ got }) => got?.startsWith('T')).length };
}
