import { type CommerceConnectAuth, commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import { manualClock } from '@acme/auth-helpers/testing';
import { Configuration, getToken, type PaymentRequest } from '@acme/commerce-connect-client';
import type { Provider, SandboxAnswer, SandboxRequest } from '../../../src/core/provider.js';
import { sandboxFetch } from '../../../src/entrances/fetch.js';
import {
  COMMERCE_CONNECT_TEST_MERCHANT,
  type CommerceConnectOptions,
  type CommerceConnectProvider,
  commerceConnectProvider,
} from '../../../src/providers/commerce-connect/index.js';
import { providerSpec } from '../../specs.js';

export const merchantId: string = COMMERCE_CONNECT_TEST_MERCHANT.merchantId;
export const key: string = COMMERCE_CONNECT_TEST_MERCHANT.key;
export const iv: string = COMMERCE_CONNECT_TEST_MERCHANT.iv;
export const basePath = 'https://test.fdconnect.com/FirstPayL2Services';

export const payment: PaymentRequest = {
  resultURL: 'https://shop.example.com/bezahlt?für=Zoë',
  transactionDetails: {
    amount: '100.00',
    currencyCode: 'INR',
    clientTransactionId: 'ORDER-1001',
    transactionType: 'SALE',
  },
  customerDetails: {},
  udf: { udf1: 'table 7' },
};

const START_MS = Date.UTC(2026, 10, 22, 10, 15, 54, 10);

export interface Merchant {
  readonly provider: CommerceConnectProvider;
  readonly auth: CommerceConnectAuth;
  readonly configuration: Configuration;
  /** `getToken` for `payment` with these changes. @returns the session. */
  order(changes?: Partial<PaymentRequest['transactionDetails']>): Promise<string>;
}

/** A merchant's real client and helper at a sandbox, whose every answer must be as the spec has it. */
export function merchant(
  options: CommerceConnectOptions = {},
  keyTransport: 'headers' | 'omit' = 'headers',
): Merchant {
  const provider = commerceConnectProvider({ clock: manualClock(START_MS), ...options });
  const auth = commerceConnectAuth({ merchantId, key, iv, keyTransport });
  const configuration = new Configuration({
    ...auth.configuration,
    fetchApi: sandboxFetch(checked(provider), basePath),
  });
  return {
    provider,
    auth,
    configuration,
    async order(changes = {}) {
      const transactionDetails = { ...payment.transactionDetails, ...changes };
      const request = await auth.tokenRequest({ ...payment, transactionDetails });
      const answer = await getToken(configuration, request);
      if ('response' in answer && answer.response !== undefined && 'sessionTokenId' in answer.response) {
        return `${answer.response.sessionTokenId}`;
      }
      throw new Error('there is no session in the answer');
    },
  };
}

/** One request, asked as it is, without client. */
export function asked(
  provider: Provider,
  path: string,
  { method = 'POST', headers = {}, body }: { method?: string; headers?: HeadersInit; body?: unknown } = {},
): Promise<SandboxAnswer> {
  const { pathname, searchParams: query } = new URL(path, 'https://gateway.example.com');
  const sent: SandboxRequest = {
    ...{ method, path: pathname, query },
    headers: new Headers({ 'content-type': 'application/json', ...headers }),
    body: body === undefined ? '' : JSON.stringify(body),
  };
  return checked(provider).respond(sent);
}

function checked(provider: Provider): Provider {
  const spec = providerSpec(provider.name);
  return {
    ...provider,
    async respond(request) {
      const answer = await provider.respond(request);
      const match = spec.match(request.method, request.path);
      if (match === undefined) return answer;
      const type = answer.headers['content-type'];
      const body = type === 'application/json' ? JSON.parse(answer.body) : answer.body;
      const problems = spec.problems(match.operation.operationId, answer.status, type, body);
      if (problems.length > 0)
        throw new Error(`the answer is not as the spec has it: ${problems.join('; ')}`);
      return answer;
    },
  };
}
