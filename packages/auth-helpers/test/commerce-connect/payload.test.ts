import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { assert, asyncProperty, dictionary, integer, jsonValue, string } from 'fast-check';
import {
  ConfigurationError,
  DecryptError,
  decryptResult,
  encryptPayload,
  MerchantKey,
  requestHmac,
} from '../../src/commerce-connect/index.js';
import { onEachBackend, rejection } from '../support.js';

const rawKey = createHash('sha256').update('a made-up key').digest();
const rawIv = rawKey.subarray(0, 16);
const key = new MerchantKey({ key: rawKey.toString('base64'), iv: rawIv.toString('base64') });

function encrypted(plaintext: string | Uint8Array): string {
  const cipher = createCipheriv('aes-256-cbc', rawKey, rawIv);
  return Buffer.concat([cipher.update(plaintext), cipher.final()]).toString('base64');
}

/** A key under which the padding of `ciphertext` is right by accident. */
function keyThatUnpads(ciphertext: string): MerchantKey {
  for (let at = 0; ; at++) {
    const other = createHash('sha256').update(`${at}`).digest();
    try {
      const decipher = createDecipheriv('aes-256-cbc', other, rawIv);
      decipher.update(ciphertext, 'base64');
      decipher.final();
      return new MerchantKey({ key: other.toString('base64'), iv: rawIv.toString('base64') });
    } catch {}
  }
}

onEachBackend(() => {
  test('any object comes back as it was', async () => {
    await assert(
      asyncProperty(dictionary(string(), jsonValue()), async (payload) => {
        const sent = JSON.stringify(payload);
        expect(await decryptResult(await encryptPayload(payload, key), key)).toEqual(JSON.parse(sent));
        expect(await encryptPayload(payload, key)).toBe(encrypted(sent));
      }),
    );
  });

  test('whatever is wrong with a result, the error is the same to the letter', async () => {
    const good = encrypted('{"errorCode":""}');
    const refused: [string, string, MerchantKey?][] = [
      ['nothing', ''],
      ['no base64', '*'],
      ['base64 with bits left over', `${good.slice(0, -2)}B=`],
      ['no whole blocks', Buffer.alloc(17).toString('base64')],
      ['bad padding', Buffer.alloc(32, 1).toString('base64')],
      ['no UTF-8, in what is JSON else', encrypted(Buffer.from('{"a":"\xff"}', 'latin1'))],
      ['a byte order mark', encrypted('\u{feff}{}')],
      ['no JSON', encrypted('text')],
      ['a JSON list', encrypted('[]')],
      ['JSON null', encrypted('null')],
      ['nothing, but padded', encrypted('')],
      [
        'another key',
        good,
        new MerchantKey({
          key: Buffer.alloc(32).toString('base64'),
          iv: rawIv.toString('base64'),
        }),
      ],
      ['another key that unpads', good, keyThatUnpads(good)],
    ];
    const shown = new Set<string>();
    for (const [, encData, otherKey = key] of refused) {
      const error = await rejection(decryptResult(encData, otherKey));
      expect(error).toBeInstanceOf(DecryptError);
      expect(error).not.toHaveProperty('cause');
      shown.add(JSON.stringify(error) + String(error));
    }
    expect([...shown]).toEqual([expect.stringContaining('"decrypt_failed"')]);
  });

  test('a ciphertext with a changed bit never gives the payload, and fails in no other way', async () => {
    const payload = { transactionStatus: 'APPROVED', errorCode: '' };
    const good = Buffer.from(await encryptPayload(payload, key), 'base64');
    await assert(
      asyncProperty(integer({ min: 0, max: good.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(good);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        const outcome = await decryptResult(changed.toString('base64'), key).catch((error: unknown) => error);
        if (!(outcome instanceof DecryptError)) expect(outcome).not.toEqual(payload);
      }),
    );
  });

  test('the HMAC is keyed with the text of the key, over the fields and that text', async () => {
    const text = rawKey.toString('base64');
    const expected = createHmac('sha512', text).update(`M1T11.50INR${text}`).digest('hex');
    const fields = { merchantId: 'M1', clientTransactionId: 'T1', amount: '1.50', currencyCode: 'INR' };
    expect(await requestHmac(fields, key)).toBe(expected);
    expect(await requestHmac({ ...fields, amount: '1.5' }, key)).not.toBe(expected);
  });
});

test.each(['merchantId', 'clientTransactionId', 'amount', 'currencyCode'])(
  '%s is refused by the HMAC as a number, as nothing, and when it is empty',
  async (name) => {
    const fields = { merchantId: 'M1', clientTransactionId: 'T1', amount: '1.50', currencyCode: 'INR' };
    for (const value of [7_654_321, undefined, '', null]) {
      const error = await rejection(requestHmac({ ...fields, [name]: value } as never, key));
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(String(error)).toContain(name);
      expect(String(error)).not.toContain('7654321');
    }
  },
);

test.each(['[]', 'text', '1', '', [], { amount: 1n }, () => 1])(
  '%p is refused as a payload',
  async (payload) => {
    await expect(encryptPayload(payload, key)).rejects.toMatchObject({ code: 'configuration_invalid' });
  },
);

test.each([
  ['a key that is a password', { key: 'correct horse battery staple....' }],
  ['a key of 16 bytes', { key: Buffer.alloc(16).toString('base64') }],
  ['a key of 31 bytes', { key: Buffer.alloc(31, 9).toString('base64') }],
  ['a key of 33 bytes', { key: Buffer.alloc(33, 9).toString('base64') }],
  ['a key in hex', { key: rawKey.toString('hex') }],
  ['a key in base64url', { key: Buffer.alloc(32, 255).toString('base64url') }],
  ['a key with a line break', { key: `${rawKey.toString('base64')}\n` }],
  ['an IV of 12 bytes', { iv: Buffer.alloc(12, 9).toString('base64') }],
  ['an IV of 32 bytes', { iv: rawKey.toString('base64') }],
  ['no key', { key: undefined }],
])('%s is refused, and not shown', (_title, changes) => {
  const options = { key: rawKey.toString('base64'), iv: rawIv.toString('base64'), ...changes };
  expect(() => new MerchantKey(options as never)).toThrow(ConfigurationError);
  try {
    new MerchantKey(options as never);
  } catch (error) {
    for (const value of Object.values(changes))
      expect(inspect(error)).not.toContain(value ?? rawKey.toString('base64'));
  }
});
