import { commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import { createAuthInfo } from '@acme/auth-helpers/plo';
import type { Provider, SandboxRequest } from '../../src/core/provider.js';
import { withFaults } from '../../src/faults/with-faults.js';
import { withJournal } from '../../src/journal/call.js';
import { type CallSummary, createJournal, type Journal } from '../../src/journal/journal.js';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '../../src/providers/commerce-connect/index.js';
import { PLO_TEST_INSTITUTION } from '../../src/providers/plo/index.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';
import { stillClock } from '../entrances/http/support.js';
import { ask, tinyProvider } from '../faults/tiny-provider.js';
import { entry, redactedCall } from './support.js';

function watched(): { journal: Journal; tiny: ReturnType<typeof withJournal> } {
  const journal = createJournal();
  return { journal, tiny: withJournal(withFaults(tinyProvider('finicity')), journal, stillClock()) };
}

describe('the journal', () => {
  test('numbers the calls and keeps the last thousand', async () => {
    const journal = createJournal();
    for (let count = 0; count < 1_003; count += 1) journal.add(redactedCall());
    const ids = journal.calls().map(({ id }) => id);
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([1_000, 4, 1_003]);
    expect((await journal.entries()).map(({ id }) => id)).toEqual(ids);
  });

  test('gives a call by its number, as long as it is kept', async () => {
    const journal = createJournal({ atMost: 2 });
    for (const status of [201, 202, 203]) journal.add(redactedCall({ status }));
    expect(await journal.entry(2)).toEqual(entry({ id: 2, status: 202 }));
    expect(await journal.entry(3)).toMatchObject({ id: 3, status: 203 });
    expect(await Promise.all([0, 1, 4].map((id) => journal.entry(id)))).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });

  test('tells each subscriber of each call in short, until the subscription ends', () => {
    const journal = createJournal();
    const heard: CallSummary[] = [];
    const stop = journal.subscribe((call) => heard.push(call));
    journal.add(redactedCall());
    stop();
    journal.add(redactedCall());
    expect(heard).toEqual(journal.calls().slice(0, 1));
    expect(heard[0]).not.toHaveProperty('request');
  });

  test('does not change with the next call what it has listed', () => {
    const journal = createJournal();
    const before = journal.calls();
    journal.add(redactedCall());
    expect(before).toEqual([]);
  });
});

describe('a provider with a journal', () => {
  test('has the request, its operation and the response, without secrets', async () => {
    const clock = stillClock();
    const journal = createJournal();
    const [finicity] = sandboxProviders({ clock }).providers.filter(({ name }) => name === 'finicity');
    const secrets = { appKey: 'hush-key', partnerSecret: 'hush-secret' };
    await withJournal(withFaults(finicity!), journal, clock).respond({
      method: 'POST',
      path: '/aggregation/v2/partners/authentication',
      query: new URLSearchParams(),
      headers: new Headers({ 'content-type': 'application/json', 'finicity-app-key': secrets.appKey }),
      body: JSON.stringify({ partnerId: '1', partnerSecret: secrets.partnerSecret }),
    });
    const [login] = await journal.entries();
    expect(login).toMatchObject({
      ...{ id: 1, timeMs: clock.nowMs(), provider: 'finicity', method: 'POST' },
      ...{ operationId: 'createToken', pathTemplate: '/aggregation/v2/partners/authentication' },
      request: { body: '{"partnerId":"1","partnerSecret":"[redacted]"}' },
    });
    expect(login?.status).toBeGreaterThanOrEqual(400);
    expect(login?.durationMs).toBeGreaterThanOrEqual(0);
    expect(JSON.stringify(await journal.entries())).not.toContain('hush');
  });

  test('has the real time, too, because the time of the sandbox jumps', async () => {
    const [clock, journal] = [stillClock(), createJournal()];
    const watched = withJournal(withFaults(tinyProvider()), journal, clock, () => 1_800_000_000_000);
    clock.advance(7_200_000);
    await watched.respond(ask('/things'));
    expect(journal.calls()).toMatchObject([{ timeMs: 1_700_007_200_000, realTimeMs: 1_800_000_000_000 }]);
  });

  test('says where a body is only the beginning', async () => {
    const { journal, tiny } = watched();
    await tiny.respond({ ...ask('/things', 'oversized-error;bytes=65537'), body: 'x'.repeat(65_536) });
    const [call] = await journal.entries();
    expect([call?.request.isBodyCut, call?.response.isBodyCut]).toEqual([undefined, true]);
  });

  test('has a path that the description does not have, without possible secrets', async () => {
    const { journal, tiny } = watched();
    await tiny.respond(ask('/things'));
    expect(await journal.entries()).toMatchObject([
      { path: '/%5Bredacted%5D', operationId: undefined, status: 200, response: { bodyBytes: 27 } },
    ]);
  });

  test('has the faults that a response was given, wherever they came from', async () => {
    const { journal, tiny } = watched();
    tiny.faults.add('delay;ms=0, status-502');
    await tiny.respond(ask('/things'));
    await tiny.respond(ask('/things', 'html'));
    await tiny.respond(ask('/things'));
    const named = journal.calls().map(({ faults }) => faults.map(({ name }) => name));
    expect(named).toEqual([['delay', 'status-502'], ['html'], []]);
  });

  test('has what the faults did, and little of a huge response', async () => {
    const { journal, tiny } = watched();
    await tiny.respond(ask('/things', 'cut-before'));
    await tiny.respond(ask('/things', 'oversized-error'));
    const entries = await journal.entries();
    expect(entries).toMatchObject([
      { delivery: { cut: 'before' } },
      { status: 500, response: { bodyBytes: 10 * 1024 * 1024 } },
    ]);
    expect(entries[1]?.response.body).toBe('{"message":"[redacted]"}');
  });

  test('has a mistake of the provider as 500, and lets it through', async () => {
    const { journal, tiny } = watched();
    await expect(tiny.respond(ask('/broken'))).rejects.toThrow('a mistake of ours');
    expect(await journal.entries()).toMatchObject([{ path: '/%5Bredacted%5D', status: 500 }]);
  });
});

describe('what was sent encrypted', () => {
  test('is in the journal as the provider reads it: an order without the number and code of its card', async () => {
    const auth = commerceConnectAuth(COMMERCE_CONNECT_TEST_MERCHANT);
    const order = { amount: '1.00', cardData: { cardNumber: '4000000000000002', getcVV: '987' } };
    const { body } = await auth.inquiryRequest(order);
    expect(
      await decryptedOf('commerce-connect', {
        method: 'POST',
        path: '/getToken',
        body: JSON.stringify(body),
      }),
    ).toBe('{"amount":"1.00","cardData":{"cardNumber":"[redacted]","getcVV":"[redacted]"}}');
  });

  test('is in the journal as the provider reads it: of which institution an AuthInfo is, and of when', async () => {
    const now = () => 1_700_000_000_000;
    const authInfo = await createAuthInfo({ ...PLO_TEST_INSTITUTION, userId: 'ada', now });
    const query = new URLSearchParams({ FId: '999999', AuthInfo: authInfo });
    expect(await decryptedOf('plo', { method: 'GET', path: '/usertoken', query })).toBe(
      '[redacted]:999999:1700000000',
    );
  });

  test('is in the journal even if a fault kept the call from the provider', async () => {
    const { body } = await commerceConnectAuth(COMMERCE_CONNECT_TEST_MERCHANT).inquiryRequest({
      amount: '1.00',
    });
    const headers = new Headers({ 'x-sandbox-fault': 'status-503' });
    const request = { method: 'POST', path: '/getToken', headers, body: JSON.stringify(body) };
    expect(await decryptedOf('commerce-connect', request)).toBe('{"amount":"1.00"}');
  });

  test.each([
    ['commerce-connect', { method: 'POST', path: '/getToken', body: '{"encryptData":"bm90IG91cnM="}' }],
    ['commerce-connect', { method: 'POST', path: '/getToken', body: 'no JSON' }],
    ['plo', { method: 'GET', path: '/usertoken', query: new URLSearchParams({ AuthInfo: 'abcd' }) }],
    ['plo', { method: 'GET', path: '/matchedoffers' }],
    ['finicity', { method: 'GET', path: '/institution/v2/institutions' }],
  ] as const)('is left out if there is nothing that %s can decrypt: %j', async (name, request) => {
    expect(await decryptedOf(name, request)).toBeUndefined();
  });

  test('does not change the answer when the provider fails at it', async () => {
    const journal = createJournal();
    const failing = { ...tinyProvider(), decrypted: () => Promise.reject(new Error('a mistake of ours')) };
    const answer = await withJournal(withFaults(failing), journal, stillClock()).respond(ask('/things'));
    expect(answer.status).toBe(200);
    expect(await journal.entries()).toMatchObject([{ status: 200, request: { decrypted: undefined } }]);
  });
});

/** What the journal has of a request that one of the four providers got. */
async function decryptedOf(
  name: Provider['name'],
  request: Partial<SandboxRequest> & { method: string; path: string },
): Promise<string | undefined> {
  const clock = stillClock();
  const journal = createJournal();
  const provider = sandboxProviders({ clock }).providers.find((candidate) => candidate.name === name)!;
  const nothing = { query: new URLSearchParams(), headers: new Headers(), body: '' };
  await withJournal(withFaults(provider), journal, clock).respond({ ...nothing, ...request });
  return (await journal.entry(1))?.request.decrypted;
}
