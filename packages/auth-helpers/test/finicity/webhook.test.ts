import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { verifyWebhook } from '../../src/finicity/index.js';
import { onEachBackend, rejection } from '../support.js';
import { appKey, newSecret, partner, partnerSecret } from './support.js';

const rawBody = '{"eventType":"added", "eventId":"e-1","name":"Café \\u00e9"}\n';

function signed(body: string | Uint8Array, secret = partnerSecret): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

const signature = signed(rawBody);
const secrets = [partnerSecret] as const;

onEachBackend(() => {
  describe('the signature of a webhook', () => {
    test('is that over the raw body, as text or as bytes, in hex of either case', async () => {
      const bytes = new TextEncoder().encode(rawBody);
      for (const body of [
        rawBody,
        bytes,
        Buffer.from(bytes),
        Buffer.concat([Buffer.from('x'), bytes]).subarray(1),
      ]) {
        expect(await verifyWebhook({ rawBody: body, signature, secrets })).toBe(true);
      }
      expect(await verifyWebhook({ rawBody, signature: signature.toUpperCase(), secrets })).toBe(true);
      const binary = Uint8Array.from({ length: 256 }, (_, at) => at);
      expect(await verifyWebhook({ rawBody: binary, signature: signed(binary), secrets })).toBe(true);
    });

    test('is not that over what was parsed and written again, and an object is refused', async () => {
      const again = JSON.stringify(JSON.parse(rawBody));
      expect(await verifyWebhook({ rawBody: again, signature, secrets })).toBe(false);
      for (const parsed of [
        JSON.parse(rawBody),
        [1],
        7,
        undefined,
        null,
        new ArrayBuffer(1),
        new Uint16Array(1),
      ]) {
        const error = await rejection(verifyWebhook({ rawBody: parsed as never, signature, secrets }));
        expect(error).toMatchObject({
          code: 'configuration_invalid',
          message: expect.stringContaining('rawBody'),
        });
      }
    });

    test.each([
      '',
      'ab',
      undefined,
      null,
      7,
      {},
      [signature],
      signature.slice(1),
      `${signature}0`,
      ` ${signature}`,
      signature.replace(/^../, 'zz'),
      signature.replace(/^../, '0x'),
      '0'.repeat(64),
      'é'.repeat(64),
    ])('is false, without an error, where it is %j', async (claimed) => {
      expect(await verifyWebhook({ rawBody, signature: claimed as string, secrets })).toBe(false);
    });

    test('is that of another secret where one character differs', async () => {
      for (const other of [`${partnerSecret}x`, partnerSecret.toUpperCase()]) {
        expect(await verifyWebhook({ rawBody, signature, secrets: [other] })).toBe(false);
      }
    });

    test('may be that of the secret before, for as long as that is given', async () => {
      expect(await verifyWebhook({ rawBody, signature, secrets: [newSecret, partnerSecret] })).toBe(true);
      expect(await verifyWebhook({ rawBody, signature, secrets: [newSecret, undefined] })).toBe(false);
      expect(await verifyWebhook({ rawBody, signature, secrets: [newSecret] })).toBe(false);
    });

    test.each([[['']], [[]], [[newSecret, '']], [[undefined]], [[newSecret, 7]]])(
      'is not judged with a secret that is none: %j',
      async (none) => {
        const error = await rejection(verifyWebhook({ rawBody, signature: '', secrets: none as never }));
        expect(error).toMatchObject({ code: 'configuration_invalid' });
      },
    );
  });
});

describe('a partner', () => {
  test('verifies with the secrets that are kept now, after a change as well', async () => {
    let kept = { partnerSecret, appKey };
    const { auth, server } = await partner({ credentials: () => kept });
    expect(await auth.verifyWebhook({ rawBody, signature })).toBe(true);
    kept = { partnerSecret: newSecret, appKey };
    expect(await auth.verifyWebhook({ rawBody, signature })).toBe(false);
    kept = { ...kept, previousPartnerSecret: partnerSecret } as typeof kept;
    expect(await auth.verifyWebhook({ rawBody, signature })).toBe(true);
    expect(server.arrived).toEqual([]);
  });

  test.each([
    [false, [true, true]],
    [true, [true, false]],
  ])(
    'that changed its secret takes the old one too, unless it ended at once (%s)',
    async (immediate, taken) => {
      const { auth } = await partner();
      await auth.modifyPartnerSecret({ newSecret, immediate, persist: () => undefined });
      const webhooks = [newSecret, partnerSecret].map((secret) => signed(rawBody, secret));
      const verified = webhooks.map((one) => auth.verifyWebhook({ rawBody, signature: one }));
      expect(await Promise.all(verified)).toEqual(taken);
    },
  );
});
