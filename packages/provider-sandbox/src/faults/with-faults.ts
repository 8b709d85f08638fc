import { json } from '../core/body.js';
import { delegateTo } from '../core/delegate.js';
import { isConnectionRefused } from '../core/errors.js';
import type { Provider, SandboxRequest } from '../core/provider.js';
import { headerList } from '../core/request.js';
import { faultKinds } from './catalogue.js';
import { type ChaosOptions, chaosFaults } from './chaos.js';
import type { DeliveredAnswer, FaultQueue, FaultyProvider, WithFaults } from './delivery.js';
import { type Fault, FaultError, faultsText, parseFaults } from './parse.js';

/** The request header that gives faults to this one call. The provider does not see it. */
export const faultHeader = 'x-sandbox-fault';

/** The faults that calls get without asking for them. */
export interface FaultOptions {
  /** What every call gets, such as `delay;ms=250`, unless the header or the queue has others. Default: none. */
  readonly faults?: string | undefined;
  /** Faults for some calls, chosen by a seed; they follow `faults`. Default: none. */
  readonly chaos?: ChaosOptions | undefined;
}

/**
 * Returns the provider with all its members, and with faults. A call gets the faults of its header; without the
 * header, those that wait in the queue `faults`; without any, those of the options and of chaos. An empty header lets a
 * call through. If the header is not understood, the call gets 400 and does not reach the provider. If the provider
 * throws `ConnectionRefused`, there is no answer: the connection is cut.
 *
 * A provider that already has faults is returned as it is, because one call must not pass through two queues.
 *
 * @throws FaultError when the option `faults` is not understood; RangeError when you pass options for a provider that
 *   already has faults.
 * @example
 * const finicity = withFaults(finicityProvider());
 * const server = setupServer(...providerHandlers(finicity));
 * finicity.faults.add('status-502'); // The next call fails.
 */
export function withFaults<P extends Provider>(provider: P, options: FaultOptions = {}): WithFaults<P> {
  if (hasFaults(provider)) return asItIs(provider, options);
  const always = parseFaults(options.faults ?? '');
  const { queue, next } = faultQueue();
  let calls = 0;

  /** @param asked The header of the call. */
  function faultsOf(asked: string | null): readonly Fault[] {
    const call = calls;
    calls += 1;
    if (asked !== null) return parseFaults(asked);
    const queued = next();
    if (queued !== undefined) return queued;
    const { chaos } = options;
    return chaos === undefined
      ? always
      : [...always, ...parseFaults(chaosFaults(chaos, provider.name, call))];
  }

  async function respond(request: SandboxRequest): Promise<DeliveredAnswer> {
    try {
      const asked = request.headers.get(faultHeader);
      const faults = faultsOf(asked);
      const ofCall = asked === null ? request : withoutHeader(request);
      return await (faults.length === 0 ? provider.respond(ofCall) : faultyAnswer(provider, ofCall, faults));
    } catch (error) {
      if (error instanceof FaultError) {
        return json(400, { error: `${faultHeader}: ${error.message}`, code: error.code });
      }
      if (isConnectionRefused(error)) return { ...nothing, delivery: { cut: 'before' } };
      throw error;
    }
  }

  return delegateTo(provider, { respond, faults: queue });
}

/** By the queue: the entries of this package may be loaded twice, as ES modules and as CommonJS. */
function hasFaults<P extends Provider>(provider: P): provider is P & WithFaults<P> {
  const { faults } = provider as Partial<FaultyProvider>;
  return typeof faults?.add === 'function';
}

function asItIs<P extends FaultyProvider>(provider: P, { faults, chaos }: FaultOptions): P {
  if (faults === undefined && chaos === undefined) return provider;
  throw new RangeError(
    `${provider.name} already has faults: pass \`faults\` and \`chaos\` to the first call of \`withFaults\``,
  );
}

const nothing: DeliveredAnswer = { status: 200, headers: {}, body: '' };

async function faultyAnswer(
  provider: Provider,
  request: SandboxRequest,
  faults: readonly Fault[],
): Promise<DeliveredAnswer> {
  const kinds = faults.map((fault) => ({
    ...faultKinds[fault.name]!,
    name: fault.name,
    given: fault.parameters,
  }));
  const isReached = kinds.every(({ reachesProvider }) => reachesProvider);
  let answer = nothing;
  if (isReached) {
    if (faults.some(({ name }) => name === 'duplicate')) await provider.respond(request);
    answer = await provider.respond(request);
  }
  let altered: DeliveredAnswer = answer;
  for (const { alter, given } of kinds) altered = alter(altered, given);
  const applied = kinds.map(({ name, given, did }) => ({
    name,
    parameters: given,
    did: did(given, isReached),
  }));
  return { ...altered, faults: applied };
}

function withoutHeader(request: SandboxRequest): SandboxRequest {
  const headers = headerList([...request.headers].filter(([name]) => name !== faultHeader));
  return { ...request, headers };
}

/** `next()` removes and returns the faults of the next call; `undefined` when none wait. */
function faultQueue(): { queue: FaultQueue; next: () => readonly Fault[] | undefined } {
  let waiting: readonly { readonly faults: readonly Fault[]; readonly calls: number }[] = [];
  const queue: FaultQueue = {
    get calls() {
      return waiting.reduce((sum, { calls }) => sum + calls, 0);
    },
    get pending() {
      return waiting.map(({ faults, calls }) => ({ faults: faultsText(faults), calls }));
    },
    add(text, calls = 1) {
      const faults = parseFaults(text);
      if (!Number.isInteger(calls) || calls < 0) throw new RangeError('calls must be a whole number from 0');
      if (calls > 0) waiting = [...waiting, { faults, calls }];
    },
    clear() {
      waiting = [];
    },
  };

  function next(): readonly Fault[] | undefined {
    const [first, ...others] = waiting;
    if (first === undefined) return undefined;
    waiting = first.calls === 1 ? others : [{ ...first, calls: first.calls - 1 }, ...others];
    return first.faults;
  }

  return { queue, next };
}
