import * as payments from '@acme/commerce-connect-client';
import * as finicity from '@acme/finicity-client';
import * as mailinabox from '@acme/mailinabox-client';
import * as plo from '@acme/plo-client';
import type { ProviderName } from '../../src/core/provider.js';
import { administrator, type Changes, institution, merchant, partner, payment } from './clients.js';
import type { Loopback } from './loopback.js';

type Call = (options?: finicity.CallOptions) => Promise<unknown>;

/** A user of one client, logged in. */
export interface User {
  /** Asks for something, and changes nothing: it may be repeated. */
  readonly ask: Call;
  /** Changes something, in another way each time: it may not. */
  readonly change: Call;
}

/** Two operations of a client, by which to show what all of them have in common. */
export interface Sample {
  readonly provider: ProviderName;
  /** What the client exports of its runtime: its errors above all. */
  readonly runtime: Readonly<Record<ErrorName, ErrorClass>> & Pick<typeof finicity, 'withRetry'>;
  /** operationIds of `ask` and `change`. */
  readonly asks: string;
  readonly changes: string;
  /** operationId that tells what became of a change, where the description names one. */
  readonly outcomeCheck: string | undefined;
  /** Statuses of the answers to a change that is delivered twice. */
  readonly deliveredTwice: readonly [first: number, second: number];
  readonly open: (sandbox: Loopback, changes?: Changes) => User;
}

type ErrorName = 'FetchError' | 'OutcomeUnknownError' | 'ResponseError' | 'ResponseFormatError';
type ErrorClass = abstract new (...values: never) => Error;

const customerId = '7004419250';
const backup = { target: 'local', target_user: '', target_pass: '' };
let changes = 0;
/** Apart, as there are 30 offers. */
let activations = 0;

export const samples: readonly Sample[] = [
  {
    ...{ provider: 'finicity', runtime: finicity },
    ...{ asks: 'getCustomer', changes: 'addTestingCustomer', outcomeCheck: 'getCustomers' },
    deliveredTwice: [201, 409],
    open(sandbox, options) {
      const at = partner(sandbox, options);
      return {
        ask: (init) => finicity.getCustomer(at, { customerId }, init),
        change: (init) =>
          finicity.addTestingCustomer(at, { body: { username: `sample-${++changes}` } }, init),
      };
    },
  },
  {
    ...{ provider: 'mailinabox', runtime: mailinabox },
    ...{ asks: 'getDnsZones', changes: 'updateSystemBackupConfig', outcomeCheck: undefined },
    deliveredTwice: [200, 200],
    open(sandbox, options) {
      const at = administrator(sandbox, options);
      return {
        ask: (init) => mailinabox.getDnsZones(at, {}, init),
        change: (init) =>
          mailinabox.updateSystemBackupConfig(at, { body: { ...backup, min_age: ++changes } }, init),
      };
    },
  },
  {
    ...{ provider: 'plo', runtime: plo },
    ...{ asks: 'usersavingsGet', changes: 'activatestatementcreditofferPost', outcomeCheck: undefined },
    // The second is a replay to whoever checks the signature: its nonce is used.
    deliveredTwice: [200, 401],
    open(sandbox, options) {
      const { configuration: at, session } = institution(sandbox, options);
      return {
        ask: async (init) => plo.usersavingsGet(at, await session(), init),
        async change(init) {
          const page = { ...(await session()), itemsPerPage: 1, pageNumber: ++activations };
          const { Response: answer } = await plo.matchedoffersGet(at, page);
          const [offer] = [answer?.Items?.MatchedOffer].flat();
          return plo.activatestatementcreditofferPost(
            at,
            { ...(await session()), offerId: `${offer?.OfferId}` },
            init,
          );
        },
      };
    },
  },
  {
    ...{ provider: 'commerce-connect', runtime: payments },
    ...{ asks: 'getHMAC', changes: 'getToken', outcomeCheck: 'getTxnInquiryDetail' },
    deliveredTwice: [200, 200],
    open(sandbox, options) {
      const { configuration: at, auth } = merchant(sandbox, options);
      return {
        ask: (init) => payments.getHMAC(at, { body: payment('ORDER-0') }, init),
        change: async (init) =>
          payments.getToken(at, await auth.tokenRequest(payment(`SAMPLE-${++changes}`)), init),
      };
    },
  },
];

/** What asks for faults of this one call, among its options. */
export function withFault(fault: string): { headers: Readonly<Record<string, string>> } {
  return { headers: { 'x-sandbox-fault': fault } };
}

export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}
