import { commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import { type FinicityAuth, finicityAuth } from '@acme/auth-helpers/finicity';
import { mailinaboxAuth } from '@acme/auth-helpers/mailinabox';
import { ploAuth } from '@acme/auth-helpers/plo';
import type { ManualClock } from '@acme/auth-helpers/testing';
import * as payments from '@acme/commerce-connect-client';
import * as finicity from '@acme/finicity-client';
import * as mailinabox from '@acme/mailinabox-client';
import * as plo from '@acme/plo-client';
import type { SandboxServer } from '../../src/entrances/http/start.js';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '../../src/providers/commerce-connect/options.js';
import { FINICITY_TEST_CREDENTIALS } from '../../src/providers/finicity/options.js';
import { MAILINABOX_TEST_ACCOUNTS } from '../../src/providers/mailinabox/options.js';
import { PLO_TEST_INSTITUTION } from '../../src/providers/plo/options.js';
import type { ClientName } from '../clients/by-provider.js';
import { consumerKey, pair, sign } from '../providers/plo/support.js';
import type { Wire } from './wire.js';

/** One call of the mix; `turn` counts the calls of the provider, from 0. */
export type MixedCall = (turn: number) => Promise<unknown>;

export interface Surroundings {
  readonly server: SandboxServer;
  readonly clock: ManualClock;
  readonly wires: Readonly<Record<ClientName, Wire>>;
}

export interface Clients {
  readonly calls: Readonly<Record<ClientName, MixedCall>>;
  readonly finicity: FinicityAuth;
}

export const CARDHOLDERS = 11;

/** What the sandbox must know of who signs. */
export const signature: { publicKey: string; consumerKey: string } = {
  publicKey: pair.publicKey,
  consumerKey,
};

const local = { allowInsecureLoopback: true } as const;
/** Time stands still while a call is under way, and so it does for its retries. */
const retries = { sleep: async (): Promise<void> => undefined };

/** The four real clients with their helpers, set up as the README of each says. */
export function openClients({ server, clock, wires }: Surroundings): Clients {
  const ofFinicity = finicityAuth({
    ...{ ...local, clock, basePath: server.basePath('finicity'), fetch: wires.finicity.fetch, jitter: 0 },
    partnerId: FINICITY_TEST_CREDENTIALS.partnerId,
    credentials: FINICITY_TEST_CREDENTIALS,
  });
  const partner = new finicity.Configuration({
    ...ofFinicity.configuration,
    fetchApi: finicity.withRetry(wires.finicity.fetch, retries),
  });
  const customerId = '7004419250';
  const finicityCalls: readonly MixedCall[] = [
    () => finicity.getCustomer(partner, { customerId }),
    () => finicity.getCustomers(partner, { limit: 5 }),
    () => finicity.getCustomerAccounts(partner, { customerId }),
    (turn) => finicity.addTestingCustomer(partner, { body: { username: `customer-${turn}` } }),
    (turn) => finicity.modifyCustomer(partner, { customerId, body: { firstName: `Name ${turn}` } }),
  ];

  const { email, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
  const basePath = server.basePath('mailinabox');
  const box = new mailinabox.Configuration({
    ...mailinaboxAuth({ ...local, clock, basePath, email, password, fetch: wires.mailinabox.fetch })
      .configuration,
    fetchApi: mailinabox.withRetry(wires.mailinabox.fetch, retries),
  });
  const alias = { update_if_exists: 1, address: 'sales@example.com', permitted_senders: '' } as const;
  const mailinaboxCalls: readonly MixedCall[] = [
    () => mailinabox.getMailUsers(box, { format: 'json' }),
    () => mailinabox.getDnsZones(box),
    () => mailinabox.getSystemVersion(box),
    (turn) => mailinabox.upsertMailAlias(box, { body: { ...alias, forwards_to: `to-${turn}@example.com` } }),
  ];

  const ofPlo = ploAuth({
    ...{ ...PLO_TEST_INSTITUTION, ...local, clock, sign },
    ...{ basePath: server.basePath('plo'), fetch: wires.plo.fetch },
  });
  const institution = new plo.Configuration({
    ...ofPlo.configuration,
    fetchApi: plo.withRetry(ofPlo.configuration.fetchApi, retries),
  });
  const ploCalls: readonly ((session: plo.UsersavingsGetRequest, turn: number) => Promise<unknown>)[] = [
    (session) => plo.matchedoffersGet(institution, { ...session, itemsPerPage: 5 }),
    (session) => plo.usersavingsGet(institution, session),
    (session) => plo.redeemedoffersGet(institution, session),
  ];

  const gatewayPath = server.basePath('commerce-connect');
  const merchant = commerceConnectAuth({
    ...{ ...COMMERCE_CONNECT_TEST_MERCHANT, ...local },
    basePath: gatewayPath,
  });
  const gateway = new payments.Configuration({
    ...merchant.configuration,
    fetchApi: payments.withRetry(wires['commerce-connect'].fetch, retries),
  });
  let lastPaid: string | undefined;
  async function pay(turn: number): Promise<void> {
    const payment = paymentOf(`ORDER-${turn}`);
    await payments.getToken(gateway, await merchant.tokenRequest(payment));
    lastPaid = payment.transactionDetails.clientTransactionId;
  }
  async function inquire(turn: number): Promise<void> {
    if (lastPaid === undefined) return pay(turn);
    const request = await merchant.inquiryRequest({ merchantTxnId: lastPaid, fpTransactionId: '' });
    await payments.getTxnInquiryDetail(gateway, request);
  }

  return {
    finicity: ofFinicity,
    calls: {
      'commerce-connect': (turn) => (turn % 2 === 0 ? pay(turn) : inquire(turn)),
      finicity: inTurn(finicityCalls),
      mailinabox: inTurn(mailinaboxCalls),
      async plo(turn) {
        const session = await ofPlo.sessionRequest(`cardholder-${turn % CARDHOLDERS}`);
        await ploCalls[turn % ploCalls.length]?.(session, turn);
      },
    },
  };
}

function inTurn(calls: readonly MixedCall[]): MixedCall {
  return async (turn) => calls[turn % calls.length]?.(turn);
}

function paymentOf(clientTransactionId: string) {
  const sale = { amount: '100.00', currencyCode: 'INR', transactionType: 'SALE' } as const;
  return {
    resultURL: 'https://shop.example.com/paid',
    transactionDetails: { ...sale, clientTransactionId },
    customerDetails: {},
  };
}
