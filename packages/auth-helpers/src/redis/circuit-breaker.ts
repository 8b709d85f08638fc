import type { Clock } from '../token/clock.js';
import type { Evaluate } from './client.js';
import { inOwnTime } from './own-time.js';

/**
 * Redis has not done what it was asked. It keeps no cause, as the errors of clients quote the command, and with it a
 * token.
 */
export class StoreOutage extends Error {
  override readonly name = 'StoreOutage';
  /** `TIMEOUT`, `SKIPPED`, or the client's or the server's word, such as `ECONNREFUSED` or `READONLY`. */
  readonly code: string;

  constructor(code: string) {
    super(`Redis failed: ${code}`);
    this.code = code;
  }
}

export interface CircuitBreakerOptions {
  readonly operationTimeoutMs: number;
  readonly clock: Clock;
}

export interface CommandOptions {
  /** Gets the answer that came too late to be returned: what was done for nobody can be undone. */
  readonly late?: ((reply: unknown) => void) | undefined;
  /** Sent also while Redis is left alone, as what came of a login is told once. Default: false. */
  readonly isUrgent?: boolean | undefined;
}

export interface CircuitBreaker {
  /**
   * @throws StoreOutage
   */
  run(
    script: string,
    keys: readonly string[],
    values: readonly string[],
    about?: CommandOptions,
  ): Promise<unknown>;
  /** Whether Redis is left alone for now. */
  isSkipping(): boolean;
}

const MISSES_IN_A_ROW = 3;
const COOLDOWN_MS = 5_000;

/**
 * Gives each command a time limit. After three that fail in a row Redis is left alone for 5 s, and then gets one to
 * show that it is back.
 */
export function circuitBreaker(
  evaluate: Evaluate,
  { operationTimeoutMs, clock }: CircuitBreakerOptions,
): CircuitBreaker {
  let misses = 0;
  let skippedUntilMs = -Infinity;
  const isSkipping = (): boolean => clock.monotonicMs() < skippedUntilMs;
  const leaveAlone = (): void => {
    if (misses >= MISSES_IN_A_ROW) skippedUntilMs = clock.monotonicMs() + COOLDOWN_MS;
  };

  async function run(
    ...[script, keys, values, about = {}]: Parameters<CircuitBreaker['run']>
  ): Promise<unknown> {
    if (isSkipping() && about.isUrgent !== true) throw new StoreOutage('SKIPPED');
    // Of many commands at once, only this one is to show it.
    leaveAlone();
    const reply = evaluate(script, keys, values);
    try {
      const value = await inOwnTime(reply, operationTimeoutMs, clock, () => new StoreOutage('TIMEOUT'));
      misses = 0;
      skippedUntilMs = -Infinity;
      return value;
    } catch (error) {
      misses += 1;
      leaveAlone();
      reply.then(about.late, () => undefined);
      throw error instanceof StoreOutage ? error : new StoreOutage(wordOf(error));
    }
  }

  return { run, isSkipping };
}

/** A code such as `ECONNREFUSED`, or the word that errors of Redis begin with, such as `NOAUTH`. */
function wordOf(error: unknown): string {
  const { code, message } = Object(error);
  return [code, message].map((text) => /^[A-Z]{2,20}\b/.exec(`${text}`)?.[0]).find(Boolean) ?? 'ERROR';
}
