import type { TokenStore } from '../token/store.js';
import { withTimeLimit } from '../token/wait-for.js';
import { leaseCases } from './lease-cases.js';
import { loginBudgetCases } from './login-budget-cases.js';
import { recordCases } from './record-cases.js';
import type { Check } from './support.js';

export interface ConformanceCase {
  /** The rule, such as `refuses a late save of an older generation`. */
  readonly title: string;
  /** Rejects with an `Error` that says which rule is broken and how. */
  run(): Promise<void>;
}

export interface ConformanceOptions {
  /** Registers the cases: `test` of jest, vitest or `node:test`. Default: they are returned only. */
  readonly test?: ((title: string, run: () => Promise<void>) => unknown) | undefined;
  /** A case that takes longer has failed. Default: 4 000. */
  readonly caseTimeoutMs?: number | undefined;
}

/**
 * What every `TokenStore` must do, as cases for any test runner. They use keys of their own, made at random, so they
 * can run on a store that holds something, and leave some records in it.
 *
 * @param store A store, or what makes one; that is called once for each case.
 */
export function tokenStoreConformance(
  store: TokenStore | (() => TokenStore | Promise<TokenStore>),
  { test, caseTimeoutMs = 4_000 }: ConformanceOptions = {},
): readonly ConformanceCase[] {
  const checks: Readonly<Record<string, Check>> = { ...leaseCases, ...recordCases, ...loginBudgetCases };
  const cases = Object.entries(checks).map(([title, check]) => ({
    title,
    async run() {
      const tested = typeof store === 'function' ? await store() : store;
      const key = JSON.stringify(['conformance', title, globalThis.crypto.randomUUID()]);
      const late = `the token store must come to an end: it has taken ${caseTimeoutMs} ms`;
      await withTimeLimit(
        caseTimeoutMs,
        () => check(tested, key),
        () => new Error(late),
      );
    },
  }));
  for (const { title, run } of cases) test?.(title, run);
  return cases;
}
