import { createAuthInfo } from '@acme/auth-helpers/plo';
import { manualClock } from '@acme/auth-helpers/testing';
import * as finicity from '@acme/finicity-client';
import * as plo from '@acme/plo-client';
import type { Provider, SandboxAnswer, SandboxRequest } from '../../src/core/provider.js';
import { sandboxFetch } from '../../src/entrances/fetch.js';
import { registrations } from '../../src/generated/providers.js';
import { FINICITY_TEST_CREDENTIALS } from '../../src/providers/finicity/options.js';
import { MAILINABOX_TEST_ACCOUNTS } from '../../src/providers/mailinabox/options.js';
import { PLO_TEST_INSTITUTION } from '../../src/providers/plo/options.js';
import { type ClientName, clients } from '../clients/by-provider.js';
import type { OperationDescriptor, UserRequest } from './requests.js';

/** One request as it came to the provider, and what it answered. */
export interface Exchange {
  readonly request: SandboxRequest;
  readonly answer: SandboxAnswer;
}

/** Somebody who uses a client with a provider that is as new. */
export interface Visit {
  readonly exchanges: readonly Exchange[];
  /** Calls the client's function of that name. */
  call(operationId: string, request: UserRequest): Promise<unknown>;
}

/** Midnight, UTC, of a day that the examples are about. */
const START_MS = Date.UTC(2026, 2, 31);

function exportsOf(provider: ClientName): Readonly<Record<string, unknown>> {
  return clients[provider];
}

export function descriptorOf(provider: ClientName, operationId: string): OperationDescriptor {
  // The subpaths of the API classes alone export descriptors.
  for (const name of Object.keys(exportsOf(provider)).filter((one) => one.endsWith('Api'))) {
    const api = jest.requireActual<Record<string, unknown>>(`@acme/${provider}-client/apis/${name}`);
    const descriptor = api[`${operationId}Operation`];
    if (descriptor !== undefined) return descriptor as OperationDescriptor;
  }
  throw new Error(`${provider} has no operation ${operationId}`);
}

/** Opens a client at a new provider, with the credentials that it takes. */
export async function openVisit(name: ClientName): Promise<Visit> {
  const clock = manualClock(START_MS);
  // This one alone: making all of them takes longer than the call.
  const registration = Object.values(registrations).find((one) => one.name === name)!;
  const provider = registration.provider({ clock, ...(name === 'mailinabox' && { startupMs: 0 }) });
  const exchanges: Exchange[] = [];
  const watched: Provider = {
    ...provider,
    async respond(request) {
      const answer = await provider.respond(request);
      exchanges.push({ request, answer });
      return answer;
    },
  };
  const basePath = basePaths[name];
  const fetchApi = sandboxFetch(watched, basePath);
  const configuration = new finicity.Configuration({
    basePath,
    fetchApi,
    ...(await credentials[name]({ basePath, fetchApi })),
  });
  const known = name === 'plo' ? await ploSession(configuration) : {};
  exchanges.length = 0;
  return {
    exchanges,
    call(operationId, request) {
      const run = exportsOf(name)[operationId] as (at: object, asked: UserRequest) => Promise<unknown>;
      return run(configuration, { ...request, ...picked(known, request) });
    },
  };
}

const basePaths: Readonly<Record<ClientName, string>> = {
  'commerce-connect': 'https://test.fdconnect.com/FirstPayL2Services',
  finicity: 'https://api.finicity.com',
  mailinabox: 'https://box.example.com/admin',
  plo: 'https://api.mastercard.com/plo/v1',
};

type Place = Pick<finicity.ConfigurationParameters, 'basePath' | 'fetchApi'>;

const credentials: Readonly<Record<ClientName, (place: Place) => Promise<finicity.ConfigurationParameters>>> =
  {
    'commerce-connect': async () => ({}),
    async finicity(place) {
      const { appKey, partnerId, partnerSecret } = FINICITY_TEST_CREDENTIALS;
      const at = new finicity.Configuration({ ...place, apiKey: appKey });
      const { token } = await finicity.createToken(at, { body: { partnerId, partnerSecret } });
      return { apiKey: { 'Finicity-App-Key': appKey, 'Finicity-App-Token': token } };
    },
    async mailinabox() {
      const { email: username, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
      return { username, password };
    },
    plo: async () => ({}),
  };

/** A session's parameters are credentials in all but name: without one, every call would end at the door. */
async function ploSession(configuration: finicity.Configuration): Promise<UserRequest> {
  const about = { ...PLO_TEST_INSTITUTION, userId: 'cardholder-1', now: () => START_MS };
  const authInfo = await createAuthInfo(about);
  const fId = PLO_TEST_INSTITUTION.fiId;
  const { Response: answer } = await plo.usertokenGet(configuration, { fId, authInfo });
  return { fId, authInfo, userToken: answer?.UserToken?.Token };
}

/** Those of `known` that the request names, every other time, so that the door is tried too. */
function picked(known: UserRequest, request: UserRequest): UserRequest {
  const isStranger =
    JSON.stringify(request, (_, value) => (typeof value === 'bigint' ? `${value}` : value)).length % 4 === 0;
  return isStranger ? {} : Object.fromEntries(Object.entries(known).filter(([key]) => key in request));
}
