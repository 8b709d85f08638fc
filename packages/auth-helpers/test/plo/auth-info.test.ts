import { createDecipheriv } from 'node:crypto';
import { type AuthInfoOptions, ConfigurationError, createAuthInfo } from '../../src/plo/index.js';
import { onEachBackend, rejection } from '../support.js';

const rawKey = Buffer.from('0123456789abcdef');
const rawIv = Buffer.from('fedcba9876543210');
const options: AuthInfoOptions = {
  // As long as the vendor's sandbox id: 30 characters.
  userId: 'user-of-thirty-characters-0001',
  fiId: '999999',
  key: rawKey.toString('base64'),
  iv: rawIv.toString('base64'),
  now: () => 1_700_000_000_999,
};

function decrypted(
  authInfo: string,
  encoding: 'base64' | 'hex' = 'hex',
  algorithm = 'aes-128-cbc',
  key = rawKey,
): string {
  const decipher = createDecipheriv(algorithm, key, rawIv);
  return decipher.update(authInfo, encoding, 'utf8') + decipher.final('utf8');
}

onEachBackend(() => {
  test('is user, institution and time in seconds, in lower-case hex, as long as the example of the vendor', async () => {
    const authInfo = await createAuthInfo(options);
    expect(authInfo).toMatch(/^[0-9a-f]{128}$/);
    expect(decrypted(authInfo)).toBe('user-of-thirty-characters-0001:999999:1700000000');
  });

  test('follows what was settled at onboarding: key length, encoding, unit', async () => {
    const longKey = Buffer.alloc(32, 7);
    const authInfo = await createAuthInfo({
      ...options,
      mode: 'aes-256-cbc',
      key: longKey.toString('base64'),
      encoding: 'base64',
      timeUnit: 'milliseconds',
    });
    const text = decrypted(authInfo, 'base64', 'aes-256-cbc', longKey);
    expect(text).toBe('user-of-thirty-characters-0001:999999:1700000000999');
  });
});

test('takes the time of the moment where no clock is given', async () => {
  const { now: _, ...withoutClock } = options;
  const before = Math.floor(Date.now() / 1_000);
  const time = Number(decrypted(await createAuthInfo(withoutClock)).split(':')[2]);
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Date.now() / 1_000);
});

test('keeps letters of any script, in UTF-8', async () => {
  expect(decrypted(await createAuthInfo({ ...options, userId: 'žofie-आशा-😀' }))).toBe(
    'žofie-आशा-😀:999999:1700000000',
  );
});

test.each<[string, Partial<Record<keyof AuthInfoOptions, unknown>>]>([
  ['a colon in the user, which could name another', { userId: 'a:999999' }],
  ['a colon in the institution', { fiId: '1:2' }],
  ['no user', { userId: '' }],
  ['a user that is a number', { userId: 12 }],
  ['half a surrogate pair', { userId: '\u{d800}' }],
  ['a line break', { userId: 'a\n' }],
  ['a key of 15 bytes', { key: Buffer.alloc(15, 5).toString('base64') }],
  ['a key in hex', { key: rawKey.toString('hex') }],
  ['a key of 32 bytes for AES-128', { key: Buffer.alloc(32, 5).toString('base64') }],
  ['a key of 16 bytes for AES-256', { mode: 'aes-256-cbc' }],
  ['an IV of 8 bytes', { iv: Buffer.alloc(8, 5).toString('base64') }],
  ['another mode', { mode: 'aes-128-ecb' }],
  ['a mode that every object has', { mode: 'constructor' }],
  ['another encoding', { encoding: 'utf8' }],
  ['another unit', { timeUnit: 'minutes' }],
  ['a clock that stands nowhere', { now: () => Number.NaN }],
])('%s is refused', async (_title, changes) => {
  const error = await rejection(createAuthInfo({ ...options, ...changes } as AuthInfoOptions));
  expect(error).toBeInstanceOf(ConfigurationError);
});
