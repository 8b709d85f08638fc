import { withoutSlashes } from '../http/origin.js';
import { type Fetch, type ReadResponse, sendOnce } from '../http/send-once.js';
import { PROVIDER } from './codes.js';
import type { FinicityCredentials } from './credentials.js';
import { refusal } from './response.js';

export interface AuthenticationOptions {
  readonly basePath: string;
  readonly partnerId: string;
  readonly requestTimeoutMs: number;
  readonly fetch: Fetch | undefined;
  /** The time of day, for a `Retry-After` that is a date. */
  readonly nowMs: () => number;
}

/**
 * The two requests that carry the partner secret, each sent once. They go past the client, so that none of its hooks
 * sends them again.
 */
export interface Authentication {
  /** @returns the token. @throws AuthError */
  createToken(credentials: FinicityCredentials, signal?: AbortSignal): Promise<string>;
  /** @throws AuthError; after `outcome_unknown`, which is any success but 204, either secret may be the valid one. */
  modifyPartnerSecret(
    credentials: FinicityCredentials,
    newPartnerSecret: string,
    immediate: boolean,
  ): Promise<void>;
}

export function authentication(options: AuthenticationOptions): Authentication {
  const { basePath, partnerId, requestTimeoutMs: timeoutMs, fetch, nowMs } = options;
  const url = `${withoutSlashes(basePath)}/aggregation/v2/partners/authentication`;

  function send(
    method: string,
    { appKey, partnerSecret }: FinicityCredentials,
    more: object,
    signal?: AbortSignal,
  ): Promise<ReadResponse> {
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      'finicity-app-key': appKey,
    };
    const body = JSON.stringify({ partnerId, partnerSecret, ...more });
    return sendOnce(url, { method, headers, body }, { provider: PROVIDER, fetch, timeoutMs, signal, nowMs });
  }

  return {
    async createToken(credentials, signal) {
      const answer = await send('POST', credentials, {}, signal);
      const token = answer.status < 300 ? answer.body?.token : undefined;
      // What cannot be in a header would be quoted by the error of the platform.
      if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token;
      throw refusal('the login', answer);
    },
    async modifyPartnerSecret(credentials, newPartnerSecret, immediate) {
      const answer = await send('PUT', credentials, { newPartnerSecret, immediate });
      // A page of maintenance with status 200 has changed nothing, and would cost a failed login later.
      if (answer.status !== 204) throw refusal('the change of the secret', answer);
    },
  };
}
