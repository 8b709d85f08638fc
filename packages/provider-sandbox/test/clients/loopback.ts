import { type ManualClock, manualClock } from '@acme/auth-helpers/testing';
import type { Provider, ProviderName, SandboxAnswer, SandboxRequest } from '../../src/core/provider.js';
import { type SandboxServer, startSandbox } from '../../src/entrances/http/start.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';
import { consumerKey, pair } from '../providers/plo/support.js';
import { providerSpec } from '../specs.js';

/** Midnight, UTC: that of the examples in the descriptions. */
export const START_MS: number = Date.UTC(2026, 2, 31);

/** One answer of a provider, before it went over the wire. */
export interface GivenAnswer {
  readonly provider: ProviderName;
  readonly operationId: string;
  readonly status: number;
  /** The JSON as parsed, else the text; `undefined` for none. */
  readonly value: unknown;
  /** What of the request and of the answer is not as the description says. */
  readonly problems: readonly string[];
}

/** The sandbox on a port of its own, and what its providers have answered. */
export interface Loopback {
  readonly server: SandboxServer;
  readonly clock: ManualClock;
  /** The oldest first. */
  readonly answers: readonly GivenAnswer[];
  /** How often a provider has carried out an operation. */
  carriedOut(operationId: string): number;
  /** A control call, such as `faults` or `action`. */
  control(path: string, input: object): Promise<void>;
  close(): Promise<void>;
}

/** Starts it with all four providers on a clock that stands still; PLO checks signatures. */
export async function startLoopback(): Promise<Loopback> {
  const clock = manualClock(START_MS);
  const signature = { publicKey: pair.publicKey, consumerKey };
  const sandbox = sandboxProviders({ clock, plo: { signature }, mailinabox: { startupMs: 0 } });
  const answers: GivenAnswer[] = [];
  const providers = sandbox.providers.map((provider) => watched(provider, answers));
  const server = await startSandbox({ providers, clock, port: 0 });
  return {
    ...{ server, clock, answers },
    carriedOut: (wanted) => answers.filter(({ operationId }) => operationId === wanted).length,
    async control(path, input) {
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(input) };
      const { status } = await fetch(`${server.url}/_sandbox/${path}`, init);
      if (status !== 200) throw new Error(`the control call ${path} was answered with ${status}`);
    },
    close: () => server.close(),
  };
}

function watched(provider: Provider, answers: GivenAnswer[]): Provider {
  return {
    ...provider,
    async respond(request) {
      const answer = await provider.respond(request);
      answers.push(givenAnswer(provider.name, request, answer));
      return answer;
    },
  };
}

function givenAnswer(
  provider: ProviderName,
  request: SandboxRequest,
  { status, headers, body }: SandboxAnswer,
): GivenAnswer {
  const spec = providerSpec(provider);
  const match = spec.match(request.method, request.path);
  if (match === undefined) throw new Error(`${provider} has no ${request.method} ${request.path}`);
  const { operationId } = match.operation;
  const type = headers['content-type']?.replace(/;.*/, '');
  const text = type === undefined ? undefined : body;
  const value: unknown = type === 'application/json' ? JSON.parse(body) : text;
  const problems = [
    ...spec.violations(match, request),
    ...spec.problems(operationId, status, type, value),
  ].map((rule) => `${operationId} ${status}: ${rule}`);
  return { provider, operationId, status, value, problems };
}
