import type { SandboxAnswer, SandboxClock, SandboxRequest } from '../core/provider.js';
import type { DeliveredAnswer } from '../faults/delivery.js';
import { plainMessages } from '../journal/call.js';
import type { RecordableCall, Recorder } from '../journal/recorder.js';
import { shownPath } from '../journal/redact.js';
import type { Vocabulary } from '../openapi/vocabulary.js';

type Route = (request: SandboxRequest) => Promise<DeliveredAnswer>;

/** A route for a recording. */
export interface RecordedRoute {
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

  async function recorded(request: SandboxRequest): Promise<DeliveredAnswer> {
    if (request.method !== 'POST' || !request.path.startsWith('/_sandbox/')) return route(request);
    const times = { timeMs: clock.nowMs(), realTimeMs: Date.now() };
    const startMs = performance.now();
    const answer = await route(request);
    await recorder.add(
      controlCall(request, answer, vocabulary, { ...times, durationMs: performance.now() - startMs }),
    );
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

function controlCall(
  request: SandboxRequest,
  answer: SandboxAnswer,
  vocabulary: Vocabulary,
  times: { readonly timeMs: number; readonly realTimeMs: number; readonly durationMs: number },
): RecordableCall {
  const { method, path } = request;
  const provider = '_sandbox';
  return {
    summary: () => ({
      ...{
        provider,
        method,
        path: shownPath(vocabulary, path.slice(`/${provider}`.length), undefined),
        status: answer.status,
        ...times,
      },
      ...{ operationId: undefined, pathTemplate: undefined, delivery: undefined, manners: [] },
    }),
    messages: async () => plainMessages(request, answer, vocabulary),
  };
}
