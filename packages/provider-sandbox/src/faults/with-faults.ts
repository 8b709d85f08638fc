import { json } from '../core/body.js';
import { delegateTo } from '../core/delegate.js';
import { isConnectionRefused } from '../core/errors.js';
import type { Provider, SandboxRequest } from '../core/provider.js';
import { headerList } from '../core/request.js';
import { faultKinds } from './catalogue.js';
import { type ChaosOptions, chaosFaults } from './chaos.js';
import type { DeliveredAnswer, Mannerly, MannerlyProvider, MannerQueue } from './delivery.js';
import { type Fault, MannerError, parseFaults } from './parse.js';

/** The request header that asks for bad manners of this one call. The provider does not see it. */
export const mannerHeader = 'x-sandbox-manner';

/** Which bad manners come without being asked for. */
export interface MannerOptions {
  /** What every call gets, such as `delay;ms=250`, unless something else is asked for. Default: nothing. */
  readonly manners?: string | undefined;
  /** Default: no chaos. Comes after `manners`. */
  readonly chaos?: ChaosOptions | undefined;
}

/**
 * The provider with all its members, and with bad manners on request. Of a call's manners the first that there are
 * count: those of the header, those that wait in the queue, then those of the options and of chaos. An empty header lets
 * a call through unharmed. A header that is not understood is answered with 400 and does not reach the provider. A
 * provider that throws `ConnectionRefused` gives no answer: the connection is cut.
 *
 * A provider that has manners already is returned as it is: one call never passes through two queues.
 *
 * @throws MannerError when `manners` is not understood; RangeError when there are options for a provider that has
 *   manners already.
 */
export function withManners<P extends Provider>(provider: P, options: MannerOptions = {}): Mannerly<P> {
  if (isMannerly(provider)) return asItIs(provider, options);
  const always = parseFaults(options.manners ?? '');
  const { waiting, next } = faultQueue();
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
      const asked = request.headers.get(mannerHeader);
      const faults = faultsOf(asked);
      const ofCall = asked === null ? request : withoutHeader(request);
      return await (faults.length === 0 ? provider.respond(ofCall) : faultyAnswer(provider, ofCall, faults));
    } catch (error) {
      if (error instanceof MannerError) {
        return json(400, { error: `${mannerHeader}: ${error.message}`, code: error.code });
      }
      if (isConnectionRefused(error)) return { ...nothing, delivery: { cut: 'before' } };
      throw error;
    }
  }

  return delegateTo(provider, { respond, waiting });
}

/** By a member: the entries of this package may be loaded twice, as ES modules and as CommonJS. */
function isMannerly<P extends Provider>(provider: P): provider is P & Mannerly<P> {
  return 'waiting' in provider;
}

function asItIs<P extends MannerlyProvider>(provider: P, { manners, chaos }: MannerOptions): P {
  if (manners === undefined && chaos === undefined) return provider;
  throw new RangeError(
    `${provider.name} has manners already: give \`manners\` and \`chaos\` to the \`withManners\` that made them`,
  );
}

const nothing: DeliveredAnswer = { status: 200, headers: {}, body: '' };

async function faultyAnswer(
  provider: Provider,
  request: SandboxRequest,
  faults: readonly Fault[],
): Promise<DeliveredAnswer> {
  const kinds = faults.map(({ name, parameters }) => ({ ...faultKinds[name]!, given: parameters }));
  let answer = nothing;
  if (kinds.every(({ reachesProvider }) => reachesProvider)) {
    if (faults.some(({ name }) => name === 'duplicate')) await provider.respond(request);
    answer = await provider.respond(request);
  }
  const altered = kinds.reduce((before, { alter, given }) => alter(before, given), answer);
  return { ...altered, manners: faults.map(({ name }) => name) };
}

function withoutHeader(request: SandboxRequest): SandboxRequest {
  const headers = headerList([...request.headers].filter(([name]) => name !== mannerHeader));
  return { ...request, headers };
}

/** `next()` takes what waits for the next call; `undefined` when nothing does. */
function faultQueue(): { waiting: MannerQueue; next: () => readonly Fault[] | undefined } {
  const queue: (readonly Fault[])[] = [];
  const waiting: MannerQueue = {
    get calls() {
      return queue.length;
    },
    add(text, calls = 1) {
      const faults = parseFaults(text);
      for (let call = 0; call < calls; call += 1) queue.push(faults);
    },
    clear() {
      queue.length = 0;
    },
  };
  return { waiting, next: () => queue.shift() };
}
