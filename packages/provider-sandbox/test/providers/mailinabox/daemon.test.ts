import {
  addDnsCustomRecord,
  addDnsSecondaryNameserver,
  addMailUser,
  getDnsCustomRecordsForQNameAndType,
  getDnsZonefile,
  getMailAliases,
  getMailUserQuota,
  getMailUsers,
  getSystemBackupStatus,
  type MailAliasByDomain,
  type MailUserByDomain,
  setMailUserQuota,
  updateSystemBackupConfig,
  upsertMailAlias,
} from '@acme/mailinabox-client';
import { totpCode } from '../../../src/providers/mailinabox/index.js';
import { openClient } from './client.js';
import { administrator, administratorWithTotp, openTerminal } from './support.js';

/** What the unmodified daemon, v75, was seen to do where its description or our reading of it says otherwise. */

const as = [administrator.email, administrator.password] as const;
const refused = (text: string) => expect.objectContaining({ status: 400, body: text });

describe('aliases', () => {
  const alias = { update_if_exists: 0, address: 'sales@example.com', forwards_to: 'totp@example.com' };
  const listed = async (box: Parameters<typeof getMailAliases>[0]) =>
    ((await getMailAliases(box, { format: 'json' })) as MailAliasByDomain[]).flatMap(
      (group) => group.aliases,
    );

  test('say whether the box made them, and never whether they are required', async () => {
    const { box } = openClient();
    await upsertMailAlias(box, { body: alias });
    const aliases = await listed(box);
    expect(aliases.filter(({ auto }) => !auto).map(({ address }) => address)).toEqual(['sales@example.com']);
    expect(aliases.length).toBeGreaterThan(1);
    for (const one of aliases) expect(one).not.toHaveProperty('required');
  });

  test.each([undefined, null, ''])('take %p for permitted_senders: those it forwards to', async (senders) => {
    const { box } = openClient();
    const body = senders === undefined ? alias : { ...alias, permitted_senders: senders };
    expect(await upsertMailAlias(box, { body })).toBe('alias added\n');
    expect(await listed(box)).toContainEqual(expect.objectContaining({ permitted_senders: null }));
  });

  test('of an international domain are kept in xn-- form and displayed in letters', async () => {
    const { box } = openClient();
    await upsertMailAlias(box, {
      body: { ...alias, address: 'info@Grüße.example', forwards_to: '@bücher.example' },
    });
    expect(await getMailAliases(box)).toContain('info@xn--gre-6ka8l.example\t@xn--bcher-kva.example\t\n');
    const groups = (await getMailAliases(box, { format: 'json' })) as MailAliasByDomain[];
    expect(groups).toContainEqual({
      domain: 'grüße.example',
      aliases: expect.arrayContaining([
        expect.objectContaining({
          ...{ address: 'info@xn--gre-6ka8l.example', address_display: 'info@grüße.example' },
          forwards_to: ['@bücher.example'],
        }),
      ]),
    });
  });

  test.each(['member@example.com', '@example.net', 'stranger@example.net'])(
    'that prove who owns a domain do not lead to %s, who is no administrator',
    async (receiver) => {
      const { box } = openClient();
      const body = { ...alias, address: 'abuse@example.com', forwards_to: receiver };
      await expect(upsertMailAlias(box, { body })).rejects.toMatchObject({ status: 400 });
    },
  );

  test.each([
    'admin@example.com',
    'totp+tag@example.com',
    'postmaster@example.net',
    'Hostmaster+a@Example.net',
  ])('that prove who owns a domain lead to %s', async (receiver) => {
    const { box } = openClient();
    const body = { ...alias, address: 'abuse@example.com', forwards_to: receiver };
    expect(await upsertMailAlias(box, { body })).toBe('alias added\n');
  });
});

/** By the daemon's source: one validator of mail addresses looks at all three. */
describe('addresses of aliases, receivers and users', () => {
  const local = 'a'.repeat(65);
  const label = 'b'.repeat(64);

  test.each([
    ...['a..b@example.com', '.a@example.com', 'a.@example.com', 'a(b)@example.com', 'a;b@example.com'],
    ...['"a"@example.com', 'a@b@example.com', 'a@-example.com', 'a@example-.com', 'a@exam_ple.com'],
    ...['a@example.1', 'a@example', 'a@example.com.', 'a@', `${local}@example.com`, `a@${label}.com`],
  ])('are those of mail: %s is refused by all three', async (address) => {
    const { box } = openClient();
    const alias = { update_if_exists: 0, address: 'sales@example.com', forwards_to: 'totp@example.com' };
    const refused = { status: 400 };
    await expect(upsertMailAlias(box, { body: { ...alias, address } })).rejects.toMatchObject(refused);
    const body = { ...alias, forwards_to: address };
    await expect(upsertMailAlias(box, { body })).rejects.toMatchObject(refused);
    const user = { email: address, password: 'sandbox-password' };
    await expect(addMailUser(box, { body: user })).rejects.toMatchObject(refused);
  });

  test.each([
    "o'brien+tag@example.com",
    'a.b-c_d@example.co',
    "!#$%&'*+/=?^_`{|}~-@example.com",
    '@example.com',
  ])('are those of mail: %s is taken for an alias', async (address) => {
    const { box } = openClient();
    const body = { update_if_exists: 0, address, forwards_to: 'totp@example.com' };
    expect(await upsertMailAlias(box, { body })).toBe('alias added\n');
  });
});

describe('backups', () => {
  const settings = { target: 'local', target_user: '', target_pass: '', min_age: 3 };

  test('of a target that has none yet are told by an error alone', async () => {
    const { box } = openClient();
    expect(await getSystemBackupStatus(box)).toHaveProperty('unmatched_file_size');
    await updateSystemBackupConfig(box, { body: settings });
    expect(Object.keys(await getSystemBackupStatus(box))).toEqual(['error']);
  });

  test('that are off have no status at all', async () => {
    const { box } = openClient();
    await updateSystemBackupConfig(box, { body: { ...settings, target: 'off' } });
    expect(await getSystemBackupStatus(box)).toEqual({});
  });

  test('that are to be kept for no number of days are a 500', async () => {
    const { ask } = openTerminal();
    const body = { ...settings, min_age: 'long' };
    expect((await ask('POST /system/backup/config', { as, body })).status).toBe(500);
  });
});

/** By its source, where it was not watched. */
describe('a mail user', () => {
  const user = { email: 'new@example.com', password: 'sandbox-password' };

  test.each([
    'a@b',
    'a.@example.com',
    'a..b@example.com',
    '.a@example.com',
    'a@-b.example',
    'a@example.1',
    'a@@b.example',
  ])('cannot have the address %s, which mail does not know', async (email) => {
    const { box } = openClient();
    await expect(addMailUser(box, { body: { ...user, email } })).rejects.toEqual(
      refused('Invalid email address.'),
    );
  });

  test('has privileges of one line each: neither none nor two are taken for one', async () => {
    const { ask } = openTerminal();
    const { email } = administrator;
    for (const privilege of ['', ' ', 'admin\nowner']) {
      const { status } = await ask('POST /mail/users/privileges/add', { as, body: { email, privilege } });
      expect([privilege, status]).toEqual([privilege, 400]);
    }
    for (const privileges of ['admin\n', 'admin\n \nowner']) {
      const { status } = await ask('POST /mail/users/add', { as, body: { ...user, privileges } });
      expect([privileges, status]).toEqual([privileges, 400]);
    }
    for (const privileges of ['', ' ', 'admin\nowner']) {
      const body = { ...user, email: `a${privileges.length}@example.com`, privileges };
      expect((await ask('POST /mail/users/add', { as, body })).status).toBe(200);
    }
  });
});

describe('the quota of a mail user', () => {
  const user = { email: 'new@example.com', password: 'sandbox-password' };

  test('is none at first, can be set and read back, and is shown in bytes', async () => {
    const { box } = openClient();
    await addMailUser(box, { body: user });
    expect(await getMailUserQuota(box, user)).toEqual({ email: user.email, quota: '0' });
    await setMailUserQuota(box, { body: { email: user.email, quota: '10g' } });
    expect(await getMailUserQuota(box, user)).toEqual({ email: user.email, quota: '10G' });
    const [domain] = (await getMailUsers(box, { format: 'json' })) as MailUserByDomain[];
    const shown = domain?.users.find(({ email }) => email === user.email);
    expect(shown).toMatchObject({ quota: '10G', box_quota: 10_737_418_240, percent: '  0%' });
  });

  test('can be given with the user', async () => {
    const { box } = openClient();
    await addMailUser(box, { body: { ...user, quota: '500M' } });
    expect(await getMailUserQuota(box, user)).toMatchObject({ quota: '500M' });
  });

  test.each([
    ['', 'No quota provided.'],
    ['1 G', 'Quotas cannot contain spaces, commas, or decimal points.'],
    ['1.5G', 'Quotas cannot contain spaces, commas, or decimal points.'],
    ['much', 'Invalid quota.'],
  ])('cannot be "%s"', async (quota, text) => {
    const { box } = openClient();
    const body = { email: administrator.email, quota };
    await expect(setMailUserQuota(box, { body })).rejects.toEqual(refused(text));
    await expect(addMailUser(box, { body: { ...user, quota } })).rejects.toEqual(refused(text));
  });

  test('of nobody is a refusal inside a success when read, and a 400 when set', async () => {
    const { box } = openClient();
    const body = { email: 'nobody@example.com', quota: '0' };
    const text = "That's not a user (nobody@example.com).";
    expect(await getMailUserQuota(box, body)).toEqual({ email: body.email, quota: [text, 400] });
    await expect(setMailUserQuota(box, { body })).rejects.toEqual(refused(text));
  });
});

describe('DNS', () => {
  const name = { qname: 'api.example.com', rtype: 'TXT' } as const;
  const valuesOf = async (box: Parameters<typeof getMailAliases>[0], asked: typeof name | object) =>
    (await getDnsCustomRecordsForQNameAndType(box, { ...name, ...asked })).map(({ value }) => value);

  test('values lose their characters outside ASCII', async () => {
    const { box } = openClient();
    await addDnsCustomRecord(box, { ...name, body: 'grüße' });
    expect(await valuesOf(box, {})).toEqual(['gre']);
  });

  test.each(['CNAME', 'NS'] as const)('values of type %s get their final dot', async (rtype) => {
    const { box } = openClient();
    await addDnsCustomRecord(box, { ...name, rtype, body: 'other.example.net' });
    await addDnsCustomRecord(box, { ...name, rtype, body: 'third.example.net.' });
    expect(await valuesOf(box, { rtype })).toEqual(['other.example.net.', 'third.example.net.']);
  });

  test.each(['A', 'AAAA'] as const)('records of type %s may have the value local', async (rtype) => {
    const { box } = openClient();
    await addDnsCustomRecord(box, { ...name, rtype, body: 'local' });
    expect(await valuesOf(box, { rtype })).toEqual(['local']);
  });

  test('types may be written in small letters, and have to be known', async () => {
    const { ask } = openTerminal();
    expect((await ask('POST /dns/custom/api.example.com/txt', { as, body: 'one' })).status).toBe(200);
    const { body } = await ask('GET /dns/custom/api.example.com/TXT', { as });
    expect(JSON.parse(body)).toMatchObject([{ rtype: 'TXT', value: 'one' }]);
    const unknown = await ask('POST /dns/custom/api.example.com/PTR', { as, body: 'one' });
    expect([unknown.status, unknown.body]).toEqual([400, "Unknown record type 'PTR'."]);
  });

  test.each(['xfr:nope', 'xfr:999.1.1.1', 'xfr:192.0.2.0/33', 'xfr:', '-.example.net'])(
    'refuses %s as a secondary name server',
    async (hostnames) => {
      const { box } = openClient();
      await expect(addDnsSecondaryNameserver(box, { body: { hostnames } })).rejects.toMatchObject({
        status: 400,
      });
    },
  );

  test.each(['xfr:192.0.2.0/24', 'xfr:2001:db8::/32', 'xfr:2001:db8::1', 'ns2.example.net'])(
    'takes %s as a secondary name server',
    async (hostnames) => {
      const { box } = openClient();
      expect(await addDnsSecondaryNameserver(box, { body: { hostnames } })).toContain('updated DNS');
    },
  );

  test('has a page of HTML for a zone file that is not there, which the error holds', async () => {
    const { box } = openClient();
    const call = getDnsZonefile(box, { zone: 'example.net' });
    await expect(call).rejects.toMatchObject({ status: 500, body: expect.stringContaining('<h1>') });
  });
});

describe('credentials', () => {
  test('in base64 without padding are refused, and count as a failed login', async () => {
    const { ask, state } = openTerminal();
    const padded = btoa(as.join(':'));
    expect(padded).toMatch(/=$/);
    const headers = { authorization: `Basic ${padded.replace(/=+$/, '')}` };
    const { status, body } = await ask('POST /login', { headers });
    expect([status, JSON.parse(body)]).toEqual([200, { status: 'invalid', reason: 'Incorrect padding' }]);
    expect(state().recentFailures).toBe(1);
  });

  test('with a one-time code outside ASCII are a 500, which counts as nothing', async () => {
    const { ask, login, clock, state } = openTerminal();
    const { email, password, totpSecret = '' } = administratorWithTotp;
    const headers = { 'x-auth-token': '12345é' };
    const { status, headers: sent } = await ask('POST /login', { as: [email, password], headers });
    expect([status, sent['content-type']]).toEqual([500, 'text/html; charset=utf-8']);
    expect(state()).toMatchObject({ recentFailures: 0, logins: 0, refusedLogins: 0 });
    const code = await totpCode(totpSecret, clock.nowMs());
    expect(await login(administratorWithTotp, code)).toMatchObject({ status: 'ok' });
  });

  test('with a wrong one-time code are refused, and with the right one taken at once', async () => {
    const { clock, login } = openTerminal();
    const code = await totpCode(`${administratorWithTotp.totpSecret}`, clock.nowMs());
    expect(await login(administratorWithTotp, '000000')).toMatchObject({ reason: 'invalid-totp-token' });
    expect(await login(administratorWithTotp, code)).toMatchObject({ status: 'ok' });
  });
});

describe('requests', () => {
  test('may come as multipart forms', async () => {
    const { ask } = openTerminal();
    const form = new FormData();
    form.set('email', 'new@example.com');
    form.set('password', 'pässword & more');
    const request = new Request('https://box.example.com', { method: 'POST', body: form });
    const headers = { 'content-type': `${request.headers.get('content-type')}` };
    const body = await request.text();
    const { status } = await ask('POST /mail/users/add', { as, headers, body });
    expect(status).toBe(200);
  });

  test('in any other media type have no fields', async () => {
    const { ask } = openTerminal();
    const headers = { 'content-type': 'application/json' };
    const { status, body } = await ask('POST /mail/users/add', { as, headers, body: '{"email":"a@b.c"}' });
    expect([status, body]).toEqual([400, 'No email address provided.']);
  });

  test('for a user without privileges are taken', async () => {
    const { ask } = openTerminal();
    const body = { email: 'new@example.com', password: 'sandbox-password' };
    expect((await ask('POST /mail/users/add', { as, body })).status).toBe(200);
  });

  test.each(['/mail/users', '/mail/aliases'])('for %s in a form that is unknown get lines', async (path) => {
    const { ask } = openTerminal();
    const { status, headers } = await ask(`GET ${path}?format=xml`, { as });
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });

  test('for a second factor need token, and not code', async () => {
    const { ask, clock } = openTerminal();
    const secret = `${administratorWithTotp.totpSecret}`;
    const token = await totpCode(secret, clock.nowMs());
    const withCode = await ask('POST /mfa/totp/enable', { as, body: { secret, code: token } });
    expect(withCode.status).toBe(400);
    expect((await ask('POST /mfa/totp/enable', { as, body: { secret, token } })).status).toBe(200);
  });
});

test('JSON has its members in the order of their names, in lines, and in ASCII', async () => {
  const { ask } = openTerminal();
  const body = { address: 'a@grüße.example', forwards_to: 'totp@example.com' };
  await ask('POST /mail/aliases/add', { as, body });
  const answer = await ask('GET /mail/aliases?format=json', { as });
  expect(answer.body).toContain(
    [
      '        "address": "a@xn--gre-6ka8l.example",',
      '        "address_display": "a@gr\\u00fc\\u00dfe.example",',
      '        "auto": false,',
    ].join('\n'),
  );
  const members = (value: unknown): string[][] => {
    if (typeof value !== 'object' || value === null) return [];
    const inner = Object.values(value).flatMap(members);
    return Array.isArray(value) ? inner : [Object.keys(value), ...inner];
  };
  for (const path of [
    '/mail/aliases',
    '/mail/users',
    '/dns/custom',
    '/system/backup/config',
    '/ssl/status',
  ]) {
    const { body: json } = await ask(`GET ${path}?format=json`, { as });
    for (const names of members(JSON.parse(json))) expect(names).toEqual([...names].sort());
  }
});
