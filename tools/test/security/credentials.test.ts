import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';
import { credentialsIn, kinds } from './credentials.js';

/** Values that look like secrets, and where they are from. */
const madeUp: Readonly<Record<string, string>> = {
  'r4vEn-hollow_82kites': 'invented, as the secret of a partner in examples',
  'moss+Lantern7_quarry': 'invented, as the one after it',
  q7WmZ2nTfK0sXcVb4JrE: 'invented, as an access token in examples',
  '6f1d2a9c6f1d2a9c': 'invented, as an access token of a benchmark',
  GEZDGNBVGY3TQOJQ: 'the first half of the one below',
  GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ: 'the secret of RFC 6238, "12345678901234567890"',
  'QWxhZGRpbjpvcGVuIHNlc2FtZQ==': 'Aladdin and open sesame, of RFC 7617',
  '000102030405060708090a0b0c0d0e0f': 'the IV of NIST SP 800-38A',
  'AAECAwQFBgcICQoLDA0ODw==': 'the bytes from 0 to 15',
  'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=': 'the bytes from 0 to 31',
  'ZmVkY2JhOTg3NjU0MzIxMA==': 'the digits from f to 0',
};

/** Files with a credential that opens nothing. */
const allowed: Readonly<Record<string, string>> = {
  'packages/fetch-runtime/test/fixtures/untrusted.key.pem': 'the key of a certificate that nobody trusts',
};

test('no file of the repository holds a credential that anybody uses', () => {
  const files = execFileSync('git', ['ls-files', '-z'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  }).split('\0');
  const looked = files.filter(
    (file) =>
      file !== '' && !/\.(?:png|tgz|jar|svg)$/.test(file) && allowed[file] === undefined && isFile(file),
  );
  expect(looked.length).toBeGreaterThan(1_000);
  const found = looked.flatMap((file) =>
    credentialsIn(readFileSync(join(repositoryRoot, file), 'utf8'), Object.keys(madeUp)).map(
      (one) => `${file}: ${one}`,
    ),
  );
  expect(found).toEqual([]);
});

function isFile(file: string): boolean {
  return lstatSync(join(repositoryRoot, file), { throwIfNoEntry: false })?.isFile() ?? false;
}

// Put together here, so that no scanner takes them for real ones.
const random = 'q7Wm9Z2nTfK0sXcVb4JrE8uYh3LpDgAo51iN6tRw';
const formed: readonly [kind: string, text: string][] = [
  ['a private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIE`],
  ['a key of AWS', `AKIA${'Q7WM9Z2NTFK0SXCV'}`],
  ['a token of GitHub', `ghp_${random.slice(0, 36)}`],
  ['a token of npm', `npm_${random.slice(0, 36)}`],
  ['a token of Slack', `xoxb-${random.slice(0, 24)}`],
  ['a key of Stripe', `sk_live_${random.slice(0, 24)}`],
  ['a key of Google', `AIza${random.slice(0, 35)}`],
  ['a JSON Web Token', `eyJhbGciOiJIUzI1NiJ9.eyJ${random}.${random}`],
];

test.each(formed)('%s is found', (kind, text) => {
  expect(credentialsIn(`a ${text} b`, [])).toEqual([`${kind}: ${text.slice(0, 40)}`]);
});

test.each([
  (value: string) => `partnerSecret: '${value}'`,
  (value: string) => `{"api_key":"${value}"}`,
  (value: string) => `const password = "${value}";`,
  (value: string) => `example:\n  partnerSecret: ${value}\n`,
  (value: string) => `headers: { Authorization: \`Bearer ${value}\` }`,
])('a value that a name calls a secret is found, unless it says that it is made up: %p', (written) => {
  const value = random.slice(0, 24);
  expect(credentialsIn(written(value), [])).toEqual([
    `a value with the name of a secret: ${value.slice(0, 8)}…`,
  ]);
  expect(credentialsIn(written(value), [value])).toEqual([]);
  expect(credentialsIn(written('an-example-of-a-value'), [])).toEqual([]);
  expect(credentialsIn(written(Buffer.from('example-of-bytes').toString('base64')), [])).toEqual([]);
});

test('every kind is shown to be found', () => {
  expect(formed.map(([kind]) => kind)).toEqual(Object.keys(kinds));
});
