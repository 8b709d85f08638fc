import { type CallSummary, createJournal } from '../../src/journal/journal.js';
import { redactedCall } from './support.js';

test('a subscriber that throws harms neither the call nor the next subscriber, and is not silenced', () => {
  const later = jest.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => undefined);
  try {
    const journal = createJournal();
    const mistake = new Error('a mistake of the subscriber');
    journal.subscribe(() => {
      throw mistake;
    });
    const heard: CallSummary[] = [];
    journal.subscribe((call) => heard.push(call));
    journal.add(redactedCall());
    expect(heard).toHaveLength(1);
    expect(later).toHaveBeenCalledTimes(1);
    expect(later.mock.calls[0]![0]).toThrow(mistake);
  } finally {
    later.mockRestore();
  }
});
