import { inspect } from 'node:util';
import type { Configuration } from '../../src/index.js';
import { answerWith, configured, refusalOf, type StatedHeaders } from './exchange.js';

/** The operations of an API class: its methods, without those that give the response too. */
export type OperationOf<Api> = Exclude<keyof Api, `${string}Raw`> & string;

/** One operation called once: what is called, what must arrive, what is answered. */
export interface Exchange<Api, Result> {
  /** `operation: METHOD /path/{template}`. */
  readonly title: `${OperationOf<Api>}: ${string}`;
  readonly call: (api: Api) => Promise<Result>;
  readonly method: string;
  /** The whole URL, as it must arrive. */
  readonly url: string;
  readonly headers: StatedHeaders;
  /** The JSON that must arrive; nothing without it. */
  readonly body?: unknown;
  readonly status: number;
  /** The body of the answer, which must fit the declared type; none without it. */
  readonly answer?: NoInfer<Result>;
  /** A member that the type declares, and its value. */
  readonly fact?: readonly [read: (result: NoInfer<Result>) => unknown, value: unknown];
}

/** A row for `test.each`. */
export interface ExchangeTest<Api> {
  readonly title: `${OperationOf<Api>}: ${string}`;
  readonly run: () => Promise<void>;
}

/** Makes rows that call an API class, each with its own types. */
export function exchangesOf<Api>(
  create: (configuration: Configuration) => Api,
): <Result>(exchange: Exchange<Api, Result>) => ExchangeTest<Api> {
  return (exchange) => ({ title: exchange.title, run: () => runExchange(create(configured()), exchange) });
}

async function runExchange<Api, Result>(api: Api, exchange: Exchange<Api, Result>): Promise<void> {
  const { status, answer } = exchange;
  const grown = addUndeclared(answer);
  const sent = answerWith(answer === undefined ? { status } : { status, body: JSON.stringify(grown) });
  const result = await exchange.call(api);
  const body = exchange.body === undefined ? '' : expect.any(String);
  const { method, url, headers } = exchange;
  expect(sent).toStrictEqual([{ method, url, headers, body }]);
  if (exchange.body !== undefined) expect(JSON.parse(sent[0]?.body ?? '')).toStrictEqual(exchange.body);
  expect(result).toStrictEqual(grown);
  if (exchange.fact !== undefined) expect(exchange.fact[0](result)).toBe(exchange.fact[1]);
}

/** Adds a member that no description declares to every object: the provider may do so at any time. */
function addUndeclared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(addUndeclared);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, addUndeclared(member)] as const);
  return { ...Object.fromEntries(members), addedLater: { by: 'the provider' } };
}

/** The operations that the rows call, each once, in alphabetical order. */
export function operationsIn(rows: readonly { readonly title: string }[]): string[] {
  return [...new Set(rows.map(({ title }) => title.slice(0, title.indexOf(':'))))].sort();
}

/** The operations that an API class declares, in alphabetical order. */
export function operationsOf(api: { readonly prototype: object }): string[] {
  const methods = Object.getOwnPropertyNames(api.prototype);
  return methods.filter((name) => name !== 'constructor' && !name.endsWith('Raw')).sort();
}

/** One refusal: the service answers `status` and `body`, and the caller gets both. */
export interface Refusal<Api> {
  readonly title: string;
  readonly operation: OperationOf<Api>;
  /** Passes values that hold the word `planted`, as far as their type allows. */
  readonly call: (api: Api) => Promise<unknown>;
  readonly status: number;
  /** The error body; a text goes out as `text/plain`. */
  readonly body: unknown;
}

/** Checks a refusal: its typed error, that nothing was sent twice, and that its words give nothing away. */
export async function checkRefusal<Api>(
  create: (configuration: Configuration) => Api,
  { call, operation, status, body }: Refusal<Api>,
): Promise<void> {
  const isText = typeof body === 'string';
  const sent = answerWith({
    status,
    body: isText ? body : JSON.stringify(body),
    type: isText ? 'text/plain' : 'application/json',
  });
  const error = await refusalOf(call(create(configured('planted-key', () => 'planted-token'))));
  expect(error.status).toBe(status);
  expect(error.body).toStrictEqual(body);
  expect(error.operationId).toBe(operation);
  expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)} ${inspect(error)}`).not.toContain(
    'planted',
  );
  expect(sent).toHaveLength(1);
}
