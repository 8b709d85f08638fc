import { inspect } from 'node:util';
import { AuthError, ConfigurationError, DecryptError } from '../src/index.js';

const MARKER = 'planted-5ecret';

test('an error has a code, its words, and what is known beside them', () => {
  const error = new AuthError('account_locked', 'the account is locked', {
    provider: 'finicity',
    status: 500,
  });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'AuthError', code: 'account_locked', retryable: false });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'AuthError',
    message: 'the account is locked',
    code: 'account_locked',
    provider: 'finicity',
    status: 500,
    retryable: false,
  });
  expect(String(error)).toBe('AuthError: the account is locked');
  expect(error).not.toHaveProperty('cause');
});

test('each class has its code, and is told from the others', () => {
  const errors = [new ConfigurationError('x'), new DecryptError(), new AuthError('forbidden', 'x')];
  expect(errors.map(({ name, code }) => `${name} ${code}`)).toEqual([
    'ConfigurationError configuration_invalid',
    'DecryptError decrypt_failed',
    'AuthError forbidden',
  ]);
  const classes = [ConfigurationError, DecryptError, AuthError];
  expect(errors.map((error) => classes.map((one) => error instanceof one))).toEqual([
    [true, false, true],
    [false, true, true],
    [false, false, true],
  ]);
});

test('a class of your own is told from those of the package', () => {
  class OwnError extends AuthError {}
  const own = new OwnError('forbidden', 'x');
  expect([own instanceof OwnError, own instanceof AuthError]).toEqual([true, true]);
  expect(new AuthError('forbidden', 'x') instanceof OwnError).toBe(false);
});

test.each([undefined, null, 'x', 7, {}, new Error('x')])('%p is no AuthError', (value) => {
  expect(value instanceof AuthError).toBe(false);
});

test('an error of another copy of the package is one of the same class', async () => {
  const copies: typeof import('../src/index.js')[] = [];
  for (const _ of [1, 2])
    await jest.isolateModulesAsync(async () => void copies.push(await import('../src/index.js')));
  const [one, other] = copies as [(typeof copies)[0], (typeof copies)[0]];
  expect(one.AuthError).not.toBe(other.AuthError);
  const error = new one.DecryptError();
  expect(error instanceof other.DecryptError).toBe(true);
  expect(error instanceof other.AuthError).toBe(true);
  expect(error instanceof other.ConfigurationError).toBe(false);
});

test('a cause keeps name, code and its own cause, and none of its words', () => {
  const inner = Object.assign(new Error(MARKER), { code: 'ECONNREFUSED', url: MARKER });
  const cause = Object.assign(new TypeError(`fetch failed: ${MARKER}`, { cause: inner }), {
    [MARKER]: MARKER,
  });
  const error = new AuthError('provider_unavailable', 'no answer', { cause });
  expect(error.cause).toMatchObject({ name: 'TypeError', cause: { name: 'Error', code: 'ECONNREFUSED' } });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(MARKER);
});

test('an AuthError is kept as a cause as it is', () => {
  const cause = new DecryptError();
  expect(new AuthError('provider_unavailable', 'x', { cause }).cause).toBe(cause);
});

test.each([MARKER, { message: MARKER, code: `${MARKER} `, name: { MARKER } }, [MARKER], null, () => MARKER])(
  'a cause may be anything: %p',
  (cause) => {
    const error = new AuthError('provider_unavailable', 'x', { cause });
    expect(error.cause).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(MARKER);
  },
);

test('causes in a circle come to an end', () => {
  const circle = new Error('x');
  circle.cause = circle;
  expect(() => new AuthError('provider_unavailable', 'x', { cause: circle })).not.toThrow();
});
