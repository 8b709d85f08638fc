import type { SandboxAnswer, SandboxClock, SandboxRequest } from '../core/provider.js';
import { faultKinds } from '../faults/catalogue.js';
import type { MannerlyProvider } from '../faults/delivery.js';
import { MannerError } from '../faults/parse.js';
import { ControlError, json, ownAnswer, wholeNumber } from './messages.js';

/** What control calls act on. */
export interface Controlled {
  readonly providers: ReadonlyMap<string, MannerlyProvider>;
  readonly clock: SandboxClock;
  /** Whether it is that of the providers: what passes on another one does not pass for them. */
  readonly isClockShared: boolean;
}

type Input = Readonly<Record<string, unknown>>;

const tenYearsMs = 10 * 365 * 24 * 60 * 60 * 1_000;
const callsAtMost = 1_000;

const CLOCK_UNKNOWN =
  'The sandbox was started without the clock of its providers: give startSandbox the clock that they have';

const changes: Readonly<Record<string, (input: Input, controlled: Controlled) => void>> = {
  '/clock': ({ advanceMs }, { clock, isClockShared }) => {
    const ms = wholeNumber('advanceMs', advanceMs, tenYearsMs);
    if (!isClockShared) throw new ControlError(409, CLOCK_UNKNOWN);
    clock.advance(ms);
  },
  '/action': ({ provider, action }, controlled) => {
    const { actions } = providerNamed(provider, controlled);
    if (typeof action !== 'string' || !Object.hasOwn(actions, action)) {
      throw new ControlError(400, `action must be one of: ${Object.keys(actions).join(', ')}`);
    }
    actions[action]!();
  },
  '/manners': ({ provider, manners, calls = 1 }, controlled) => {
    const number = wholeNumber('calls', calls, callsAtMost);
    const all = [...controlled.providers.values()];
    for (const { waiting } of provider === undefined ? all : [providerNamed(provider, controlled)]) {
      if (number === 0) {
        waiting.clear();
        continue;
      }
      if (typeof manners !== 'string')
        throw new ControlError(400, 'manners must be a text, such as "status-503"');
      waiting.add(manners, number);
    }
  },
};

/**
 * Answers a control call; `path` is what follows `/_sandbox`:
 *
 * - `GET /state`: the time and what may be seen of each provider
 * - `GET /manners`: all bad manners by name, what they do, and the numbers that can follow the name
 * - `POST /clock` `{ advanceMs }`: time passes at all providers
 * - `POST /action` `{ provider, action }`: one of the actions that the state lists
 * - `POST /manners` `{ provider?, manners, calls? }`: for the next `calls` calls (default 1) of one or all providers; 0
 *   forgets what waits
 *
 * HEAD is answered as GET is. A POST must be JSON, which keeps out pages of other origins, and answers with the state
 * after it.
 */
export function controlCall(request: SandboxRequest, controlled: Controlled): SandboxAnswer {
  const { method, path } = request;
  try {
    const isRead = method === 'GET' || method === 'HEAD';
    if (isRead && path === '/state') return answer(200, stateOf(controlled));
    if (isRead && path === '/manners') return answer(200, allManners());
    const change = method === 'POST' && Object.hasOwn(changes, path) ? changes[path] : undefined;
    if (change === undefined) throw new ControlError(404, `There is no control call ${method} ${path}`);
    change(json(request), controlled);
    return answer(200, stateOf(controlled));
  } catch (error) {
    if (error instanceof ControlError) return answer(error.status, { error: error.message });
    if (error instanceof MannerError) return answer(400, { error: error.message, code: error.code });
    throw error;
  }
}

function providerNamed(name: unknown, { providers }: Controlled): MannerlyProvider {
  const provider = typeof name === 'string' ? providers.get(name) : undefined;
  if (provider !== undefined) return provider;
  throw new ControlError(400, `provider must be one of: ${[...providers.keys()].join(', ')}`);
}

function stateOf({ providers, clock }: Controlled): object {
  const each = [...providers].map(([name, { state, actions, waiting }]) => [
    name,
    { state: state(), actions: Object.keys(actions), callsWithManners: waiting.calls },
  ]);
  return { nowMs: clock.nowMs(), providers: Object.fromEntries(each) };
}

function allManners(): object {
  const each = Object.entries(faultKinds).map(([name, { does, parameters }]) => [name, { does, parameters }]);
  return Object.fromEntries(each);
}

function answer(status: number, value: object): SandboxAnswer {
  return ownAnswer('application/json', `${JSON.stringify(value)}\n`, { status });
}
