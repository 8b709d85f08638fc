import { createJournal, type Journal, type JournalEntry } from '../../src/journal/journal.js';
import { journaled } from '../../src/journal/journaled.js';
import { withManners } from '../../src/manners/with-manners.js';
import { sandboxProviders } from '../../src/providers.js';
import { ask, tinyProvider } from '../manners/tiny-provider.js';
import { stillClock } from '../server/support.js';
import { call } from './support.js';

function watched(): { journal: Journal; tiny: ReturnType<typeof journaled> } {
  const journal = createJournal();
  return { journal, tiny: journaled(withManners(tinyProvider('finicity')), journal, stillClock()) };
}

describe('the journal', () => {
  test('numbers the calls and keeps the last thousand', () => {
    const journal = createJournal();
    for (let count = 0; count < 1_003; count += 1) journal.add(call());
    const ids = journal.entries().map(({ id }) => id);
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([1_000, 4, 1_003]);
  });

  test('tells who subscribes, until it ends that', () => {
    const journal = createJournal();
    const heard: JournalEntry[] = [];
    const stop = journal.subscribe((entry) => heard.push(entry));
    const added = journal.add(call());
    stop();
    journal.add(call());
    expect(heard).toEqual([added]);
  });

  test('what was listed does not change with the next call', () => {
    const journal = createJournal();
    const before = journal.entries();
    journal.add(call());
    expect(before).toEqual([]);
  });
});

describe('a provider with a journal', () => {
  test('notes what was asked, of which operation, and what was answered, without secrets', async () => {
    const clock = stillClock();
    const journal = createJournal();
    const [finicity] = sandboxProviders({ clock }).providers.filter(({ name }) => name === 'finicity');
    const secrets = { appKey: 'hush-key', partnerSecret: 'hush-secret' };
    await journaled(withManners(finicity!), journal, clock).respond({
      method: 'POST',
      path: '/aggregation/v2/partners/authentication',
      query: new URLSearchParams(),
      headers: new Headers({ 'content-type': 'application/json', 'finicity-app-key': secrets.appKey }),
      body: JSON.stringify({ partnerId: '1', partnerSecret: secrets.partnerSecret }),
    });
    const [entry] = journal.entries();
    expect(entry).toMatchObject({
      ...{ id: 1, timeMs: clock.nowMs(), provider: 'finicity', method: 'POST' },
      ...{ operationId: 'createToken', pathTemplate: '/aggregation/v2/partners/authentication' },
      request: { body: '{"partnerId":"1","partnerSecret":"[redacted]"}' },
    });
    expect(entry?.status).toBeGreaterThanOrEqual(400);
    expect(entry?.durationMs).toBeGreaterThanOrEqual(0);
    expect(JSON.stringify(journal.entries())).not.toContain('hush');
  });

  test('notes a path that the description does not have as it was asked for', async () => {
    const { journal, tiny } = watched();
    await tiny.respond(ask('/things'));
    expect(journal.entries()).toMatchObject([{ path: '/things', status: 200, response: { bodyBytes: 27 } }]);
    expect(journal.entries()[0]?.operationId).toBeUndefined();
  });

  test('notes what the manners did, and keeps little of a huge answer', async () => {
    const { journal, tiny } = watched();
    await tiny.respond(ask('/things', 'cut-before'));
    await tiny.respond(ask('/things', 'oversized-error'));
    expect(journal.entries()).toMatchObject([
      { delivery: { cut: 'before' } },
      { status: 500, response: { bodyBytes: 10 * 1024 * 1024 } },
    ]);
    expect(journal.entries()[1]?.response.body).toHaveLength(65_536);
  });

  test('notes a mistake of the provider as 500, and lets it through', async () => {
    const { journal, tiny } = watched();
    await expect(tiny.respond(ask('/broken'))).rejects.toThrow('a mistake of ours');
    expect(journal.entries()).toMatchObject([{ path: '/broken', status: 500 }]);
  });
});
