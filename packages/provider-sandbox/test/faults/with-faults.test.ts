import fc from 'fast-check';
import { faultKinds } from '../../src/faults/catalogue.js';
import type { AppliedFault } from '../../src/faults/delivery.js';
import { FaultError, parseFaults } from '../../src/faults/parse.js';
import { withFaults } from '../../src/faults/with-faults.js';
import { ask, tinyProvider, type } from './tiny-provider.js';

const whole = JSON.stringify({ things: 1, note: 'été' });

describe('a call with the header x-sandbox-fault', () => {
  test.each([408, 429, 500, 502, 503])('gets status-%i without reaching the provider', async (status) => {
    const provider = tinyProvider();
    const answer = await withFaults(provider).respond(ask('/things', `status-${status}`, 'POST'));
    expect(answer).toMatchObject({ status, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(provider.seen).toHaveLength(0);
  });

  test('gets status-504 after the provider has carried out the request', async () => {
    const provider = tinyProvider();
    const answer = await withFaults(provider).respond(ask('/things', 'status-504', 'POST'));
    expect(answer.status).toBe(504);
    expect(provider.state()).toEqual({ things: 1 });
  });

  test.each([
    ['status-429', '1'],
    ['status-429;retry-after=30', '30'],
    ['status-408;retry-after=5', '5'],
    ['status-503;retry-after=0', '0'],
    ['status-503', undefined],
    ['status-408', undefined],
  ])('gets for %s the Retry-After %s', async (fault, seconds) => {
    const { headers } = await withFaults(tinyProvider()).respond(ask('/things', fault));
    expect(headers['retry-after']).toBe(seconds);
  });

  test('gets for truncated-json no valid JSON, although it has taken effect', async () => {
    const provider = tinyProvider();
    const answer = await withFaults(provider).respond(ask('/things', 'truncated-json', 'POST'));
    expect(answer).toMatchObject({ status: 201, headers: { 'content-type': type } });
    expect(whole.startsWith(answer.body)).toBe(true);
    expect(() => JSON.parse(answer.body)).toThrow(SyntaxError);
    expect(provider.state()).toEqual({ things: 1 });
  });

  test('gets for truncated-json a body even if the provider sends none', async () => {
    const answer = await withFaults(tinyProvider()).respond(ask('/none', 'truncated-json'));
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"',
    });
  });

  test('gets for html a page with 200, without reaching the provider', async () => {
    const provider = tinyProvider();
    const answer = await withFaults(provider).respond(ask('/things', 'html'));
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.body).toMatch(/^<html>/);
    expect(provider.seen).toHaveLength(0);
  });

  test('gets for wrong-type the body of the provider with another Content-Type', async () => {
    const answer = await withFaults(tinyProvider()).respond(ask('/things', 'wrong-type', 'POST'));
    expect(answer).toMatchObject({ headers: { 'content-type': 'text/plain; charset=utf-8' }, body: whole });
  });

  test.each([
    ['oversized-error', 10_485_760],
    ['oversized-error;bytes=70000', 70_000],
  ])('gets for %s a 500 with %i bytes of JSON', async (fault, bytes) => {
    const answer = await withFaults(tinyProvider()).respond(ask('/things', fault));
    expect(answer).toMatchObject({ status: 500, headers: { 'content-type': 'application/json' } });
    expect(Buffer.byteLength(answer.body)).toBe(bytes);
    expect(Object.keys(JSON.parse(answer.body))).toEqual(['message']);
  });

  test('reaches the provider twice with duplicate, and gets the second response', async () => {
    const provider = tinyProvider();
    const answer = await withFaults(provider).respond(ask('/things', 'duplicate', 'POST'));
    expect(JSON.parse(answer.body)).toMatchObject({ things: 2 });
    expect(provider.seen).toHaveLength(2);
  });

  test('gets all faults that the header names', async () => {
    const answer = await withFaults(tinyProvider()).respond(
      ask('/things', 'delay;ms=5, status-503;retry-after=2, slow-body;ms=7'),
    );
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2' },
      delivery: { delayMs: 5, pauseMs: 7 },
      faults: [{ name: 'delay' }, { name: 'status-503' }, { name: 'slow-body' }],
    });
  });

  test('reaches the provider without this header and with all others', async () => {
    const provider = tinyProvider();
    const headers = new Headers({ 'x-sandbox-fault': 'delay;ms=0', accept: 'application/json' });
    await withFaults(provider).respond({ ...ask('/things'), headers });
    expect([...provider.seen[0]!.headers]).toEqual([['accept', 'application/json']]);
  });

  test('gets 400 and does not reach the provider if the header is not understood', async () => {
    const provider = tinyProvider();
    const answer = await withFaults(provider).respond(ask('/things', 'rude'));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      error: expect.stringContaining('x-sandbox-fault: There is no fault "rude"'),
      code: 'fault_unknown',
    });
    expect(provider.seen).toHaveLength(0);
  });
});

describe('a call without the header', () => {
  test('gets the faults of the options, which the header of another call replaces', async () => {
    const provider = withFaults(tinyProvider(), { faults: 'status-500' });
    expect(await statuses(provider, [undefined, 'status-503', '', undefined])).toEqual([500, 503, 200, 500]);
  });

  test('gets the faults that wait in the queue, in the order they were added, each once', async () => {
    const provider = withFaults(tinyProvider(), { faults: 'status-500' });
    provider.faults.add('status-502', 2);
    provider.faults.add('');
    expect(provider.faults.calls).toBe(3);
    expect(await statuses(provider, [undefined, undefined, undefined, undefined])).toEqual([
      502, 502, 200, 500,
    ]);
  });

  test('gets no faults after the queue was cleared', async () => {
    const provider = withFaults(tinyProvider());
    provider.faults.add('status-502', 5);
    provider.faults.clear();
    expect(await statuses(provider, [undefined])).toEqual([200]);
  });

  test('gets the faults that a call with the header has left in the queue', async () => {
    const provider = withFaults(tinyProvider());
    provider.faults.add('status-502');
    expect(await statuses(provider, ['status-503', undefined])).toEqual([503, 502]);
  });

  test('never meets a fault that is not understood, because options and queue refuse it at once', () => {
    expect(() => withFaults(tinyProvider(), { faults: 'rude' })).toThrow(FaultError);
    expect(() => withFaults(tinyProvider()).faults.add('rude')).toThrow(FaultError);
  });
});

describe('the queue', () => {
  test('says which faults wait for how many calls, as the header would ask for them', async () => {
    const provider = withFaults(tinyProvider());
    provider.faults.add('delay, status-503;retry-after=2', 2);
    provider.faults.add('');
    expect(provider.faults.pending).toEqual([
      { faults: 'delay;ms=1000, status-503;retry-after=2', calls: 2 },
      { faults: '', calls: 1 },
    ]);
    await statuses(provider, [undefined]);
    expect(provider.faults.pending.map(({ calls }) => calls)).toEqual([1, 1]);
  });

  test('says what it holds in a form that adds the same faults again', () => {
    const written = fc
      .constantFrom(...Object.keys(faultKinds))
      .chain((name) =>
        fc
          .constantFrom('', ...Object.keys(faultKinds[name]!.parameters))
          .map((parameter) => (parameter === '' ? name : `${name};${parameter}=7`)),
      );
    fc.assert(
      fc.property(fc.array(written, { maxLength: 4 }), (all) => {
        const [one, other] = [withFaults(tinyProvider()), withFaults(tinyProvider())];
        one.faults.add(all.join(', '));
        other.faults.add(one.faults.pending[0]!.faults);
        expect(other.faults.pending).toEqual(one.faults.pending);
        expect(parseFaults(other.faults.pending[0]!.faults)).toEqual(parseFaults(all.join(', ')));
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN])('refuses faults for %d calls, and accepts them for 0', (calls) => {
    const { faults } = withFaults(tinyProvider());
    expect(() => faults.add('html', calls)).toThrow(RangeError);
    faults.add('html', 0);
    expect(faults.pending).toEqual([]);
  });
});

describe('the response says which faults it was given', () => {
  test.each([
    ['the header', 'status-503;retry-after=2', undefined, {}, ['status-503']],
    ['the queue', undefined, 'cut-before', {}, ['cut-before']],
    ['the options', undefined, undefined, { faults: 'delay;ms=0' }, ['delay']],
    ['nowhere', undefined, undefined, {}, undefined],
    ['an empty header', '', undefined, { faults: 'status-500' }, undefined],
    ['a header that is not understood', 'rude', undefined, {}, undefined],
  ] as const)('if they come from %s', async (_, header, queued, options, expected) => {
    const provider = withFaults(tinyProvider(), options);
    if (queued !== undefined) provider.faults.add(queued);
    const { faults } = await provider.respond(ask('/things', header));
    expect(faults?.map(({ name }) => name)).toEqual(expected);
  });

  test('if they come from chaos, in every call of a share of 1', async () => {
    const provider = withFaults(tinyProvider(), { chaos: { seed: 5, share: 1 } });
    for (let call = 0; call < 20; call += 1) {
      expect((await provider.respond(ask('/things'))).faults).toHaveLength(1);
    }
  });
});

describe('a fault says what it did to the call', () => {
  const notReached = 'The provider did not get the request.';

  test.each([
    ['delay;ms=5', 'The response began 5 ms late.'],
    ['status-503', `A gateway responded with 503 Service Unavailable. ${notReached}`],
    [
      'status-503;retry-after=2',
      `A gateway responded with 503 Service Unavailable and Retry-After: 2. ${notReached}`,
    ],
    ['html', `A gateway responded with 200 and a page of HTML. ${notReached}`],
    ['oversized-error;bytes=70', `A gateway responded with 500 and 70 bytes of JSON. ${notReached}`],
    [
      'status-504',
      'A gateway responded with 504 Gateway Timeout, although the provider carried out the request.',
    ],
    ['cut-before', 'The provider carried out the request, and the connection was cut before the response.'],
    ['slow-body;ms=0', 'The body came in ten pieces, with a pause of 0 ms before each.'],
    ['duplicate', 'The provider got the request twice. This is the second response.'],
  ])('as %s does', async (asked, did) => {
    const { faults } = await withFaults(tinyProvider()).respond(ask('/things', asked));
    expect(faults?.map((fault) => fault.did)).toEqual([did]);
  });

  test('in whole sentences, and with each of its numbers, whichever it is', async () => {
    for (const name of Object.keys(faultKinds)) {
      const { faults } = await withFaults(tinyProvider()).respond(ask('/things', name));
      const [{ did, parameters }] = faults as [AppliedFault];
      expect(did).toMatch(/^[A-Z][^{}]*\.$/);
      for (const number of Object.values(parameters)) expect(did).toContain(`${number}`);
    }
  });

  test.each(['status-504', 'cut-before', 'duplicate'])(
    'and %s does not say that the provider got the request if another fault kept it away',
    async (name) => {
      const provider = tinyProvider();
      const { faults } = await withFaults(provider).respond(ask('/things', `${name}, status-503`));
      expect(provider.seen).toEqual([]);
      expect(faults?.[0]?.did).not.toMatch(/carried out|twice/);
    },
  );
});

describe('a provider with faults', () => {
  test('is told by its queue, not by a member of the same name', async () => {
    const own = { ...tinyProvider(), faults: 'of its own' };
    expect((await withFaults(own).respond(ask('/things', 'status-503'))).status).toBe(503);
  });

  test('keeps its own members, and acts as itself', async () => {
    const tiny = tinyProvider();
    const provider = withFaults(tiny);
    await provider.respond(ask('/things', undefined, 'POST'));
    expect([provider.seen, provider.state()]).toEqual([tiny.seen, { things: 1 }]);
    provider.actions.forget!();
    expect(tiny.state()).toEqual({ things: 0 });
  });

  test('decrypts only if it did before', () => {
    const decrypted = async () => 'text';
    expect('decrypted' in withFaults(tinyProvider())).toBe(false);
    expect('decrypted' in withFaults({ ...tinyProvider(), decrypted })).toBe(true);
  });

  test('is returned as it is by a second withFaults', () => {
    const provider = withFaults(tinyProvider(), { faults: 'status-500' });
    expect(withFaults(provider)).toBe(provider);
    expect(withFaults(provider, { faults: undefined, chaos: undefined })).toBe(provider);
  });

  test('accepts no options from a second withFaults', () => {
    const provider = withFaults(tinyProvider());
    expect(() => withFaults(provider, { faults: 'delay' })).toThrow('finicity already has faults');
    expect(() => withFaults(provider, { chaos: { seed: 1 } })).toThrow(RangeError);
  });
});

describe('withFaults', () => {
  test('returns the provider’s own response to a call without faults', async () => {
    expect(await withFaults(tinyProvider()).respond(ask('/things', undefined, 'POST'))).toEqual({
      status: 201,
      headers: { 'content-type': type },
      body: whole,
    });
  });

  test('cuts the connection if the provider refuses it, whichever fault was asked for', async () => {
    for (const fault of [undefined, 'duplicate', 'truncated-json', 'cut-during']) {
      const answer = await withFaults(tinyProvider()).respond(ask('/banned', fault));
      expect(answer.delivery).toEqual({ cut: 'before' });
      expect(answer.faults).toBeUndefined();
    }
  });

  test('does not hide a mistake of the provider', async () => {
    await expect(withFaults(tinyProvider()).respond(ask('/broken'))).rejects.toThrow('a mistake of ours');
  });
});

async function statuses(
  provider: ReturnType<typeof withFaults>,
  faults: readonly (string | undefined)[],
): Promise<number[]> {
  const all: number[] = [];
  for (const fault of faults) all.push((await provider.respond(ask('/things', fault))).status);
  return all;
}
