import { manualClock } from '@acme/auth-helpers/testing';
import type { Provider } from '../../src/core/provider.js';
import { startSandbox } from '../../src/entrances/http/start.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';
import { type ClientName, clientNames } from '../clients/by-provider.js';
import { providerSpec } from '../specs.js';
import { CARDHOLDERS, openClients, signature } from './clients.js';
import { isExplained, wordsOf } from './explanations.js';
import { attempted, createWire, type Wire } from './wire.js';

const minute = 60_000;
const hour: number = 60 * minute;
export const SOAK_MS: number = 48 * hour;
/** When the daemon of Mail-in-a-Box is restarted, after so many ms. */
const RESTARTS: readonly number[] = [6 * hour, 18 * hour, 30 * hour, 42 * hour];

/** What each helper needs when nothing harms a login. PLO: one for each cardholder. */
export const EXACT_LOGINS: Readonly<Record<ClientName, number>> = {
  'commerce-connect': 0,
  finicity: SOAK_MS / (90 * minute),
  mailinabox: 1 + RESTARTS.length,
  plo: CARDHOLDERS,
};

export interface TwoDaysOptions {
  /** Of chaos, and of what the providers make up. */
  readonly seed: number;
  /** From one round of calls to the next: a divisor of 90 minutes. */
  readonly stepMs: number;
  /** For each provider in each round, at the same time. */
  readonly callsPerStep: number;
  readonly disturbsLogins: boolean;
}

export interface TwoDays {
  readonly calls: number;
  /** How many calls ended in each way, by its words; those that succeeded are not among them. */
  readonly failures: Readonly<Record<string, number>>;
  /** Errors that what was done to their call does not explain, and harm to accounts. */
  readonly unexplained: readonly string[];
  /** Logins that were sent, that were altered, and that a provider has granted. */
  readonly logins: Readonly<
    Record<ClientName, { readonly sent: number; readonly altered: number; readonly granted: number }>
  >;
}

/** Four clients over HTTP at the sandbox under chaos, for two days of the one clock that all of them have. */
export async function twoDays(options: TwoDaysOptions): Promise<TwoDays> {
  const { seed, stepMs, callsPerStep } = options;
  const clock = manualClock();
  const sandbox = sandboxProviders({ clock, seed, plo: { signature }, mailinabox: { startupMs: 0 } });
  const granted: Record<string, number> = {};
  const unexplained: string[] = [];
  const failures: Record<string, number> = {};
  const providers = sandbox.providers.map((provider) => countingLogins(provider, granted));
  const server = await startSandbox({ providers, clock, port: 0, chaos: { seed } });
  const names = clientNames;
  const wires = Object.fromEntries(
    names.map((provider) => [provider, createWire({ ...options, provider })]),
  ) as Record<ClientName, Wire>;
  const clients = openClients({ server, clock, wires });
  let calls = 0;

  async function make(provider: ClientName, call: () => Promise<unknown>): Promise<void> {
    calls += 1;
    const { error, faults } = await attempted(call);
    if (error === undefined) return;
    const words = `${provider}: ${wordsOf(error)}`;
    failures[words] = (failures[words] ?? 0) + 1;
    if (isExplained(error, faults, wires[provider].counts.harmedLogins > 0)) return;
    unexplained.push(`${words} after ${JSON.stringify(faults)}`);
  }

  try {
    for (let [passedMs, turn] = [0, 0]; passedMs < SOAK_MS; passedMs += stepMs, turn += callsPerStep) {
      if (RESTARTS.includes(passedMs)) {
        sandbox.mailinabox.actions.restart();
      }
      const round = Array.from({ length: callsPerStep }, (_, index) =>
        names.map((name) => make(name, () => clients.calls[name](turn + index))),
      );
      await Promise.all(round.flat());
      // Joins a login that a call has begun behind its answer, so that the clock stands still meanwhile: a token of 90
      // minutes has 29 left.
      await make('finicity', () => clients.finicity.getToken({ minRemainingMs: 30 * minute }));
      unexplained.push(...providers.flatMap(harmOf));
      clock.advance(stepMs);
    }
  } finally {
    await server.close();
  }
  const logins = names.map((name) => {
    const { logins: sent, harmedLogins: altered } = wires[name].counts;
    return [name, { sent, altered, granted: granted[name] ?? 0 }];
  });
  return { calls, failures, unexplained, logins: Object.fromEntries(logins) };
}

/** What the account of a client has suffered for good, or will soon. */
function harmOf(provider: Provider): string[] {
  const { isLocked, failures, bannedUntilMs, refusedLogins } = provider.state();
  return Object.entries({ isLocked, failures, bannedUntilMs, refusedLogins })
    .filter(([, value]) => ![undefined, false, 0].includes(value as undefined))
    .map(([what]) => `${provider.name}: ${what}`);
}

/** The provider; `granted` gets how many of the logins that have reached it were answered with 200. */
function countingLogins(provider: Provider, granted: Record<string, number>): Provider {
  const spec = providerSpec(provider.name);
  const ofLogin: readonly (string | undefined)[] = ['createToken', 'login', 'usertokenGet'];
  return {
    ...provider,
    async respond(request) {
      const answer = await provider.respond(request);
      const operationId = spec.match(request.method, request.path)?.operation.operationId;
      const isLogin = ofLogin.includes(operationId) && answer.status === 200;
      if (isLogin) granted[provider.name] = (granted[provider.name] ?? 0) + 1;
      return answer;
    },
  };
}
