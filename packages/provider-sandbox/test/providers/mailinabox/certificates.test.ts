import { cpuMs } from '../../cpu-ms.js';
import { administrator, openTerminal } from './support.js';

const pem = '-----BEGIN CERTIFICATE-----\nRVhBTVBMRSBPTkxZ\n-----END CERTIFICATE-----\n';
const as = [administrator.email, administrator.password] as const;

interface Status {
  readonly can_provision: readonly string[];
  readonly status: readonly { readonly domain: string; readonly status: string }[];
}

function box() {
  const { ask } = openTerminal();
  const post = (path: string, body: Record<string, string> = {}) => ask(`POST ${path}`, { as, body });
  const read = async (path: string) => JSON.parse((await ask(`GET ${path}`, { as })).body);
  const certified = async () => {
    const { status }: Status = await read('/ssl/status');
    return status.filter((one) => one.status === 'success').map(({ domain }) => domain);
  };
  return { post, read, certified };
}

describe('a certificate', () => {
  test('that is requested is there afterwards, and none is left to request', async () => {
    const { post, read, certified } = box();
    const before: Status = await read('/ssl/status');
    expect(before.can_provision).toContain('www.example.com');
    expect(await certified()).toEqual(['example.com']);
    const { requests } = JSON.parse((await post('/ssl/provision')).body);
    const installed = requests.filter(({ result }: { result: string }) => result === 'installed');
    expect(installed.flatMap(({ domains }: { domains: string[] }) => domains)).toEqual(before.can_provision);
    expect((await read('/ssl/status')).can_provision).toEqual([]);
    expect(await certified()).toEqual(['example.com', 'www.example.com']);
  });

  test('that is installed is that of its domain, in the list of web sites as well', async () => {
    const { post, read, certified } = box();
    const answer = await post('/ssl/install', { domain: 'www.example.com', cert: pem, chain: '' });
    expect(answer.body.split('\n')[0]).toBe('OK');
    expect(await certified()).toContain('www.example.com');
    const sites: { domain: string; ssl_certificate: string[] }[] = await read('/web/domains');
    expect(sites.find(({ domain }) => domain === 'www.example.com')?.ssl_certificate[0]).toBe('success');
  });

  test.each([
    ['for a domain that the box does not have', { domain: 'elsewhere.example', cert: pem, chain: '' }],
    ['that is none', { domain: 'www.example.com', cert: 'certificate', chain: '' }],
  ])('%s is refused inside a 200, and nothing changes', async (_, fields) => {
    const { post, certified } = box();
    const { status, body } = await post('/ssl/install', fields);
    expect([status, body.startsWith('OK')]).toEqual([200, false]);
    expect(await certified()).toEqual(['example.com']);
  });

  test('can be requested for the domain of a new user', async () => {
    const { post, read } = box();
    await post('/mail/users/add', {
      email: 'ada@new.example.net',
      password: 'sandbox-password',
      privileges: '',
    });
    expect((await read('/ssl/status')).can_provision).toContain('new.example.net');
    const sites: { domain: string }[] = await read('/web/domains');
    expect(sites.map(({ domain }) => domain)).toContain('new.example.net');
  });
});

const long = (text: string) => text.repeat(216_000 / text.length);

test.each<[string, string, Record<string, string> | string, string]>([
  [
    'a certificate of nothing but first lines',
    'POST /ssl/install',
    { domain: 'example.com', cert: long('-----BEGIN CERTIFICATE-----'), chain: '' },
    'not in PEM form',
  ],
  [
    'an address of nothing but colons',
    'PUT /dns/custom/www.example.com/AAAA',
    `${long(':')}!`,
    'not appear to be an IPv4 or IPv6',
  ],
  [
    'a secret of nothing but padding',
    'POST /mfa/totp/enable',
    { secret: `${long('=')}A`, token: '123456', label: '' },
    'Invalid secret',
  ],
])('%s, 216 kB of them, is refused in no time', async (_title, line, body, reason) => {
  const { ask } = openTerminal();
  const beganMs = cpuMs();
  expect((await ask(line, { as, body })).body).toContain(reason);
  // Work in the square of the length would take a minute.
  expect(cpuMs() - beganMs).toBeLessThan(10_000);
});
