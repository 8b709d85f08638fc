import { type FinicityAuth, type FinicityAuthOptions, finicityAuth } from '@acme/auth-helpers/finicity';
import { type ManualClock, manualClock } from '@acme/auth-helpers/testing';
import { Configuration, isApiError } from '@acme/finicity-client';
import type { Provider, SandboxAnswer, SandboxRequest } from '../../../src/core/provider.js';
import { type SandboxFetch, sandboxFetch } from '../../../src/entrances/fetch.js';
import {
  FINICITY_TEST_CREDENTIALS,
  type FinicityOptions,
  type FinicityProvider,
  finicityProvider,
} from '../../../src/providers/finicity/index.js';
import { providerSpec } from '../../specs.js';

export const partnerId: string = FINICITY_TEST_CREDENTIALS.partnerId;
export const partnerSecret: string = FINICITY_TEST_CREDENTIALS.partnerSecret;
export const appKey: string = FINICITY_TEST_CREDENTIALS.appKey;
export const newSecret = 'moss+Lantern7_quarry';
export const basePath = 'https://api.finicity.com';

export const minute = 60_000;
export const day: number = 24 * 60 * minute;

/** At midnight, UTC. */
export const START_MS: number = Date.UTC(2026, 2, 31);

/** What of the answers given in this test is not as the description says. */
let problems: string[] = [];

beforeEach(() => {
  problems = [];
});

afterEach(() => expect(problems).toEqual([]));

export interface Partner {
  readonly clock: ManualClock;
  readonly provider: FinicityProvider;
  readonly fetchApi: SandboxFetch;
  readonly auth: FinicityAuth;
  /** Of the real client, with the real helper. */
  readonly configuration: Configuration;
  /** operationId and status of all answers, oldest first. */
  readonly answers: readonly string[];
  /** Another process of the same partner. */
  another(options?: Partial<FinicityAuthOptions>): FinicityAuth;
}

/** The provider, each answer of which is held against the description, and what its users have of it. */
export function partner(options: FinicityOptions = {}): Partner {
  const clock = manualClock(START_MS);
  const provider = finicityProvider({ clock, ...options });
  const isDescribed = [undefined, 'code', 'code-as-number'].includes(options.unauthorizedEnvelope);
  const answers: string[] = [];
  const fetchApi = sandboxFetch(watched(provider, answers, isDescribed), basePath);
  const another = (more: Partial<FinicityAuthOptions> = {}): FinicityAuth =>
    finicityAuth({ partnerId, credentials: { partnerSecret, appKey }, fetch: fetchApi, clock, ...more });
  const auth = another();
  const configuration = new Configuration({ ...auth.configuration, fetchApi });
  return { clock, provider, fetchApi, auth, configuration, answers, another };
}

/** A configuration without the helper: a token by hand. */
export function withToken(fetchApi: SandboxFetch, token: string, key: string = appKey): Configuration {
  return new Configuration({ apiKey: { FinicityAppKey: key, FinicityAppToken: token }, fetchApi });
}

/** What the API said when it refused, such as `401 10001`; `text` in place of a code for a body that is no JSON. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isApiError(error)) throw error ?? new Error('It was not refused.');
  const { status, body } = error as { status: number; body?: unknown };
  return `${status} ${Object(body).code ?? 'text'}`;
}

/** A request by hand, as the client refuses to send some. @param headers Without those that are `undefined`. */
export async function send(
  { fetchApi }: Partner,
  method: string,
  path: string,
  { body, ...headers }: Readonly<Record<string, string | undefined>> = {},
): Promise<{ status: number; type: string | null; body: unknown }> {
  const given = Object.entries(headers).filter(
    (header): header is [string, string] => header[1] !== undefined,
  );
  const response = await fetchApi(basePath + path, { method, headers: given, body: body ?? null });
  const type = response.headers.get('content-type');
  return {
    status: response.status,
    type,
    body: await (type === 'text/plain' ? response.text() : response.json()),
  };
}

function watched(provider: Provider, answers: string[], isDescribed: boolean): Provider {
  return {
    ...provider,
    async respond(request) {
      const answer = await provider.respond(request);
      answers.push(`${operationIdOf(request)} ${answer.status}`);
      if (isDescribed) problems.push(...problemsOf(request, answer));
      return answer;
    },
  };
}

function operationIdOf({ method, path }: SandboxRequest): string | undefined {
  return providerSpec('finicity').match(method, path)?.operation.operationId;
}

/** What of an answer is not as the description says. */
export function problemsOf(request: SandboxRequest, { status, headers, body }: SandboxAnswer): string[] {
  const operationId = operationIdOf(request);
  if (operationId === undefined) return [];
  const type = headers['content-type'];
  const parsed: unknown = type === 'application/json' ? JSON.parse(body) : body;
  const rules = providerSpec('finicity').problems(
    operationId,
    status,
    type,
    parsed === '' ? undefined : parsed,
  );
  return rules.map((rule) => `${operationId} ${status}: ${rule}`);
}
