import type { SandboxClock, SandboxRequest } from '../core/contract.js';
import type { DeliveredAnswer, MannerlyProvider } from '../manners/delivery.js';
import type { Journal, JournalEntry, JournalMessage } from './journal.js';
import { keptCharacters, redactedBody, redactedHeaders, redactedQuery } from './redact.js';

/**
 * The provider, whose calls are written into a journal: each when its answer is ready, before it is delivered. A call
 * that the provider fails at by a mistake of its own is there as a 500.
 */
export function journaled(
  provider: MannerlyProvider,
  journal: Journal,
  clock: SandboxClock,
): MannerlyProvider {
  async function note(
    request: SandboxRequest,
    answer: DeliveredAnswer,
    timeMs: number,
    startMs: number,
  ): Promise<void> {
    const durationMs = performance.now() - startMs;
    const { method, path, query } = request;
    const { status, delivery, manners = [] } = answer;
    const operation = provider.operationOf(method, path);
    const entry: Omit<JournalEntry, 'id'> = {
      ...{ timeMs, provider: provider.name, method, path },
      ...{ operationId: operation?.operationId, pathTemplate: operation?.path },
      ...{ status, durationMs, delivery, manners },
      request: {
        ...message(request.headers, request.body),
        query: redactedQuery(query),
        decrypted: await decryptedOf(provider, request),
      },
      response: message(new Headers(answer.headers), answer.body),
    };
    journal.add(entry);
  }

  return {
    ...provider,
    async respond(request) {
      const [timeMs, startMs] = [clock.nowMs(), performance.now()];
      try {
        const answer = await provider.respond(request);
        await note(request, answer, timeMs, startMs);
        return answer;
      } catch (error) {
        await note(request, { status: 500, headers: {}, body: '' }, timeMs, startMs);
        throw error;
      }
    },
  };
}

/** Nothing where the provider fails at it: to be watched must not change what a client gets. */
async function decryptedOf(provider: MannerlyProvider, request: SandboxRequest): Promise<string | undefined> {
  const text = await provider.decrypted?.(request).catch(() => undefined);
  return text === undefined ? undefined : redactedBody(text, '').slice(0, keptCharacters);
}

function message(headers: Headers, body: string): JournalMessage {
  return {
    headers: redactedHeaders(headers),
    body: redactedBody(body, headers.get('content-type') ?? '').slice(0, keptCharacters),
    bodyBytes: new TextEncoder().encode(body).length,
  };
}
