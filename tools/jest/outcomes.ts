import { inspect } from 'node:util';

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was not rejected');
    },
    (error: unknown) => error,
  );
}

/** How often each came: `ok`, or an error's code, or else its name. */
export async function outcomes(promises: readonly Promise<unknown>[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  for (const settled of await Promise.allSettled(promises)) {
    const { code, name } = settled.status === 'rejected' ? Object(settled.reason) : { code: 'ok' };
    counted.set(code ?? name, (counted.get(code ?? name) ?? 0) + 1);
  }
  return counted;
}

/** Waits until `isThere` is true; two minutes are a hang. */
export async function until(isThere: () => boolean | Promise<boolean>): Promise<void> {
  const hungAtMs = Date.now() + 120_000;
  while (!(await isThere())) {
    if (Date.now() > hungAtMs) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function times<Result>(count: number, run: (index: number) => Result): Result[] {
  return Array.from({ length: count }, (_, index) => run(index));
}

/** All that a log or a crash prints of it, without being asked for what is hidden. */
export function printed(thing: unknown): string {
  const stacks: unknown[] = [];
  for (let error = thing; error instanceof Error; error = error.cause) stacks.push(error.stack);
  return [inspect(thing, { depth: 9 }), JSON.stringify(thing), String(thing), ...stacks].join('\n');
}
