import type { JournalEntry } from '../../src/journal/journal.js';

/** A call as `Journal.add` takes it. */
export function call(changes: Partial<JournalEntry> = {}): Omit<JournalEntry, 'id'> {
  return {
    timeMs: 1_700_000_000_000,
    provider: 'finicity',
    operationId: 'getCustomer',
    method: 'GET',
    path: '/aggregation/v1/customers/7',
    pathTemplate: '/aggregation/v1/customers/{customerId}',
    status: 200,
    durationMs: 1.5,
    delivery: undefined,
    manners: [],
    request: { headers: [['accept', 'application/json']], body: '', bodyBytes: 0, query: [] },
    response: { headers: [['content-type', 'application/json']], body: '{"id":"7"}', bodyBytes: 10 },
    ...changes,
  };
}
