import type { JournalEntry, RedactedCall } from '../../src/journal/journal.js';

/** A call as the journal tells of it. */
export function entry(changes: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id: 1,
    timeMs: 1_700_000_000_000,
    realTimeMs: 1_700_000_000_000,
    provider: 'finicity',
    operationId: 'getCustomer',
    method: 'GET',
    path: '/aggregation/v1/customers/7',
    pathTemplate: '/aggregation/v1/customers/{customerId}',
    status: 200,
    durationMs: 1.5,
    delivery: undefined,
    faults: [],
    request: { headers: [['accept', 'application/json']], body: '', bodyBytes: 0, query: [] },
    response: { headers: [['content-type', 'application/json']], body: '{"id":"7"}', bodyBytes: 10 },
    ...changes,
  };
}

/** {@link entry} as the journal takes it. */
export function redactedCall(changes: Partial<JournalEntry> = {}): RedactedCall {
  const { id: _, request, response, ...summary } = entry(changes);
  return { summary: () => summary, messages: async () => ({ request, response }) };
}
