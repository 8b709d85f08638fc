import { inspect } from 'node:util';
import { operationsOf, testRows } from '../../../../tools/jest/exchange.js';
import { type Configuration, RequiredError } from '../../src/generated/index.js';
import {
  type Answer,
  answerJson,
  answerWith,
  configured,
  refusalOf,
  type StatedHeaders,
} from './exchange.js';

/** The operations of an API class: its methods, without those that give the response too, or all pages. */
export type OperationOf<Api> = Exclude<keyof Api, `${string}Raw` | `${string}All`> & string;

/** One operation: what is called, what must arrive, what is answered. */
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
  /** The members of the request object that cannot be left out. */
  readonly needs: readonly string[];
  readonly status: number;
  /** The body of the answer, which must fit the declared type; none without it. */
  readonly answer?: NoInfer<Result>;
  /** A member that the type declares, and its value. */
  readonly fact?: readonly [read: (result: NoInfer<Result>) => unknown, value: unknown];
  /** The statuses whose error body the description declares. */
  readonly errors: readonly number[];
}

/** A row for `test.each`. */
export interface ExchangeTest<Api> {
  readonly title: `${OperationOf<Api>}: ${string}`;
  readonly operation: string;
  /** The request is the one stated, and the result is the answer. */
  readonly run: () => Promise<void>;
  /** Nothing is sent without a member that is needed; any other may be missing. */
  readonly need: () => Promise<void>;
  /** The body of each declared error reaches the caller, parsed. */
  readonly refuse: () => Promise<void>;
}

/** Makes rows that call an API class, each with its own types. */
export function exchangesOf<Api extends object>(
  create: (configuration: Configuration) => Api,
): <Result>(exchange: Exchange<Api, Result>) => ExchangeTest<Api> {
  return (exchange) => {
    const { title } = exchange;
    return {
      title,
      operation: title.slice(0, title.indexOf(':')),
      run: () => runExchange(create(configured()), exchange),
      need: () => checkNeeds(create(configured()), exchange),
      refuse: () => checkErrors(create(configured()), exchange),
    };
  };
}

/** Tests an API class: every operation has an exchange, and what it refuses is a typed error. */
export function testOperations<Api extends object>(
  type: new (configuration: Configuration) => Api,
  exchanges: readonly ExchangeTest<Api>[],
  refusals: readonly Refusal<Api>[],
): void {
  test.each(exchanges)('$title', ({ run }) => run());

  test.each(exchanges)('$operation sends nothing without what it needs, and needs no more', ({ need }) =>
    need(),
  );

  test.each(exchanges)('$operation gives the body of every declared error', ({ refuse }) => refuse());

  test.each(refusals)('$title', (refusal) =>
    checkRefusal((configuration) => new type(configuration), refusal),
  );

  testRows(operationsOf(type), exchanges);
}

async function runExchange<Api, Result>(api: Api, exchange: Exchange<Api, Result>): Promise<void> {
  const { method, url, headers, status, answer } = exchange;
  const grown = addUndeclared(answer);
  const sent = answer === undefined ? answerWith({ status }) : answerJson(status, grown);
  const result = await exchange.call(api);
  const body = exchange.body === undefined ? '' : expect.any(String);
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

async function checkNeeds<Api extends object, Result>(
  api: Api,
  { call, needs, status, answer }: Exchange<Api, Result>,
): Promise<void> {
  const sent = answer === undefined ? answerWith({ status }) : answerJson(status, answer);
  for (const field of needs) {
    const missing = call(changing(api, (request) => ({ ...request, [field]: undefined })));
    await expect(missing).rejects.toBeInstanceOf(RequiredError);
    await expect(missing).rejects.toMatchObject({ field });
  }
  expect(sent).toHaveLength(0);
  const isNeeded = ([name]: [string, unknown]): boolean => needs.includes(name);
  await call(changing(api, (request) => Object.fromEntries(Object.entries(request).filter(isNeeded))));
  expect(sent).toHaveLength(1);
}

/** The API with another request object than the one its methods are given. */
function changing<Api extends object>(api: Api, change: (request: object) => object): Api {
  return new Proxy(api, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (request: object): unknown => Reflect.apply(method, target, [change(request)]);
    },
  });
}

async function checkErrors<Api, Result>(
  api: Api,
  { call, headers, errors }: Exchange<Api, Result>,
): Promise<void> {
  for (const status of errors) {
    answerJson(status, { code: '10005', addedLater: [status] });
    const { body } = await refusalOf(call(api));
    expect(body).toStrictEqual({ code: '10005', addedLater: [status] });
  }
  // Some services refuse a key in plain words; the calls that may get them say so in `Accept`.
  const isText = headers.accept?.includes('text/plain') ?? false;
  answerWith(plain(401, 'Invalid (Finicity-App-Key)'));
  const { body, rawBody } = await refusalOf(call(api));
  expect([body, rawBody]).toEqual([isText ? rawBody : undefined, 'Invalid (Finicity-App-Key)']);
}

function plain(status: number, body: string): Answer {
  return { status, body, type: 'text/plain' };
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
async function checkRefusal<Api>(
  create: (configuration: Configuration) => Api,
  { call, operation, status, body }: Refusal<Api>,
): Promise<void> {
  const sent = typeof body === 'string' ? answerWith(plain(status, body)) : answerJson(status, body);
  const error = await refusalOf(call(create(configured('planted-key', () => 'planted-token'))));
  expect(error.status).toBe(status);
  expect(error.body).toStrictEqual(body);
  expect(error.operationId).toBe(operation);
  const words = [error.message, error.stack, JSON.stringify(error), inspect(error)];
  expect(words.join(' ')).not.toContain('planted');
  expect(sent).toHaveLength(1);
}
