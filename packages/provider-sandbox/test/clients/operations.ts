import { operationsOf } from '../../../../tools/jest/exchange.js';
import type { ProviderName } from '../../src/core/provider.js';
import { type Loopback, startLoopback } from './loopback.js';

/** The operations of a client: its functions that take a configuration and a request, and return a promise. */
export type OperationOf<Client> = {
  [Name in keyof Client]: Client[Name] extends (configuration: never, request: never) => Promise<unknown>
    ? Name
    : never;
}[keyof Client];

type Call<User> = (user: User, sandbox: Loopback) => Promise<unknown>;

/** One call of each operation. What it needs at the provider, it makes itself: any row can be run alone. */
export type Calls<Client, User> = Readonly<
  Partial<Record<OperationOf<Client>, (user: User, sandbox: Loopback) => Promise<unknown>>>
>;

/**
 * Tests all operations of a client over loopback, each by its row of `calls`.
 *
 * @param login Anew for each row, so that none minds what another has done to a session.
 */
export function testOperations<Client extends object, User>(
  provider: ProviderName,
  client: Client,
  login: (sandbox: Loopback) => User,
  calls: Calls<Client, User>,
): void {
  let sandbox: Loopback;
  beforeAll(async () => {
    sandbox = await startLoopback();
  });
  afterAll(() => sandbox.close());

  const rows = Object.entries<Call<User>>(calls as Record<string, Call<User>>);

  test.each(rows)('%s succeeds, and gives what the provider has answered', async (operationId, call) => {
    const before = sandbox.answers.length;
    // An error is looked at last: what was wrong at the provider says more.
    const result = await call(login(sandbox), sandbox).catch((error: unknown) => error);
    const given = sandbox.answers.slice(before);
    expect(given.flatMap(({ problems }) => problems)).toEqual([]);
    expect(given.filter(({ status }) => status < 200 || status > 299)).toEqual([]);
    const answer = given.at(-1);
    expect([answer?.provider, answer?.operationId]).toEqual([provider, operationId]);
    expect(result).toStrictEqual(answer?.value);
  });

  const operations = Object.entries(client)
    .filter(([name]) => name.endsWith('Api'))
    .flatMap(([, api]) => operationsOf(api));

  test('the calls are of operations of the client', () => {
    expect(operations).toEqual(expect.arrayContaining(Object.keys(calls)));
  });

  // A description may have got one a minute ago; what the sandbox answers to it is tested by the description alone.
  for (const operation of operations.filter((one) => !Object.hasOwn(calls, one))) {
    test.todo(`${operation} is called over loopback`);
  }
}
