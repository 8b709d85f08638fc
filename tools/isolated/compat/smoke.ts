/**
 * What every runtime of `npm run compat` runs, and every compiler compiles, from the installed packages: a call with
 * path, query, two API keys and a JSON body, and one that is answered with 401.
 */
import { Configuration, generateTransactionsReport, ResponseError } from '@acme/finicity-client';
import { TransactionsApi } from '@acme/finicity-client/apis/TransactionsApi';

/** @param origin Of the server in tools/src/lab/compat/server.ts, which answers 400 to anything but these requests. */
export async function smoke(origin: string): Promise<void> {
  const place = { basePath: origin, allowInsecureLoopback: true };
  const apiKey = { 'Finicity-App-Key': 'key', 'Finicity-App-Token': 'token' };
  const request = {
    customerId: '7004/ä',
    fromDate: 1_700_000_000,
    toDate: 1_700_086_400,
    includePending: true,
    body: { accountIds: '5053 5054' },
  };

  const ordered = await generateTransactionsReport({ ...place, apiKey }, request);
  const id: string = ordered.id;
  const customerId: number | bigint = ordered.customerId;
  equal(id, 'r-ü');
  equal(typeof customerId, 'bigint');
  equal(String(customerId), '9007199254740993');

  const expired = { ...apiKey, 'Finicity-App-Token': 'expired' };
  const api = new TransactionsApi(new Configuration({ ...place, apiKey: expired }));
  const error = await api.generateTransactionsReport(request).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  // The class is that of the index, the call that of a subpath.
  if (!(error instanceof ResponseError)) throw new Error(`not a ResponseError: ${String(error)}`);
  const status: number = error.status;
  equal(status, 401);
  equal(error.operationId, 'generateTransactionsReport');
  equal(JSON.stringify(error.body), '{"code":10023,"message":"expired"}');
}

function equal(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`${String(actual)} instead of ${String(expected)}`);
}
