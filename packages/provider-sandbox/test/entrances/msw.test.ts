import { manualClock } from '@acme/auth-helpers/testing';
import { HttpResponse, http } from 'msw';
import { type SetupServer, setupServer } from 'msw/node';
import { type HandlerOptions, providerHandlers } from '../../src/entrances/msw.js';
import type { WithFaults } from '../../src/faults/delivery.js';
import { FaultError } from '../../src/faults/parse.js';
import { withFaults } from '../../src/faults/with-faults.js';
import {
  FINICITY_TEST_CREDENTIALS,
  type FinicityProvider,
  finicityProvider,
} from '../../src/providers/finicity/index.js';
import { type TinyProvider, tinyProvider, type } from '../faults/tiny-provider.js';
import { until, type WatchedTimers, waited, watchTimers } from '../timers.js';

const base = 'https://api.example.com/v1';
const whole = JSON.stringify({ things: 0, note: 'été' });

/** What the provider leaves, another handler gets. */
const others = http.all('*', () => new HttpResponse('others', { status: 299 }));

let server: SetupServer;
let provider: TinyProvider;

function listen(options?: HandlerOptions): void {
  provider = tinyProvider();
  server = setupServer(...providerHandlers(provider, options), others);
  server.listen({ onUnhandledRequest: 'error' });
}

afterEach(() => server?.close());

function get(path: string, fault?: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${base}${path}`, {
    ...init,
    headers: fault === undefined ? {} : { 'x-sandbox-fault': fault },
  });
}

describe('a provider behind msw', () => {
  test('responds below its base URL, and sees the request as it was sent', async () => {
    listen();
    const answer = await fetch(`${base}/things/a%2Fb?q=1&q=%C3%A9`, {
      method: 'POST',
      headers: { 'x-mine': 'yes' },
      body: 'été',
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([201, type]);
    expect(await answer.json()).toEqual({ things: 1, note: 'été' });
    const [seen] = provider.seen;
    expect(seen).toMatchObject({ method: 'POST', path: '/things/a%2Fb', body: 'été' });
    expect(seen?.query.getAll('q')).toEqual(['1', 'é']);
    expect(seen?.headers.get('x-mine')).toBe('yes');
  });

  test('has one state behind all its base URLs, even if the host is the user’s', async () => {
    listen();
    await fetch('https://box.example.org/admin/things', { method: 'POST' });
    expect(await (await get('/things')).json()).toMatchObject({ things: 1 });
    expect(provider.seen.map(({ path }) => path)).toEqual(['/things', '/things']);
  });

  test('responds at the base URLs of the options in place of its own', async () => {
    listen({ basePaths: ['http://127.0.0.1:9/mine/'] });
    expect((await fetch('http://127.0.0.1:9/mine/things')).status).toBe(200);
    expect((await get('/things')).status).toBe(299);
  });

  test.each([
    ['https://*/fin', 'https://box.example.org/fin/things/1'],
    ['*/fin', 'https://box.example.org/fin/things/1'],
    ['*/fin', 'https://box.example.org/a/b/fin/things/1?q=/fin/'],
    ['https://gw.example.org/*/fin', 'https://gw.example.org/tenant-7/fin/things/1'],
    ['https://gw.example.org/*/fin/', 'https://gw.example.org/a/longer/path/fin/things/1'],
    ['https://*.example.org/v1.0', 'https://eu.example.org/v1.0/things/1'],
    ['https://*/Fin', 'https://box.example.org/fin/things/1'],
    ['https://*', 'https://box.example.org/things/1'],
    ['*', 'https://box.example.org/things/1'],
  ])('cuts the base %s off %s', async (basePath, url) => {
    listen({ basePaths: [basePath] });
    expect((await fetch(url)).status).toBe(200);
    expect(provider.seen.map(({ path }) => path)).toEqual(['/things/1']);
  });

  test('cuts a base off once, because the rest of the path may have the same name', async () => {
    listen({ basePaths: ['https://*/fin'] });
    await fetch('https://box.example.org/fin/fin/fins/fin');
    expect(provider.seen.map(({ path }) => path)).toEqual(['/fin/fins/fin']);
  });

  test('leaves what is not below its base URL to other handlers', async () => {
    listen();
    expect((await fetch('https://api.example.com/v10/things')).status).toBe(299);
    expect(provider.seen).toHaveLength(0);
  });

  test('sends no body for HEAD', async () => {
    listen();
    const answer = await get('/things', undefined, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, type, '']);
  });

  test('sends no body if there is none', async () => {
    listen();
    const answer = await get('/none');
    expect([answer.status, answer.body]).toEqual([204, null]);
  });

  test('is a network error if it refuses the connection', async () => {
    listen();
    await expect(get('/banned')).rejects.toMatchObject({ name: 'TypeError' });
  });
});

describe('a provider with faults behind msw', () => {
  test('gives a call the faults of its header, then of the options, and none for an empty header', async () => {
    listen({ faults: 'status-500' });
    const statuses = [];
    for (const fault of [undefined, 'status-429', '']) statuses.push((await get('/things', fault)).status);
    expect(statuses).toEqual([500, 429, 200]);
  });

  test('gives the next calls the faults that a test has added', async () => {
    const faulty = withFaults(tinyProvider());
    listen();
    server.use(...providerHandlers(faulty));
    faulty.faults.add('status-503');
    faulty.faults.add('cut-before');
    expect((await get('/things')).status).toBe(503);
    await expect(get('/things')).rejects.toMatchObject({ name: 'TypeError' });
    expect((await get('/things')).status).toBe(200);
  });

  test('carries out the request for cut-before, and is a network error', async () => {
    listen();
    await expect(get('/things', 'cut-before')).rejects.toMatchObject({ name: 'TypeError' });
    expect(provider.seen).toHaveLength(1);
  });

  test.each([
    ['cut-during', Math.floor(Buffer.byteLength(whole) / 2)],
    ['cut-after', Buffer.byteLength(whole)],
  ])('sends for %s a body that fails after %i bytes', async (fault, bytes) => {
    listen();
    const { status, body } = await get('/things', fault);
    expect(status).toBe(200);
    let received = 0;
    const read = async (): Promise<void> => {
      for await (const piece of body!) received += piece.length;
    };
    await expect(read()).rejects.toMatchObject({ name: 'TypeError' });
    expect(received).toBe(bytes);
  });

  test('sends for slow-body the whole body, and takes its time', async () => {
    listen();
    const body = await waited(async () => (await get('/things', 'slow-body;ms=10')).text());
    expect(body).toEqual({ value: whole, waitedMs: 10 * 10 });
  });

  describe('when the caller aborts', () => {
    const waitMs = 20_017;
    let timers: WatchedTimers;
    beforeEach(() => {
      timers = watchTimers(waitMs);
    });
    afterEach(() => timers.stop());

    test('ends a delay, and leaves no timer', async () => {
      listen();
      const gone = new AbortController();
      const leaving = get('/things', `delay;ms=${waitMs}`, { signal: gone.signal });
      await until(() => timers.left() === 1);
      expect(timers.left()).toBe(1);
      gone.abort();
      await expect(leaving).rejects.toMatchObject({ name: 'AbortError' });
      await until(() => timers.left() === 0);
      expect(timers.left()).toBe(0);
    });

    test('ends a slow body, and leaves no timer', async () => {
      listen();
      const gone = new AbortController();
      const { body } = await get('/things', `slow-body;ms=${waitMs}`, { signal: gone.signal });
      const reading = body!.getReader().read();
      await until(() => timers.left() === 1);
      expect(timers.left()).toBe(1);
      gone.abort();
      await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
      await until(() => timers.left() === 0);
      expect(timers.left()).toBe(0);
    });
  });

  test('refuses at once options that it does not understand', () => {
    expect(() => providerHandlers(tinyProvider(), { faults: 'rude' })).toThrow(FaultError);
  });
});

describe('a provider from withFaults', () => {
  const { appKey, partnerId, partnerSecret } = FINICITY_TEST_CREDENTIALS;
  let finicity: WithFaults<FinicityProvider>;

  beforeEach(() => {
    finicity = withFaults(finicityProvider({ clock: manualClock() }));
    server = setupServer(...providerHandlers(finicity));
    server.listen({ onUnhandledRequest: 'error' });
  });

  async function login(fault?: string): Promise<number> {
    const { status } = await fetch('https://api.finicity.com/aggregation/v2/partners/authentication', {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'finicity-app-key': appKey },
        ...(fault === undefined ? {} : { 'x-sandbox-fault': fault }),
      },
      body: JSON.stringify({ partnerId, partnerSecret }),
    });
    return status;
  }

  test('can be locked and inspected, and its next call can be made to fail', async () => {
    finicity.faults.add('status-503');
    finicity.actions.lock();
    expect([await login(), await login()]).toEqual([503, 500]);
    finicity.actions.unlock();
    expect(await login()).toBe(200);
    expect(finicity.state()).toMatchObject({ isLocked: false, liveTokens: 1 });
    finicity.actions['expire-tokens']();
    expect(finicity.state().liveTokens).toBe(0);
  });

  test('has one queue, which a call with the header leaves to the next call', async () => {
    finicity.faults.add('status-503');
    expect([await login('delay;ms=0'), await login(''), await login()]).toEqual([200, 200, 503]);
  });

  test('accepts no further faults, because they would have no place in that queue', () => {
    for (const options of [{ faults: 'status-500' }, { chaos: { seed: 1 } }]) {
      expect(() => providerHandlers(finicity, options)).toThrow(RangeError);
    }
  });
});
