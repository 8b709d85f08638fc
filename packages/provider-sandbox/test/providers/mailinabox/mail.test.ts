import {
  addMailUser,
  addMailUserPrivilege,
  getMailAliases,
  getMailDomains,
  getMailUserPrivileges,
  getMailUsers,
  removeMailAlias,
  removeMailUser,
  removeMailUserPrivilege,
  upsertMailAlias,
} from '@acme/mailinabox-client';
import { openClient } from './client.js';
import { openTerminal } from './support.js';

const user = { email: 'new@example.net', password: 'new-password', privileges: 'admin' } as const;
const refused = (text: string) => expect.objectContaining({ status: 400, body: text });

describe('a mail user', () => {
  test('who is added is listed, can log in, and is archived when removed', async () => {
    const { box, provider } = openClient();
    expect(await addMailUser(box, { body: user })).toBe('mail user added\nupdated DNS: example.net\n');
    const listed = await getMailUsers(box, { format: 'json' });
    expect(listed).toContainEqual({
      domain: 'example.net',
      users: [
        {
          ...{ email: user.email, privileges: ['admin'], status: 'active' },
          ...{ quota: '0', box_quota: 0, box_size: '0.0', percent: '' },
        },
      ],
    });
    const headers = new Headers({ authorization: `Basic ${btoa(`${user.email}:${user.password}`)}` });
    const login = { method: 'POST', path: '/login', query: new URLSearchParams(), headers, body: '' };
    expect(JSON.parse((await provider.respond(login)).body)).toMatchObject({ status: 'ok' });

    await removeMailUser(box, { body: { email: user.email } });
    expect(await getMailUsers(box, { format: 'json' })).toContainEqual({
      domain: 'example.net',
      users: [
        {
          email: user.email,
          privileges: [],
          status: 'inactive',
          mailbox: '/home/user-data/mail/mailboxes/example.net/new',
          ...{ box_quota: '?', box_size: '?', percent: '?' },
        },
      ],
    });
    expect(JSON.parse((await provider.respond(login)).body)).toMatchObject({ status: 'invalid' });
  });

  test('who was removed and is added again is listed once', async () => {
    const { box } = openClient();
    await addMailUser(box, { body: user });
    await removeMailUser(box, { body: { email: user.email } });
    await addMailUser(box, { body: user });
    expect(await getMailUsers(box, { format: 'json' })).toContainEqual({
      domain: 'example.net',
      users: [expect.objectContaining({ email: user.email, status: 'active' })],
    });
  });

  test('of a domain that has one already brings no news for DNS', async () => {
    const { box } = openClient();
    await addMailUser(box, { body: user });
    const body = { ...user, email: 'second@example.net' };
    expect(await addMailUser(box, { body })).toBe('mail user added\n');
  });

  test('who is granted a privilege twice has it once', async () => {
    const { box } = openClient();
    const body = { email: 'member@example.com', privilege: 'admin' } as const;
    for (let grants = 0; grants < 2; grants++) await addMailUserPrivilege(box, { body });
    expect(await getMailUserPrivileges(box, { email: body.email })).toBe('admin');
    const none = { ...body, privilege: '' } as const;
    await expect(addMailUserPrivilege(box, { body: none })).rejects.toEqual(
      refused("That's not a valid privilege ()."),
    );
    await removeMailUserPrivilege(box, { body });
    expect(await getMailUserPrivileges(box, { email: body.email })).toBe('');
  });

  test('who is not named has no privileges to read: 400', async () => {
    const { box } = openClient();
    await expect(getMailUserPrivileges(box)).rejects.toEqual(refused("That's not a user ()."));
  });

  test('who was removed while logged in is not let in by the session, nor by that of a namesake', async () => {
    const { ask, call, key } = openTerminal();
    const admin = await key();
    const as = ['admin@example.com', admin] as const;
    await ask('POST /mail/users/add', { as, body: user });
    const theirs = await key(user);
    expect(await call(theirs, user)).toBe(200);
    await ask('POST /mail/users/remove', { as, body: { email: user.email } });
    expect(await call(theirs, user)).toBe(401);
    await ask('POST /mail/users/add', { as, body: user });
    expect(await call(theirs, user)).toBe(401);
  });

  test('is listed as a line without format=json, whatever is accepted; archived ones are not', async () => {
    const { box } = openClient();
    expect(await getMailUsers(box)).toBe('admin@example.com\nmember@example.com\ntotp@example.com\n');
  });

  test.each([
    ['that exists', { email: 'member@example.com' }, 'User already exists.'],
    [
      'with a tag',
      { email: 'a+b@example.com' },
      'Only a-z, 0-9, _, - and . may be in the address of a user account.',
    ],
    [
      'that proves who owns the domain',
      { email: 'postmaster@example.com' },
      'Nobody can have an account of this address: it serves to prove who owns a domain. Make an alias.',
    ],
    ['without a password', { password: '' }, 'No password provided.'],
    [
      'with a password of seven characters',
      { password: '1234567' },
      'Passwords must be at least eight characters.',
    ],
  ])('%s is refused', async (_title, changes, text) => {
    const { box } = openClient();
    await expect(addMailUser(box, { body: { ...user, ...changes } })).rejects.toEqual(refused(text));
  });

  test('that nobody is cannot be removed', async () => {
    const { box } = openClient();
    const body = { email: 'nobody@example.com' };
    await expect(removeMailUser(box, { body })).rejects.toEqual(
      refused("That's not a user (nobody@example.com)."),
    );
  });
});

describe('an alias', () => {
  const alias = {
    update_if_exists: 0,
    address: 'Sales@example.org',
    forwards_to: 'a@example.com, b@example.com\nc@example.com',
    permitted_senders: 'member@example.com',
  };

  test('that is added is listed with its domain, and gone when removed', async () => {
    const { box } = openClient();
    expect(await upsertMailAlias(box, { body: alias })).toBe('alias added\n');
    const [domain] = ((await getMailAliases(box, { format: 'json' })) as { domain: string }[]).slice(-1);
    expect(domain).toMatchObject({ domain: 'example.org' });
    expect(domain).toHaveProperty('aliases.0', {
      address: 'sales@example.org',
      address_display: 'sales@example.org',
      forwards_to: ['a@example.com', 'b@example.com', 'c@example.com'],
      permitted_senders: ['member@example.com'],
      auto: false,
    });
    expect(await getMailDomains(box)).toBe('example.com\nexample.org\n');
    await removeMailAlias(box, { body: { address: 'sales@example.org' } });
    expect(await getMailAliases(box)).not.toContain('sales@');
    expect(await getMailDomains(box)).toBe('example.com\n');
  });

  test('that exists is changed only on request', async () => {
    const { box } = openClient();
    await upsertMailAlias(box, { body: alias });
    await expect(upsertMailAlias(box, { body: alias })).rejects.toEqual(
      refused('Alias already exists (sales@example.org).'),
    );
    const changed = { ...alias, update_if_exists: 1, forwards_to: '@example.com', permitted_senders: '' };
    expect(await upsertMailAlias(box, { body: changed })).toBe('alias updated\n');
    expect(await getMailAliases(box)).toContain('sales@example.org\t@example.com\t\n');
  });

  test('of the box itself is there for each domain where nobody has the address, and cannot be removed', async () => {
    const { box } = openClient();
    expect(await getMailAliases(box)).toBe(
      'abuse@example.com\tadministrator@box.example.com\t\n' +
        'postmaster@example.com\tadministrator@box.example.com\t\n',
    );
    await expect(removeMailAlias(box, { body: { address: 'abuse@example.com' } })).rejects.toEqual(
      refused("That's not an alias (abuse@example.com)."),
    );
  });

  test.each([
    ['for no address', { address: 'sales' }, 'Invalid email address (sales).'],
    ['to no address', { forwards_to: 'a@example.com, b' }, 'Invalid receiver email address (b).'],
    [
      'to two domains',
      { forwards_to: '@example.com, @example.net' },
      'Invalid receiver email address (@example.com).',
    ],
    [
      'for a sender who is no user',
      { permitted_senders: 'x@example.com' },
      'Invalid permitted sender: x@example.com is not a user here.',
    ],
    [
      'to nobody',
      { forwards_to: '', permitted_senders: '' },
      'An alias needs an address to forward to, or a permitted sender.',
    ],
  ])('%s is refused', async (_title, changes, text) => {
    const { box } = openClient();
    await expect(upsertMailAlias(box, { body: { ...alias, ...changes } })).rejects.toEqual(refused(text));
  });
});
