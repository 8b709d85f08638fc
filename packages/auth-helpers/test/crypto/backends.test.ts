import { array, assert, asyncProperty, constantFrom, property, string, uint8Array } from 'fast-check';
import type { CryptoBackend } from '../../src/crypto/backend.js';
import { type Bytes, fromBase64, fromHex, toBase64, toHex, utf8 } from '../../src/crypto/bytes.js';
import { nodeBackend } from '../../src/crypto/node.js';
import { cryptoBackend, forceBackend } from '../../src/crypto/platform.js';
import { SecretKey } from '../../src/crypto/secret-key.js';
import { AuthError } from '../../src/errors.js';
import { backends, rejection } from '../support.js';

const [node, web] = backends.map(({ backend }) => backend) as [CryptoBackend, CryptoBackend];
const bytes = (minLength: number, maxLength = minLength) =>
  uint8Array({ minLength, maxLength }).map((made): Bytes => new Uint8Array(made));
const aesKey = constantFrom(16, 32)
  .chain((length) => bytes(length))
  .map((raw) => new SecretKey('AES-CBC', raw));

describe('the two backends give the same bytes', () => {
  test('of encryption, and each reads what the other wrote', async () => {
    await assert(
      asyncProperty(aesKey, bytes(16), bytes(0, 200), async (key, iv, plaintext) => {
        const encrypted = await node.encrypt(key, iv, plaintext, 'base64');
        expect(await web.encrypt(key, iv, plaintext, 'base64')).toBe(encrypted);
        const ciphertext = fromBase64(encrypted)!;
        expect(await web.encrypt(key, iv, plaintext, 'hex')).toBe(toHex(ciphertext));
        expect(await node.encrypt(key, iv, plaintext, 'hex')).toBe(toHex(ciphertext));
        expect(await web.decrypt(key, iv, ciphertext)).toEqual(plaintext);
        expect(await node.decrypt(key, iv, ciphertext)).toEqual(plaintext);
      }),
    );
  });

  test('of any text, which stands for its UTF-8', async () => {
    const aes = new SecretKey('AES-CBC', new Uint8Array(32));
    const mac = new SecretKey('HMAC-SHA-512', new Uint8Array(32));
    const iv = new Uint8Array(16);
    await assert(
      asyncProperty(string({ unit: 'binary' }), async (text) => {
        for (const backend of [node, web]) {
          const encrypted = await node.encrypt(aes, iv, utf8(text), 'hex');
          expect(await backend.encrypt(aes, iv, text, 'hex')).toBe(encrypted);
          expect(await backend.hmacHex(mac, text)).toBe(toHex(await node.hmac(mac, utf8(text))));
        }
      }),
    );
  });

  test('of any ciphertext, also one that was changed: the same text, or the same refusal', async () => {
    const outcome = async (work: Promise<Bytes | undefined>): Promise<string> => {
      const plaintext = await work;
      return plaintext === undefined ? 'refused' : toHex(plaintext);
    };
    const outcomes = new Set<string>();
    await assert(
      asyncProperty(aesKey, bytes(16), bytes(0, 48), async (key, iv, ciphertext) => {
        const expected = await outcome(node.decrypt(key, iv, ciphertext));
        expect(await outcome(web.decrypt(key, iv, ciphertext))).toBe(expected);
        outcomes.add(expected);
      }),
    );
    expect(outcomes).toContain('refused');
  });

  test('of HMAC, and of comparison', async () => {
    const algorithm = constantFrom('HMAC-SHA-256' as const, 'HMAC-SHA-512' as const);
    await assert(
      asyncProperty(algorithm, bytes(1, 150), bytes(0, 200), async (name, raw, message) => {
        const key = new SecretKey(name, raw);
        expect(await web.hmac(key, message)).toEqual(await node.hmac(key, message));
        expect(await web.hmacHex(key, message)).toBe(await node.hmacHex(key, message));
      }),
    );
    assert(
      property(
        array(constantFrom(0, 1), { maxLength: 6 }),
        array(constantFrom(0, 1), { maxLength: 6 }),
        (...lists) => {
          const [one, other] = lists.map((list): Bytes => Uint8Array.from(list)) as [Bytes, Bytes];
          const isEqual = toHex(one) === toHex(other);
          expect([node.isEqual(one, other), web.isEqual(one, other)]).toEqual([isEqual, isEqual]);
        },
      ),
    );
  });
});

describe('a comparison takes as long wherever the difference is', () => {
  test('WebCrypto has none, so each byte of both is read, found or not', () => {
    /** How often bytes of a list are read. */
    const readsOf = (list: readonly number[], compare: (counted: Bytes) => boolean): number => {
      let reads = 0;
      const get = (target: readonly number[], name: string | symbol): unknown => {
        if (typeof name === 'string' && /^\d+$/.test(name)) reads += 1;
        return Reflect.get(target, name);
      };
      compare(new Proxy(list, { get }) as unknown as Bytes);
      return reads;
    };
    const expected = Array.from({ length: 32 }, () => 7);
    const given = [...expected.keys()].map((at) =>
      expected.map((byte, other) => byte + Number(at === other)),
    );
    const counts = given.flatMap((one) => [
      readsOf(one, (counted) => web.isEqual(counted, Uint8Array.from(expected))),
      readsOf(expected, (counted) => web.isEqual(Uint8Array.from(one), counted)),
    ]);
    expect(new Set(counts)).toEqual(new Set([32]));
  });

  test('node:crypto has one, which is used', () => {
    const compare = jest.spyOn(process.getBuiltinModule('node:crypto'), 'timingSafeEqual');
    try {
      nodeBackend()?.isEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 3));
      expect(compare).toHaveBeenCalledTimes(1);
    } finally {
      compare.mockRestore();
    }
  });
});

describe('a backend is chosen', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    forceBackend(undefined);
  });

  test('node:crypto under Node; where the platform does not give it, WebCrypto does the same', async () => {
    const key = new SecretKey('HMAC-SHA-512', utf8('key'));
    const ask = jest.spyOn(process, 'getBuiltinModule');
    const sign = jest.spyOn(globalThis.crypto.subtle, 'sign');
    const signed = await cryptoBackend().hmac(key, utf8('message'));
    expect(ask).toHaveBeenCalledWith('node:crypto');
    expect(sign).not.toHaveBeenCalled();
    forceBackend(undefined);
    ask.mockReturnValue(undefined as never);
    expect(await cryptoBackend().hmac(key, utf8('message'))).toEqual(signed);
    expect(sign).toHaveBeenCalledTimes(1);
  });

  test('a key is imported once, however often it is used from then on', async () => {
    const imports = jest.spyOn(globalThis.crypto.subtle, 'importKey');
    const key = new SecretKey('AES-CBC', new Uint8Array(32));
    const iv = new Uint8Array(16);
    await web.encrypt(key, iv, 'text', 'base64');
    const all = Array.from({ length: 20 }, () => web.encrypt(key, iv, 'text', 'base64'));
    await web.decrypt(key, iv, fromBase64((await Promise.all(all))[0]!)!);
    expect(imports).toHaveBeenCalledTimes(1);
  });

  test('a page over plain http has no crypto.subtle: the error says that secure contexts do', async () => {
    const { subtle } = globalThis.crypto;
    Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined, configurable: true });
    try {
      const key = new SecretKey('AES-CBC', new Uint8Array(32));
      const error = await rejection(web.encrypt(key, new Uint8Array(16), 'text', 'hex'));
      expect(error).toBeInstanceOf(AuthError);
      expect(error).toMatchObject({
        code: 'configuration_invalid',
        message: expect.stringContaining('secure contexts'),
      });
      Object.defineProperty(globalThis.crypto, 'subtle', { value: subtle, configurable: true });
      // And the failure is not kept.
      await expect(web.encrypt(key, new Uint8Array(16), 'text', 'hex')).resolves.toHaveLength(32);
    } finally {
      Object.defineProperty(globalThis.crypto, 'subtle', { value: subtle, configurable: true });
    }
  });
});

describe('codecs', () => {
  test('write what Buffer writes, and read it back', () => {
    assert(
      property(bytes(0, 100), (made) => {
        expect(toHex(made)).toBe(Buffer.from(made).toString('hex'));
        expect(toBase64(made)).toBe(Buffer.from(made).toString('base64'));
        expect(fromHex(toHex(made).toUpperCase())).toEqual(made);
        expect(fromBase64(toBase64(made))).toEqual(made);
      }),
    );
    const long: Bytes = new Uint8Array(300_000).fill(7);
    expect(fromBase64(toBase64(long))).toEqual(long);
  });

  test('of all texts up to four characters, base64 takes just those that it writes', () => {
    const characters = ['A', 'Q', 'B', '/', '=', '-', ' '];
    let texts = [''];
    for (let length = 0; length < 4; length++) {
      for (const text of texts) {
        const decoded = Buffer.from(text, 'base64');
        expect(fromBase64(text)).toEqual(
          decoded.toString('base64') === text ? new Uint8Array(decoded) : undefined,
        );
      }
      texts = texts.flatMap((text) => characters.map((character) => text + character));
    }
    for (const text of texts)
      expect(fromBase64(text) !== undefined).toBe(Buffer.from(text, 'base64').toString('base64') === text);
  });

  test.each(['0', 'abc', '0g', '0x', ' 0', '0\n', '+1', '-1', 'é0'])('hex refuses %j', (text) => {
    expect(fromHex(text)).toBeUndefined();
  });

  test.each([
    'QQ==\n',
    '\nQQ==',
    'QQ',
    'QR==',
    'QUJ=',
    'QUI',
    '====',
    '=',
    'A===',
    'QQ=A',
    '_-8=',
    'QQ==QQ==',
  ])('base64 refuses %j', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });
});
