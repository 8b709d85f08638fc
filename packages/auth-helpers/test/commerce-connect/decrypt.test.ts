import { createCipheriv, createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DecryptError, decryptResult, MerchantKey } from '../../src/commerce-connect/index.js';
import { cryptoBackend } from '../../src/crypto/platform.js';
import { onEachBackend } from '../support.js';

const rawKey = createHash('sha256').update('a made-up key').digest();
const rawIv = rawKey.subarray(0, 16);
const key = new MerchantKey({ key: rawKey.toString('base64'), iv: rawIv.toString('base64') });

function encrypted(plaintext: string | Uint8Array, raw: Uint8Array = rawKey): string {
  const cipher = createCipheriv('aes-256-cbc', raw, rawIv);
  return Buffer.concat([cipher.update(plaintext), cipher.final()]).toString('base64');
}

/** What was done until it was known how it ends. */
interface Work {
  decryptions: number;
  decodings: number;
  parses: number;
}

interface Failure {
  readonly error: unknown;
  readonly work: Work;
}

/** @returns `undefined` where the input could be decrypted. */
async function failureOf(decrypt: () => Promise<unknown>): Promise<Failure | undefined> {
  const work: Work = { decryptions: 0, decodings: 0, parses: 0 };
  const backend = cryptoBackend();
  const originals = { decrypt: backend.decrypt, decode: TextDecoder.prototype.decode, parse: JSON.parse };
  backend.decrypt = (...args) => {
    work.decryptions += 1;
    return originals.decrypt.apply(backend, args);
  };
  TextDecoder.prototype.decode = function (...args) {
    // Base64 is made with one that is not fatal.
    if (this.fatal) work.decodings += 1;
    return originals.decode.apply(this, args);
  };
  JSON.parse = (...args) => {
    work.parses += 1;
    return originals.parse(...args);
  };
  try {
    await decrypt();
    return undefined;
  } catch (error) {
    return { error, work };
  } finally {
    backend.decrypt = originals.decrypt;
    TextDecoder.prototype.decode = originals.decode;
    JSON.parse = originals.parse;
  }
}

/** All that a log can have of it, with every frame of its stack. */
function printed({ error, work }: Failure): unknown {
  const { stack, cause, name, message } = error as DecryptError;
  const shown = inspect(error, { showHidden: true, getters: true, depth: 10 });
  return { ...work, shown, stack, cause, name, message, json: JSON.stringify(error) };
}

const payload = '{"errorCode":"","transactionStatus":"APPROVED","fpTransactionId":"1234567890"}';
const good = Buffer.from(encrypted(payload), 'base64');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const changed = fc.oneof(
  // Bits, the last block and so the padding among them.
  fc.array(fc.nat(good.length * 8 - 1), { minLength: 1, maxLength: 8 }).map((bits) => {
    const bytes = Buffer.from(good);
    for (const bit of bits) bytes[bit >> 3]! ^= 1 << (bit & 7);
    return base64(bytes);
  }),
  fc.nat(good.length - 1).map((length) => base64(good.subarray(0, length))),
  fc.nat(good.length / 16 - 1).map((blocks) => base64(good.subarray(0, 16 * blocks))),
  fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => base64(Buffer.concat([good, more]))),
  fc.uint8Array({ maxLength: 200 }).map(base64),
  fc.nat(good.length).map((at) => `${base64(good).slice(0, at)}*${base64(good).slice(at)}`),
  fc.constantFrom(
    '',
    '=',
    'AAAA',
    base64(good).slice(0, -1),
    `${base64(good)}\n`,
    base64(good).toLowerCase(),
  ),
  fc.string({ unit: 'binary', maxLength: 100 }),
  // What decrypts well, and is no result.
  fc.string({ unit: 'binary', maxLength: 100 }).map((text) => encrypted(text)),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => encrypted(bytes)),
  fc.constantFrom('[]', 'null', '1', '"text"', '{"a":', '', '\u{feff}{}').map((text) => encrypted(text)),
  // Another key.
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((raw) => encrypted(payload, raw)),
);
const anything = fc.oneof(
  { weight: 9, arbitrary: changed },
  fc.constantFrom(undefined, null, 7, {}, [], true),
);

/** From one line, so that the frames of the caller are the same as well. */
async function failures(
  decrypt: (input: string) => Promise<unknown>,
  inputs: readonly unknown[],
): Promise<(Failure | undefined)[]> {
  const found: (Failure | undefined)[] = [];
  for (const input of inputs) found.push(await failureOf(() => decrypt(input as string)));
  return found;
}

onEachBackend(() => {
  test.each<[string, (input: string) => Promise<unknown>, number]>([
    ['a result', (input) => decryptResult(input, key), 1],
    ['the text alone', (input) => key.decrypt(input), 0],
  ])(
    'however %s was tampered with, class, code, words, cause, every frame of the stack and the work are the same',
    async (_, decrypt, parses) => {
      const [first] = await failures(decrypt, ['*']);
      expect(first?.error).toBeInstanceOf(DecryptError);
      expect(first?.work).toEqual({ decryptions: 1, decodings: 1, parses });
      await fc.assert(
        fc.asyncProperty(anything, async (input) => {
          const [expected, failure] = await failures(decrypt, ['*', input]);
          fc.pre(failure !== undefined);
          expect(printed(failure)).toEqual(printed(expected!));
        }),
        { numRuns: 500 },
      );
    },
  );

  test('what was not tampered with comes back', async () => {
    expect(await decryptResult(base64(good), key)).toEqual(JSON.parse(payload));
    expect(await key.decrypt(base64(good))).toBe(payload);
  });
});
