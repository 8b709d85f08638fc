import { totpCode } from '../../../src/providers/mailinabox/index.js';
import { providerSpec } from '../../specs.js';
import { type Asked, administrator, openTerminal } from './support.js';

const newSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const user = { email: 'new@example.net', password: 'sandbox-password', privileges: '' };
const alias = {
  update_if_exists: '0',
  address: 'sales@example.com',
  forwards_to: 'totp@example.com',
  permitted_senders: '',
};

/** One request for each operation, in an order in which all are accepted, and the type of the answer. */
const requests: readonly [line: string, type: string, body?: Asked['body']][] = [
  ['POST /system/status', 'application/json'],
  ['GET /system/version', 'text/html'],
  ['POST /system/latest-upstream-version', 'text/html'],
  ['GET /system/updates', 'text/html'],
  ['POST /system/update-packages', 'text/html'],
  ['GET /system/privacy', 'application/json'],
  ['POST /system/privacy', 'text/html', { value: 'private' }],
  ['GET /system/reboot', 'application/json'],
  ['GET /system/backup/status', 'application/json'],
  ['GET /system/backup/config', 'application/json'],
  [
    'POST /system/backup/config',
    'application/json',
    { target: 'local', target_user: '', target_pass: '', min_age: '7' },
  ],
  ['GET /ssl/status', 'application/json'],
  ['POST /ssl/csr/example.com', 'text/html', { countrycode: 'GB' }],
  ['POST /ssl/install', 'text/html', { domain: 'example.com', cert: 'PEM', chain: '' }],
  ['POST /ssl/provision', 'application/json'],
  ['GET /dns/secondary-nameserver', 'application/json'],
  ['POST /dns/secondary-nameserver', 'text/html', { hostnames: 'ns2.example.net, ns3.example.net' }],
  ['GET /dns/zones', 'application/json'],
  ['GET /dns/zonefile/example.com', 'text/plain'],
  ['POST /dns/update', 'text/html', { force: '1' }],
  ['GET /dns/custom', 'application/json'],
  ['GET /dns/custom/www.example.com/A', 'application/json'],
  ['POST /dns/custom/www.example.com/TXT', 'text/html', 'a text'],
  ['PUT /dns/custom/www.example.com/AAAA', 'text/html', '2001:db8::1'],
  ['DELETE /dns/custom/www.example.com/AAAA', 'text/html', '2001:db8::1'],
  ['GET /dns/custom/www.example.com', 'application/json'],
  ['POST /dns/custom/www.example.com', 'text/html', '203.0.113.11'],
  ['PUT /dns/custom/www.example.com', 'text/html', '203.0.113.12'],
  ['DELETE /dns/custom/www.example.com', 'text/html', '203.0.113.12'],
  ['GET /dns/dump', 'application/json'],
  ['GET /mail/users?format=json', 'application/json'],
  ['POST /mail/users/add', 'text/html', user],
  ['POST /mail/users/privileges/add', 'text/html', { email: user.email, privilege: 'admin' }],
  ['GET /mail/users/privileges?email=new@example.net', 'text/html'],
  ['POST /mail/users/privileges/remove', 'text/html', { email: user.email, privilege: 'admin' }],
  ['POST /mail/users/password', 'text/html', { email: user.email, password: 'another-password' }],
  ['POST /mail/users/quota', 'text/html', { email: user.email, quota: '10g' }],
  ['GET /mail/users/quota?email=new@example.net', 'application/json'],
  ['POST /mail/users/remove', 'text/html', { email: user.email }],
  ['GET /mail/domains', 'text/html'],
  ['GET /mail/aliases?format=json', 'application/json'],
  ['POST /mail/aliases/add', 'text/html', alias],
  ['POST /mail/aliases/remove', 'text/html', { address: alias.address }],
  ['GET /web/domains', 'application/json'],
  ['POST /web/update', 'text/html'],
  ['POST /mfa/status', 'application/json'],
  ['POST /mfa/totp/enable', 'text/html', { secret: newSecret, token: 'CODE' }],
  ['POST /mfa/disable', 'text/html', {}],
  ['POST /system/reboot', 'text/html'],
  ['POST /logout', 'application/json'],
  ['POST /login', 'application/json'],
];

test('every operation of the description answers an administrator with 200, and as described', async () => {
  const { ask, clock } = openTerminal();
  const { email, password } = administrator;
  const spec = providerSpec('mailinabox');
  const answered = new Set<string | undefined>();
  for (const [line, type, body = ''] of requests) {
    const code = await totpCode(newSecret, clock.nowMs());
    const withCode =
      typeof body === 'string'
        ? body
        : Object.fromEntries(
            Object.entries(body).map(([name, value]) => [name, value.replace('CODE', code)]),
          );
    const answer = await ask(line, {
      as: [email, password],
      headers: { 'x-auth-token': code },
      body: withCode,
    });
    expect([line, answer.status, answer.headers['content-type']?.replace(/;.*/, '')]).toEqual([
      line,
      200,
      type,
    ]);
    const [method = '', path = ''] = line.replace(/\?.*/, '').split(' ');
    answered.add(spec.match(method, path)?.operation.operationId);
  }
  expect([...answered].sort()).toEqual(spec.operations.map(({ operationId }) => operationId).sort());
});
