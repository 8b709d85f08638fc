import { isFixtureError } from '../core/fixtures.js';
import type { SandboxAnswer, SandboxClock, SandboxRequest } from '../core/provider.js';
import { servedPath } from '../core/request.js';
import { faultKinds } from '../faults/catalogue.js';
import type { FaultyProvider } from '../faults/delivery.js';
import { FaultError } from '../faults/parse.js';
import { ControlError, controlStatuses, json, ownAnswer, wholeNumber } from './messages.js';

/** What control calls act on. */
export interface Controlled {
  readonly providers: ReadonlyMap<string, FaultyProvider>;
  readonly clock: SandboxClock;
  /** Whether it is that of the providers: what passes on another one does not pass for them. */
  readonly isClockShared: boolean;
}

type Input = Readonly<Record<string, unknown>>;

const tenYearsMs = 10 * 365 * 24 * 60 * 60 * 1_000;
const callsAtMost = 1_000;

const CLOCK_UNKNOWN =
  'The sandbox was started without the clock of its providers. Pass the same clock to startSandbox and to them';

const changes: Readonly<Record<string, (input: Input, controlled: Controlled) => void>> = {
  '/clock': ({ advanceMs }, { clock, isClockShared }) => {
    const ms = wholeNumber('advanceMs', advanceMs, tenYearsMs);
    if (!isClockShared) throw new ControlError('clock_unknown', CLOCK_UNKNOWN);
    clock.advance(ms);
  },
  '/action': ({ provider, action }, controlled) => {
    const { actions } = providerNamed(provider, controlled);
    if (typeof action !== 'string' || !Object.hasOwn(actions, action)) {
      throw new ControlError('invalid_request', `action must be one of: ${Object.keys(actions).join(', ')}`);
    }
    actions[action]!();
  },
  '/fixtures': ({ provider, fixtures }, controlled) => {
    const { loadFixtures } = providerNamed(provider, controlled);
    if (loadFixtures === undefined) {
      throw new ControlError('invalid_request', `${provider} accepts no fixtures`);
    }
    loadFixtures(fixtures);
  },
  '/faults': ({ provider, faults, calls = 1 }, controlled) => {
    const number = wholeNumber('calls', calls, callsAtMost);
    const all = [...controlled.providers.values()];
    const named = provider === undefined ? all : [providerNamed(provider, controlled)];
    if (number === 0) {
      for (const { faults: queue } of named) queue.clear();
      return;
    }
    if (typeof faults !== 'string') {
      throw new ControlError('invalid_request', 'faults must be a text, such as "status-503"');
    }
    for (const { faults: queue } of named) queue.add(faults, number);
  },
};

/**
 * Answers a control call; `path` is what follows `/_sandbox`:
 *
 * - `GET /state`: the time, and for each provider its public state, its actions and the faults of its next calls
 * - `GET /first-calls`: for each provider the test credentials and a command that makes a first call
 * - `GET /faults`: all faults by name, what they do, and the numbers that can follow the name
 * - `POST /clock` `{ advanceMs }`: time passes at all providers
 * - `POST /action` `{ provider, action }`: one of the actions that the state lists
 * - `POST /fixtures` `{ provider, fixtures }`: replaces the data of a provider by your own
 * - `POST /faults` `{ provider?, faults, calls? }`: for the next `calls` calls (default 1) of one or all providers; 0
 *   removes the faults that wait
 *
 * HEAD is answered as GET is. A POST must be JSON, which keeps out pages of other origins, and answers with the state
 * after it.
 */
export function controlCall(request: SandboxRequest, controlled: Controlled): SandboxAnswer {
  const { method, path } = request;
  try {
    const isRead = method === 'GET' || method === 'HEAD';
    if (isRead && path === '/state') return answer(200, stateOf(controlled));
    if (isRead && path === '/faults') return answer(200, allFaults());
    if (isRead && path === '/first-calls') return answer(200, firstCalls(request, controlled));
    const change = method === 'POST' && Object.hasOwn(changes, path) ? changes[path] : undefined;
    if (change === undefined)
      throw new ControlError('control_call_unknown', `There is no control call ${method} ${path}`);
    change(json(request), controlled);
    return answer(200, stateOf(controlled));
  } catch (error) {
    if (isFixtureError(error)) {
      return answer(400, { error: error.message, code: error.code, problems: error.problems });
    }
    if (!(error instanceof ControlError || error instanceof FaultError)) throw error;
    const status = error instanceof ControlError ? controlStatuses[error.code] : 400;
    return answer(status, { error: error.message, code: error.code });
  }
}

function providerNamed(name: unknown, { providers }: Controlled): FaultyProvider {
  const provider = typeof name === 'string' ? providers.get(name) : undefined;
  if (provider !== undefined) return provider;
  throw new ControlError('invalid_request', `provider must be one of: ${[...providers.keys()].join(', ')}`);
}

function stateOf({ providers, clock }: Controlled): object {
  const each = [...providers].map(([name, { state, actions, faults }]) => [
    name,
    { state: state(), actions: Object.keys(actions), pendingFaults: faults.pending },
  ]);
  return { nowMs: clock.nowMs(), providers: Object.fromEntries(each) };
}

function firstCalls({ headers }: SandboxRequest, { providers }: Controlled): object {
  const host = headers.get('host') ?? '';
  // The command is for a shell.
  const origin = `http://${/^[\w.:[\]-]+$/.test(host) ? host : 'localhost'}`;
  const each = [...providers].flatMap(([name, provider]) => {
    const call = provider.firstCall?.(`${origin}${servedPath(name, provider)}`);
    return call === undefined ? [] : [[name, call] as const];
  });
  return Object.fromEntries(each);
}

function allFaults(): object {
  const each = Object.entries(faultKinds).map(([name, { does, parameters }]) => [name, { does, parameters }]);
  return Object.fromEntries(each);
}

function answer(status: number, value: object): SandboxAnswer {
  return ownAnswer('application/json', `${JSON.stringify(value)}\n`, { status });
}
