import type { SandboxClock, SandboxRequest, Vocabulary } from '../core/provider.js';
import { faultKinds } from '../faults/catalogue.js';
import type { DeliveredAnswer, FaultyProvider } from '../faults/delivery.js';
import { redactedCall } from '../journal/call.js';
import type { Recorder } from '../journal/recorder.js';

type Route = (request: SandboxRequest) => Promise<DeliveredAnswer>;

/** A route for a recording. */
interface RecordedRoute {
  readonly route: Route;
  /** Resolves when all that has been asked for is answered, and so in the recording. */
  settled(): Promise<void>;
}

/**
 * The route, whose control calls that change something are recorded among the calls: without them nobody could tell
 * from the recording why a token has died. The journal, which is about the providers, does not have them.
 */
export function recordedRoute(
  route: Route,
  recorder: Pick<Recorder, 'add'>,
  clock: SandboxClock,
  vocabulary: Vocabulary,
): RecordedRoute {
  const open = new Set<Promise<unknown>>();
  const control = { name: '_sandbox', operationOf: () => undefined, vocabulary: () => vocabulary } as const;

  async function recorded(request: SandboxRequest): Promise<DeliveredAnswer> {
    if (request.method !== 'POST' || !request.path.startsWith(`/${control.name}/`)) return route(request);
    const times = { timeMs: clock.nowMs(), realTimeMs: Date.now() };
    const startMs = performance.now();
    const answer = await route(request);
    const durationMs = performance.now() - startMs;
    const asked = { ...request, path: request.path.slice(`/${control.name}`.length) };
    await recorder.add(redactedCall({ provider: control, request: asked, answer, ...times, durationMs }));
    return answer;
  }

  return {
    route(request) {
      const answer = recorded(request);
      open.add(answer);
      const close = (): boolean => open.delete(answer);
      answer.then(close, close);
      return answer;
    },
    async settled() {
      await Promise.allSettled(open);
    },
  };
}

/** What is public in control calls: their names, the providers, the actions and the faults. */
export function controlVocabulary(providers: ReadonlyMap<string, FaultyProvider>): Vocabulary {
  const actions = [...providers.values()].flatMap((provider) => Object.keys(provider.actions));
  const texts: Readonly<Record<string, readonly string[]>> = {
    provider: [...providers.keys()],
    action: actions,
    faults: Object.keys(faultKinds),
    advancems: [],
    calls: [],
  };
  return {
    names: new Set(['provider', 'action', 'faults', 'fixtures', 'advanceMs', 'calls']),
    describes(name) {
      const known = Object.hasOwn(texts, name.toLowerCase()) ? texts[name.toLowerCase()] : undefined;
      if (known === undefined) return undefined;
      return { texts: new Set(known), isNumber: known.length === 0, isDate: false };
    },
    segments: new Set(['clock', 'action', 'faults', 'fixtures', 'state']),
  };
}
