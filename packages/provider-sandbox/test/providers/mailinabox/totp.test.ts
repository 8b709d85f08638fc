import { MAILINABOX_TEST_ACCOUNTS, mailinaboxProvider } from '../../../src/providers/mailinabox/index.js';
import { totpCode } from '../../../src/providers/mailinabox/totp.js';

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

// RFC 6238, appendix B: the last six of its eight digits.
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %d s the code is the one that RFC 6238 publishes', async (seconds, code) => {
  expect(await totpCode(secret, seconds * 1_000)).toBe(code);
});

test('a secret may be in lower case, and padded', async () => {
  expect(await totpCode(`${secret.toLowerCase()}====`, 59_000)).toBe('287082');
});

test.each(['not-base32!', '', '====', 'GEZD=GNB'])(
  'a secret that is not base32, such as %j, is refused when the box is made, without being shown',
  (totpSecret) => {
    const account = { email: 'a@example.com', password: 'sandbox-password', totpSecret };
    expect(() => mailinaboxProvider({ accounts: [account] })).toThrow(
      new RangeError('A TOTP secret is base32: letters A to Z and digits 2 to 7.'),
    );
  },
);

test('a box needs nothing of Node, so that its handlers run in browsers', async () => {
  const provider = mailinaboxProvider();
  const { email, password } = MAILINABOX_TEST_ACCOUNTS.administratorWithTotp;
  const headers = new Headers({
    authorization: `Basic ${btoa(`${email}:${password}`)}`,
    'x-auth-token': await totpCode(secret, Date.now()),
  });
  const request = { method: 'POST', path: '/login', query: new URLSearchParams(), headers, body: '' };
  const { process } = globalThis;
  try {
    Reflect.set(globalThis, 'process', undefined);
    expect((await provider.respond(request)).body).toContain('"status": "ok"');
  } finally {
    globalThis.process = process;
  }
});
