import { generateKeyPairSync } from 'node:crypto';
import { type PloAuth, type PloAuthOptions, ploAuth } from '@acme/auth-helpers/plo';
import { type ManualClock, manualClock } from '@acme/auth-helpers/testing';
import { Configuration } from '@acme/plo-client';
import oauth1 from 'mastercard-oauth1-signer';
import { type SandboxFetch, sandboxFetch } from '../../../src/entrances/fetch.js';
import {
  PLO_TEST_INSTITUTION,
  type PloOptions,
  type PloProvider,
  ploProvider,
} from '../../../src/providers/plo/index.js';
import { providerSpec } from '../../specs.js';

export const fiId: string = PLO_TEST_INSTITUTION.fiId;
export const key: string = PLO_TEST_INSTITUTION.key;
export const iv: string = PLO_TEST_INSTITUTION.iv;
export const basePath = 'https://sandbox.api.mastercard.com/plo/v1';
export const START_MS: number = Date.UTC(2026, 10, 22, 10, 15);

export const pair: { publicKey: string; privateKey: string } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
export const consumerKey = 'consumer-key-1!project';

/** As a user writes it, with the vendor's own library. */
export function sign(url: string, method: string, body: string | null): string {
  return oauth1.getAuthorizationHeader(url, method, body, consumerKey, pair.privateKey);
}

export interface InstitutionAtSandbox {
  readonly clock: ManualClock;
  readonly provider: PloProvider;
  readonly fetchApi: SandboxFetch;
  readonly auth: PloAuth;
  /** Of the real client, with the real helper. */
  readonly configuration: Configuration;
}

/** An institution's real client and helper at a sandbox, whose every answer must be as the spec has it. */
export function institution(
  options: PloOptions = {},
  authOptions: Partial<PloAuthOptions> = {},
): InstitutionAtSandbox {
  const clock = manualClock(START_MS);
  const provider = checked(ploProvider({ clock, ...options }));
  const fetchApi = sandboxFetch(provider, basePath);
  const auth = ploAuth({ fiId, key, iv, clock, basePath: basePath, fetch: fetchApi, ...authOptions });
  return { clock, provider, fetchApi, auth, configuration: new Configuration(auth.configuration) };
}

/** The errors of an answer, such as `401 UserToken INVALID_TOKEN`, or `200`. */
export async function told(answer: Response): Promise<string> {
  const { Errors } = (await answer.json()) as {
    Errors?: { Error: { Source: string; ReasonCode: string; Description: string }[] };
  };
  const errors = Errors?.Error.map(({ Source, ReasonCode }) => `${Source} ${ReasonCode}`) ?? [];
  return [answer.status, ...errors].join(' ');
}

function checked(provider: PloProvider): PloProvider {
  const spec = providerSpec('plo');
  return {
    ...provider,
    async respond(request) {
      const answer = await provider.respond(request);
      const operationId = spec.match(request.method, request.path)?.operation.operationId;
      if (operationId === undefined) return answer;
      const type = answer.headers['content-type'];
      const problems = spec.problems(operationId, answer.status, type, JSON.parse(answer.body));
      if (problems.length > 0)
        throw new Error(`the answer is not as the spec has it: ${problems.join('; ')}`);
      return answer;
    },
  };
}
