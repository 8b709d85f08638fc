import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SandboxRequest } from '../../src/core/provider.js';
import { withFaults } from '../../src/faults/with-faults.js';
import { withJournal } from '../../src/journal/call.js';
import { createJournal, type WritableJournal } from '../../src/journal/journal.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';
import { stillClock } from '../entrances/http/support.js';
import { ask, tinyProvider } from '../faults/tiny-provider.js';

type Respond = (request: SandboxRequest) => Promise<unknown>;

/** A tiny provider that counts how often it is asked to decrypt, with a journal. */
function watched(decrypted: () => Promise<string> = async () => '{"token":"hush"}') {
  const journal = createJournal();
  let decryptions = 0;
  const provider = {
    ...tinyProvider(),
    decrypted() {
      decryptions += 1;
      return decrypted();
    },
  };
  const respond: Respond = withJournal(withFaults(provider), journal, stillClock()).respond;
  return { journal, provider, respond, decryptions: () => decryptions };
}

const secretCall: SandboxRequest = {
  ...{ method: 'POST', path: '/things', query: new URLSearchParams('UserToken=hush-query') },
  headers: new Headers({ authorization: 'Basic hush-header', 'content-type': 'application/json' }),
  body: '{"password":"hush-body"}',
};

describe('a call in the journal', () => {
  test('keeps neither response, list nor subscriber waiting for what was encrypted', async () => {
    const { journal, respond, decryptions } = watched(() => new Promise(() => undefined));
    const heard: number[] = [];
    journal.subscribe(({ id }) => heard.push(id));
    await respond(ask('/things'));
    expect([journal.calls().length, heard, decryptions()]).toEqual([1, [1], 0]);
  });

  test('is read once, however often it is asked for', async () => {
    const { journal, respond, decryptions } = watched();
    await respond(ask('/things'));
    const [first, second] = await Promise.all([journal.entry(1), journal.entry(1)]);
    expect([second, (await journal.entries())[0]]).toEqual([first, first]);
    expect(decryptions()).toBe(1);
  });

  test('is whole and unchanged, whatever has happened since', async () => {
    const clock = stillClock();
    const journal = createJournal();
    const mailinabox = sandboxProviders({ clock }).providers.find(({ name }) => name === 'mailinabox')!;
    const respond: Respond = withJournal(withFaults(mailinabox), journal, clock).respond;
    const timeMs = clock.nowMs();
    const login = { ...secretCall, path: '/login', body: '' };
    await respond(login);
    clock.advance(60_000);
    mailinabox.actions.stop?.();
    await respond(login);
    expect(await journal.entries()).toMatchObject([
      {
        ...{ timeMs, status: 200, operationId: 'login', pathTemplate: '/login' },
        request: {
          headers: [
            ['authorization', 'Basic [redacted]'],
            ['content-type', 'application/json'],
          ],
          query: [['UserToken', '[redacted]']],
        },
        response: { body: expect.stringContaining('"status":"invalid"') },
      },
      { timeMs: timeMs + 60_000, status: 502 },
    ]);
  });

  test('can be read even if the JSON of another is too deep to look through', async () => {
    const { journal, respond } = watched();
    await respond({ ...secretCall, body: `${'['.repeat(20_000)}"hush"${']'.repeat(20_000)}` });
    await respond(secretCall);
    expect((await journal.entries()).map(({ request }) => request.body)).toEqual([
      '[redacted]',
      '{"password":"[redacted]"}',
    ]);
  });
});

describe('before a call is read, its secrets are out of reach', () => {
  test('for code that prints the journal, serializes it, or walks through all its members', async () => {
    const { journal, respond } = watched();
    await respond(secretCall);
    const printed = inspect(journal, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
    expect(`${printed}${JSON.stringify(journal)}${textsIn(journal)}`).not.toContain('hush');
  });

  test('for code that prints or walks through the call that the journal is given', async () => {
    const added: unknown[] = [];
    const add: WritableJournal['add'] = (call) => void added.push(call);
    const journal: WritableJournal = { ...createJournal(), add };
    await withJournal(withFaults(tinyProvider()), journal, stillClock()).respond(secretCall);
    const printed = inspect(added, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
    expect(added).toHaveLength(1);
    expect(`${printed}${JSON.stringify(added)}${textsIn(added)}`).not.toContain('hush');
  });

  test('for an error of the provider, which is passed on as it was', async () => {
    const { journal, respond } = watched();
    const error: unknown = await respond({ ...secretCall, path: '/broken' }).catch((thrown) => thrown);
    expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain('hush');
    expect((await journal.entry(1))?.status).toBe(500);
  });

  test('and afterwards none is left', async () => {
    const { journal, respond } = watched();
    await respond(secretCall);
    const [entry] = await journal.entries();
    expect(entry?.request.decrypted).toBe('{"token":"[redacted]"}');
    expect(textsIn(entry)).not.toContain('hush');
  });
});

test('a hundred responses of two megabytes are not kept in full, nor are requests', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const usedMebibytes = (): number => {
    collectGarbage();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const { journal, provider, respond } = watched();
  const beforeMebibytes = usedMebibytes();
  for (let call = 0; call < 100; call += 1) {
    await respond(ask('/things', 'oversized-error;bytes=2000000'));
    await respond({ ...secretCall, body: JSON.stringify({ name: `${call}`.repeat(1_000_000) }) });
  }
  // The tiny provider keeps what it has seen.
  provider.seen.length = 0;
  const unreadMebibytes = usedMebibytes() - beforeMebibytes;
  const lengths = (await journal.entries()).map(({ request, response }) =>
    Math.max(request.body.length, response.body.length),
  );
  expect(Math.max(...lengths)).toBeLessThan(100);
  expect([unreadMebibytes, usedMebibytes() - beforeMebibytes].filter((used) => used > 60)).toEqual([]);
});

/** All texts that can be reached from `start` by properties, symbols, prototypes, maps and sets. */
function textsIn(start: unknown): string[] {
  const seen = new Set<unknown>();
  const texts: string[] = [];
  const waiting: unknown[] = [start];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') texts.push(next);
    if ((typeof next !== 'object' && typeof next !== 'function') || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const key of Reflect.ownKeys(next)) waiting.push(Object.getOwnPropertyDescriptor(next, key)?.value);
    if (next instanceof Map || next instanceof Set) for (const item of next) waiting.push(item);
    waiting.push(Object.getPrototypeOf(next));
  }
  return texts;
}
