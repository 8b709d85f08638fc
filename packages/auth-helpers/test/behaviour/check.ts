/**
 * @param what Which part of a rule this is, where a rule has many.
 * @throws Error unless both are the same as JSON.
 */
export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  const [one, other] = [actual, expected].map(written);
  if (one !== other) throw new Error(`${what}: ${one} instead of ${other}`);
}

/** @throws Error with `otherwise` unless it is true. */
export function must(isSo: boolean, otherwise: string): asserts isSo {
  if (!isSo) throw new Error(otherwise);
}

/** What the promise is rejected with. @throws Error when it is not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was not rejected');
    },
    (error: unknown) => error,
  );
}

/** `ok`, or the code of the error, or else its name. */
export async function outcome(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'ok',
    (error: { code?: string; name: string }) => error.code ?? error.name,
  );
}

/** How often each of them is there, such as `{ ok: 49, AbortError: 1 }`. */
export function counted(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** Until everything that needs no time has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Until what runs in the background has happened. @throws Error when it does not in 60,000 turns, which is a hang. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let turns = 0; !isSo(); turns += 1) {
    must(turns < 60_000, `it never comes about: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
  }
}

function written(value: unknown): string {
  return `${JSON.stringify(value, (_, part: unknown) => (part === undefined ? 'undefined' : part))}`;
}
