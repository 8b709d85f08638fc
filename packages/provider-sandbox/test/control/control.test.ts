import type { SandboxServer } from '../../src/entrances/http/start.js';
import { closeAll, started, stillClock } from '../entrances/http/support.js';
import { tinyProvider } from '../faults/tiny-provider.js';

afterEach(closeAll);

function post(server: SandboxServer, path: string, body: unknown): Promise<Response> {
  return fetch(`${server.url}/_sandbox${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function statusOf(server: SandboxServer, provider: 'finicity' | 'plo'): Promise<number> {
  return (await fetch(`${server.basePath(provider)}/things`)).status;
}

describe('a control call', () => {
  test('returns the time, and for each provider its state, its actions and its pending faults', async () => {
    const clock = stillClock();
    const server = await started({ clock });
    await fetch(`${server.basePath('plo')}/things`, { method: 'POST' });
    const idle = { actions: ['forget'], pendingFaults: [] };
    expect(await (await fetch(`${server.url}/_sandbox/state`)).json()).toEqual({
      nowMs: clock.nowMs(),
      providers: { finicity: { state: { things: 0 }, ...idle }, plo: { state: { things: 1 }, ...idle } },
    });
  });

  test('puts the clock forward for all providers', async () => {
    const clock = stillClock();
    const server = await started({ clock });
    const before = clock.nowMs();
    const answer = await post(server, '/clock', { advanceMs: 7_200_000 });
    expect([answer.status, await answer.json()]).toMatchObject([200, { nowMs: before + 7_200_000 }]);
    expect(clock.nowMs()).toBe(before + 7_200_000);
  });

  test('runs an action of the provider it names, and of no other', async () => {
    const [finicity, plo] = [tinyProvider('finicity'), tinyProvider('plo')];
    const server = await started({ providers: [finicity, plo] });
    for (const name of ['finicity', 'plo'] as const) {
      await fetch(`${server.basePath(name)}/things`, { method: 'POST' });
    }
    expect((await post(server, '/action', { provider: 'plo', action: 'forget' })).status).toBe(200);
    expect([finicity.state(), plo.state()]).toEqual([{ things: 1 }, { things: 0 }]);
  });

  test('gives faults to the next calls of one provider, and the state says which still wait', async () => {
    const server = await started();
    await post(server, '/faults', { provider: 'plo', faults: 'status-503', calls: 2 });
    expect(await statusOf(server, 'finicity')).toBe(200);
    const statuses: number[] = [];
    const pending: unknown[] = [];
    for (let call = 0; call < 3; call += 1) {
      const state = await (await fetch(`${server.url}/_sandbox/state`)).json();
      pending.push((state as { providers: { plo: { pendingFaults: unknown } } }).providers.plo.pendingFaults);
      statuses.push(await statusOf(server, 'plo'));
    }
    const waiting = (calls: number) => [{ faults: 'status-503', calls }];
    expect(pending).toEqual([waiting(2), waiting(1), []]);
    expect(statuses).toEqual([503, 503, 200]);
  });

  test('gives faults to the next call of each provider if it names none, and removes them with 0 calls', async () => {
    const server = await started();
    await post(server, '/faults', { faults: 'status-503' });
    expect([await statusOf(server, 'finicity'), await statusOf(server, 'plo')]).toEqual([503, 503]);
    await post(server, '/faults', { faults: 'status-503', calls: 9 });
    await post(server, '/faults', { calls: 0 });
    expect([await statusOf(server, 'finicity'), await statusOf(server, 'plo')]).toEqual([200, 200]);
  });

  test('returns all faults, in words and with their parameters', async () => {
    const server = await started();
    expect(await (await fetch(`${server.url}/_sandbox/faults`)).json()).toMatchObject({
      'cut-during': { does: 'the connection is cut in the middle of the body', parameters: {} },
      'slow-body': { parameters: { ms: { byDefault: 100, atMost: 60_000 } } },
    });
  });

  test.each([
    ['/clock', { advanceMs: -1 }, 'advanceMs must be a whole number from 0 to 315360000000'],
    ['/clock', { advanceMs: '5' }, 'advanceMs must be a whole number'],
    ['/clock', [], 'The body must be a JSON object'],
    ['/action', { provider: 'plo', action: 'explode' }, 'action must be one of: forget'],
    ['/action', { provider: 'plo', action: 'toString' }, 'action must be one of: forget'],
    ['/action', { provider: 'nobody', action: 'forget' }, 'provider must be one of: finicity, plo'],
    ['/faults', { faults: 'rude' }, 'There is no fault "rude"'],
    ['/faults', { provider: 'plo' }, 'faults must be a text'],
    ['/faults', { faults: 'html', calls: 1_001 }, 'calls must be a whole number from 0 to 1000'],
  ])('to %s with %j gets a 400 that says what it must be', async (path, body, error) => {
    const server = await started();
    const answer = await post(server, path, body);
    expect(answer.status).toBe(400);
    const code = error.startsWith('There is no fault') ? 'fault_unknown' : 'invalid_request';
    expect(await answer.json()).toEqual({ error: expect.stringContaining(error), code });
  });

  test('that is not JSON is refused, so that a page of another origin cannot control the sandbox', async () => {
    const clock = stillClock();
    const server = await started({ clock });
    const before = clock.nowMs();
    const asText = await fetch(`${server.url}/_sandbox/clock`, { method: 'POST', body: '{"advanceMs":5}' });
    expect(asText.status).toBe(415);
    const broken = await fetch(`${server.url}/_sandbox/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{',
    });
    expect([broken.status, await broken.json()]).toEqual([
      400,
      { error: 'The body must be a JSON object', code: 'invalid_request' },
    ]);
    expect(clock.nowMs()).toBe(before);
  });

  test('with HEAD gets the response to GET without its body, and changes nothing', async () => {
    const clock = stillClock();
    const server = await started({ clock });
    const before = clock.nowMs();
    const statuses = [];
    for (const path of ['/state', '/faults', '/clock']) {
      const answer = await fetch(`${server.url}/_sandbox${path}`, { method: 'HEAD' });
      statuses.push(answer.status);
      expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['application/json', '']);
    }
    expect(statuses).toEqual([200, 200, 404]);
    expect(clock.nowMs()).toBe(before);
  });

  test('that does not exist gets a 404', async () => {
    const server = await started();
    expect((await post(server, '/state', {})).status).toBe(404);
    expect((await fetch(`${server.url}/_sandbox/clock`)).status).toBe(404);
    expect((await fetch(`${server.url}/_sandbox`)).status).toBe(404);
  });
});
