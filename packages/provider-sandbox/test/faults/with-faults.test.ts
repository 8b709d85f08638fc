import { MannerError } from '../../src/faults/parse.js';
import { withManners } from '../../src/faults/with-faults.js';
import { ask, tinyProvider, type } from './tiny-provider.js';

const whole = JSON.stringify({ things: 1, note: 'été' });

describe('a call that asks for bad manners in its header', () => {
  test.each([408, 429, 500, 502, 503])('status-%i is answered without the provider', async (status) => {
    const provider = tinyProvider();
    const answer = await withManners(provider).respond(ask('/things', `status-${status}`, 'POST'));
    expect(answer).toMatchObject({ status, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(provider.seen).toHaveLength(0);
  });

  test('status-504 comes after the provider has carried out the request', async () => {
    const provider = tinyProvider();
    const answer = await withManners(provider).respond(ask('/things', 'status-504', 'POST'));
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
  ])('%s has the Retry-After %s', async (manner, seconds) => {
    const { headers } = await withManners(tinyProvider()).respond(ask('/things', manner));
    expect(headers['retry-after']).toBe(seconds);
  });

  test('truncated-json is no JSON, and the call has taken effect', async () => {
    const provider = tinyProvider();
    const answer = await withManners(provider).respond(ask('/things', 'truncated-json', 'POST'));
    expect(answer).toMatchObject({ status: 201, headers: { 'content-type': type } });
    expect(whole.startsWith(answer.body)).toBe(true);
    expect(() => JSON.parse(answer.body)).toThrow(SyntaxError);
    expect(provider.state()).toEqual({ things: 1 });
  });

  test('truncated-json has a body also where the provider sends none', async () => {
    const answer = await withManners(tinyProvider()).respond(ask('/none', 'truncated-json'));
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"',
    });
  });

  test('html is a page with 200 that the provider knows nothing of', async () => {
    const provider = tinyProvider();
    const answer = await withManners(provider).respond(ask('/things', 'html'));
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.body).toMatch(/^<html>/);
    expect(provider.seen).toHaveLength(0);
  });

  test('wrong-type keeps the body and gives it the type of another', async () => {
    const answer = await withManners(tinyProvider()).respond(ask('/things', 'wrong-type', 'POST'));
    expect(answer).toMatchObject({ headers: { 'content-type': 'text/plain; charset=utf-8' }, body: whole });
  });

  test.each([
    ['oversized-error', 10_485_760],
    ['oversized-error;bytes=70000', 70_000],
  ])('%s is a 500 of JSON with %i bytes', async (manner, bytes) => {
    const answer = await withManners(tinyProvider()).respond(ask('/things', manner));
    expect(answer).toMatchObject({ status: 500, headers: { 'content-type': 'application/json' } });
    expect(Buffer.byteLength(answer.body)).toBe(bytes);
    expect(Object.keys(JSON.parse(answer.body))).toEqual(['message']);
  });

  test('duplicate reaches the provider twice, and the second answer is given', async () => {
    const provider = tinyProvider();
    const answer = await withManners(provider).respond(ask('/things', 'duplicate', 'POST'));
    expect(JSON.parse(answer.body)).toMatchObject({ things: 2 });
    expect(provider.seen).toHaveLength(2);
  });

  test('several manners add up', async () => {
    const answer = await withManners(tinyProvider()).respond(
      ask('/things', 'delay;ms=5, status-503;retry-after=2, slow-body;ms=7'),
    );
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2' },
      delivery: { delayMs: 5, pauseMs: 7 },
      manners: ['delay', 'status-503', 'slow-body'],
    });
  });

  test('the provider does not see the header, and sees all others', async () => {
    const provider = tinyProvider();
    const headers = new Headers({ 'x-sandbox-manner': 'delay;ms=0', accept: 'application/json' });
    await withManners(provider).respond({ ...ask('/things'), headers });
    expect([...provider.seen[0]!.headers]).toEqual([['accept', 'application/json']]);
  });

  test('one that is not understood is a 400 that says so, and does not reach the provider', async () => {
    const provider = tinyProvider();
    const answer = await withManners(provider).respond(ask('/things', 'rude'));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      error: expect.stringContaining('x-sandbox-manner: There is no manner "rude"'),
      code: 'manner_unknown',
    });
    expect(provider.seen).toHaveLength(0);
  });
});

describe('bad manners of other origins', () => {
  test('those of the options are for every call, and a header comes before them', async () => {
    const provider = withManners(tinyProvider(), { manners: 'status-500' });
    expect(await statuses(provider, [undefined, 'status-503', '', undefined])).toEqual([500, 503, 200, 500]);
  });

  test('what waits is for the next calls, each once, in the order it was added', async () => {
    const provider = withManners(tinyProvider(), { manners: 'status-500' });
    provider.waiting.add('status-502', 2);
    provider.waiting.add('');
    expect(provider.waiting.calls).toBe(3);
    expect(await statuses(provider, [undefined, undefined, undefined, undefined])).toEqual([
      502, 502, 200, 500,
    ]);
  });

  test('what waits can be forgotten', async () => {
    const provider = withManners(tinyProvider());
    provider.waiting.add('status-502', 5);
    provider.waiting.clear();
    expect(await statuses(provider, [undefined])).toEqual([200]);
  });

  test('a call with a header leaves what waits to the next', async () => {
    const provider = withManners(tinyProvider());
    provider.waiting.add('status-502');
    expect(await statuses(provider, ['status-503', undefined])).toEqual([503, 502]);
  });

  test('options and queue refuse at once what they do not understand', () => {
    expect(() => withManners(tinyProvider(), { manners: 'rude' })).toThrow(MannerError);
    expect(() => withManners(tinyProvider()).waiting.add('rude')).toThrow(MannerError);
  });
});

describe('the answer says which manners it was given', () => {
  test.each([
    ['header', 'status-503;retry-after=2', undefined, {}, ['status-503']],
    ['queue', undefined, 'cut-before', {}, ['cut-before']],
    ['options', undefined, undefined, { manners: 'delay;ms=0' }, ['delay']],
    ['none', undefined, undefined, {}, undefined],
    ['an empty header', '', undefined, { manners: 'status-500' }, undefined],
    ['a header that is not understood', 'rude', undefined, {}, undefined],
  ] as const)('of %s', async (_, header, queued, options, expected) => {
    const provider = withManners(tinyProvider(), options);
    if (queued !== undefined) provider.waiting.add(queued);
    expect((await provider.respond(ask('/things', header))).manners).toEqual(expected);
  });

  test('of chaos, in every call of a share of 1', async () => {
    const provider = withManners(tinyProvider(), { chaos: { seed: 5, share: 1 } });
    for (let call = 0; call < 20; call += 1) {
      expect((await provider.respond(ask('/things'))).manners).toHaveLength(1);
    }
  });
});

describe('the provider', () => {
  test('keeps what it has of its own, and acts as itself', async () => {
    const tiny = tinyProvider();
    const provider = withManners(tiny);
    await provider.respond(ask('/things', undefined, 'POST'));
    expect([provider.seen, provider.state()]).toEqual([tiny.seen, { things: 1 }]);
    provider.actions.forget!();
    expect(tiny.state()).toEqual({ things: 0 });
  });

  test('decrypts only if it did before', () => {
    const decrypted = async () => 'text';
    expect('decrypted' in withManners(tinyProvider())).toBe(false);
    expect('decrypted' in withManners({ ...tinyProvider(), decrypted })).toBe(true);
  });

  test('that has manners already is the same one', () => {
    const provider = withManners(tinyProvider(), { manners: 'status-500' });
    expect(withManners(provider)).toBe(provider);
    expect(withManners(provider, { manners: undefined, chaos: undefined })).toBe(provider);
  });

  test('that has manners already takes no others', () => {
    const provider = withManners(tinyProvider());
    expect(() => withManners(provider, { manners: 'delay' })).toThrow('finicity has manners already');
    expect(() => withManners(provider, { chaos: { seed: 1 } })).toThrow(RangeError);
  });
});

describe('what is not the manners', () => {
  test('without any, the answer is the provider’s own', async () => {
    expect(await withManners(tinyProvider()).respond(ask('/things', undefined, 'POST'))).toEqual({
      status: 201,
      headers: { 'content-type': type },
      body: whole,
    });
  });

  test('a provider that refuses the connection gives no answer, whatever was asked for', async () => {
    for (const manner of [undefined, 'duplicate', 'truncated-json', 'cut-during']) {
      const answer = await withManners(tinyProvider()).respond(ask('/banned', manner));
      expect(answer.delivery).toEqual({ cut: 'before' });
      expect(answer.manners).toBeUndefined();
    }
  });

  test('a mistake of the provider is not hidden', async () => {
    await expect(withManners(tinyProvider()).respond(ask('/broken'))).rejects.toThrow('a mistake of ours');
  });
});

async function statuses(
  provider: ReturnType<typeof withManners>,
  manners: readonly (string | undefined)[],
): Promise<number[]> {
  const all: number[] = [];
  for (const manner of manners) all.push((await provider.respond(ask('/things', manner))).status);
  return all;
}
