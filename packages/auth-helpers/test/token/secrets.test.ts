import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { memoryTokenStore } from '../../src/index.js';
import { bench, hour } from './support.js';

const marker = 'marker-5f3a9c';

function everyPrint(value: unknown): string {
  const options = { depth: Infinity, showHidden: true, getters: false, customInspect: true } as const;
  return [inspect(value, options), JSON.stringify(value), String(value), (value as Error).stack].join('\n');
}

describe('a token', () => {
  test('is not in what prints the token object, the provider, the store or the events', async () => {
    const store = memoryTokenStore();
    const b = bench({ store, mint: async () => ({ token: marker }) });
    const got = await b.tokens.getToken();
    expect(got.token).toBe(marker);
    for (const value of [got, { ...got }, b.tokens, store, b.events]) {
      expect(everyPrint(value)).not.toContain(marker);
    }
  });

  test('and a secret that a login quotes in its failure are not in the error that callers get', async () => {
    const quoting = Object.assign(new Error(marker), {
      config: { secret: marker },
      cause: new Error(marker),
    });
    const b = bench();
    b.answer = quoting;
    const error = await b.tokens.getToken().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'outcome_unknown', provider: 'acme' });
    expect(everyPrint(error)).not.toContain(marker);
    b.clock.advance(hour);
    expect(everyPrint(b.events)).not.toContain(marker);
  });
});
