import { type CommerceConnectAuth, commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import { finicityAuth } from '@acme/auth-helpers/finicity';
import { mailinaboxAuth } from '@acme/auth-helpers/mailinabox';
import { createAuthInfo, type PloSessionRequest, ploAuth } from '@acme/auth-helpers/plo';
import * as payments from '@acme/commerce-connect-client';
import * as finicity from '@acme/finicity-client';
import * as mailinabox from '@acme/mailinabox-client';
import * as plo from '@acme/plo-client';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '../../src/providers/commerce-connect/options.js';
import { FINICITY_TEST_CREDENTIALS } from '../../src/providers/finicity/options.js';
import { MAILINABOX_TEST_ACCOUNTS } from '../../src/providers/mailinabox/options.js';
import { PLO_TEST_INSTITUTION } from '../../src/providers/plo/options.js';
import { sign } from '../providers/plo/support.js';
import type { Loopback } from './loopback.js';

/** What a test wants otherwise than the README of a client has it. `fetchApi` is given the one that sends. */
export interface Changes {
  readonly timeoutMs?: number;
  readonly fetchApi?: (send: finicity.FetchApi) => finicity.FetchApi;
}

const local = { allowInsecureLoopback: true } as const;
const send: finicity.FetchApi = (url, init) => fetch(url, init);

/** A partner of Finicity who logs in by the helper. */
export function partner({ server, clock }: Loopback, changes: Changes = {}): finicity.Configuration {
  const { partnerId } = FINICITY_TEST_CREDENTIALS;
  const basePath = server.basePath('finicity');
  const about = { partnerId, credentials: FINICITY_TEST_CREDENTIALS, basePath, clock };
  return new finicity.Configuration({
    ...finicityAuth({ ...about, ...local }).configuration,
    ...changed(changes),
  });
}

/** The administrator of a box who logs in by the helper. */
export function administrator({ server, clock }: Loopback, changes: Changes = {}): mailinabox.Configuration {
  const { email, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
  const basePath = server.basePath('mailinabox');
  const auth = mailinaboxAuth({ basePath, email, password, clock, ...local });
  return new mailinabox.Configuration({ ...auth.configuration, ...changed(changes) });
}

/** An institution at PLO whose requests are signed, with one of its cardholders. */
export interface Institution {
  readonly configuration: plo.Configuration;
  session(): Promise<PloSessionRequest>;
  authInfo(): Promise<string>;
}

export function institution({ server, clock }: Loopback, changes: Changes = {}): Institution {
  const userId = 'cardholder-1';
  const auth = ploAuth({ ...PLO_TEST_INSTITUTION, basePath: server.basePath('plo'), clock, sign, ...local });
  return {
    configuration: new plo.Configuration({
      ...auth.configuration,
      ...changed(changes, auth.configuration.fetchApi),
    }),
    session: () => auth.sessionRequest(userId),
    authInfo: () => createAuthInfo({ ...PLO_TEST_INSTITUTION, userId, now: () => clock.nowMs() }),
  };
}

/** A merchant at Commerce Connect. */
export interface Merchant {
  readonly configuration: payments.Configuration;
  readonly auth: CommerceConnectAuth;
}

export function merchant({ server }: Loopback, changes: Changes = {}): Merchant {
  const basePath = server.basePath('commerce-connect');
  const auth = commerceConnectAuth({ ...COMMERCE_CONNECT_TEST_MERCHANT, basePath, ...local });
  return {
    configuration: new payments.Configuration({ ...auth.configuration, ...changed(changes) }),
    auth,
  };
}

export function payment(clientTransactionId: string): payments.PaymentRequest {
  return {
    resultURL: 'https://shop.example.com/paid',
    transactionDetails: {
      amount: '100.00',
      currencyCode: 'INR',
      clientTransactionId,
      transactionType: 'SALE',
    },
    customerDetails: {},
  };
}

function changed({ fetchApi, ...others }: Changes, sending = send): finicity.ConfigurationParameters {
  return fetchApi === undefined ? others : { ...others, fetchApi: fetchApi(sending) };
}
