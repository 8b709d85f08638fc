import { HttpResponse, http } from 'msw';
import { server } from './server.js';

/** A request as the server got it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  /** By lower-case name: all that the client set, so that a header too many is seen. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** What the client should make of the body. */
  readonly value: unknown;
}

export function json(value: unknown, status = 200): Answer {
  return { status, contentType: 'application/json', body: JSON.stringify(value), value };
}

export function text(contentType: string, body: string, status = 200): Answer {
  return { status, contentType, body, value: body };
}

/** Answers whatever is sent, to any host, and keeps it: the tests compare whole requests. */
export function answerWith(answer: Answer): readonly SentRequest[] {
  const sent: SentRequest[] = [];
  server.use(
    http.all('*', async ({ request }) => {
      const { method, url, headers } = request;
      sent.push({ method, url, headers: Object.fromEntries(headers), body: await request.text() });
      return new HttpResponse(answer.body, {
        status: answer.status,
        headers: { 'Content-Type': answer.contentType },
      });
    }),
  );
  return sent;
}

/** What `promise` is rejected with, as an instance of `type`; fails the test if it is neither. */
export async function rejection<T>(
  promise: Promise<unknown>,
  type: abstract new (...args: never[]) => T,
): Promise<T> {
  const [outcome] = await Promise.allSettled([promise]);
  if (outcome.status === 'fulfilled') throw new Error('expected a rejection, but the call succeeded');
  const reason: unknown = outcome.reason;
  if (!(reason instanceof type)) throw reason;
  return reason;
}

type MethodName<Api> = Extract<keyof Api, string>;

/** The operations of an API class: its methods without the `…Raw` variants and what it inherits. */
export type OperationName<Api> = Exclude<MethodName<Api>, `${string}Raw` | `${string}All` | `with${string}`>;

/** The same as values, sorted. */
export function operationsOf(api: abstract new (...args: never[]) => unknown): string[] {
  const names = Object.getOwnPropertyNames(api.prototype);
  return names.filter((name) => names.includes(`${name}Raw`)).sort();
}

/**
 * Tests that a table of calls is about operations that there are. One without a row is not a failure, as a description
 * may have got it a minute ago, but is told as a test to be written; `describeExports` calls it all the same.
 */
export function testRows(
  operations: readonly string[],
  rows: readonly { readonly operation: string }[],
): void {
  const written = new Set(rows.map((row) => row.operation));
  test('the table is about operations that there are', () => {
    expect(operations).toEqual(expect.arrayContaining([...written]));
  });
  for (const operation of operations.filter((one) => !written.has(one)))
    test.todo(`${operation} has a row in the table`);
}
