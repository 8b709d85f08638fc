import { mailinaboxProvider } from '../../src/mailinabox/index.js';
import { totpCode } from '../../src/mailinabox/totp.js';

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

// RFC 6238, appendix B: the last six of its eight digits.
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %d s the code is the one that RFC 6238 publishes', (seconds, code) => {
  expect(totpCode(secret, seconds * 1_000)).toBe(code);
});

test('a secret may be in lower case, and padded', () => {
  expect(totpCode(`${secret.toLowerCase()}====`, 59_000)).toBe('287082');
});

test('a secret that is not base32 is refused when the box is made, without being shown', () => {
  const account = { email: 'a@example.com', password: 'sandbox-password', totpSecret: 'not-base32!' };
  expect(() => mailinaboxProvider({ accounts: [account] })).toThrow(
    new RangeError('A TOTP secret is base32: letters A to Z and digits 2 to 7.'),
  );
});
