import { answerWith, json } from '../../../tools/jest/exchange.js';
import { type GetMailUsersResult, getMailUsers, MailApi, upsertMailAlias } from '../src/generated/index.js';
import { boxConfiguration, describeOperations, html, type Row } from './support/box.js';

const lists = 'application/json, text/html, text/plain';
const texts = 'text/html, application/json, text/plain';
const form = 'application/x-www-form-urlencoded';

const rows: readonly Row<MailApi>[] = [
  {
    operation: 'getMailUsers',
    call: (api) => api.getMailUsers({ format: 'json' }),
    method: 'GET',
    path: '/mail/users?format=json',
    accept: lists,
    answer: json([
      {
        domain: 'example.com',
        users: [
          {
            ...{ email: 'admin@example.com', privileges: ['admin'], status: 'active' },
            ...{ quota: '10G', box_quota: 10_737_418_240, box_size: '1.5G', percent: ' 15%' },
          },
          {
            ...{ email: 'former@example.com', privileges: [], status: 'inactive', mailbox: '/mail/former' },
            ...{ box_quota: '?', box_size: '?', percent: '?' },
          },
        ],
      },
    ]),
  },
  {
    operation: 'getMailUsers',
    when: 'as lines',
    call: (api) => api.getMailUsers({ format: 'text' }),
    method: 'GET',
    path: '/mail/users?format=text',
    accept: lists,
    answer: html('admin@example.com\nuser@example.com\n'),
  },
  {
    operation: 'getMailUsers',
    when: 'as a function, the format left to the box',
    call: (_api, configuration) => getMailUsers(configuration),
    method: 'GET',
    path: '/mail/users',
    accept: lists,
    answer: html(''),
  },
  {
    operation: 'addMailUser',
    call: (api) =>
      api.addMailUser({
        body: { email: 'user@example.com', password: 'a b+c&d=e%20f/g~ü€', privileges: '' },
      }),
    method: 'POST',
    path: '/mail/users/add',
    accept: texts,
    contentType: form,
    body: 'email=user%40example.com&password=a+b%2Bc%26d%3De%2520f%2Fg~%C3%BC%E2%82%AC&privileges=',
    answer: html('mail user added\nupdated DNS: OpenDKIM configuration\n'),
  },
  {
    operation: 'addMailUser',
    when: 'from URLSearchParams',
    call: (api) =>
      api.addMailUser({
        body: new URLSearchParams([
          ['email', 'user@example.com'],
          ['password', "it's *!()"],
        ]),
      }),
    method: 'POST',
    path: '/mail/users/add',
    accept: texts,
    contentType: form,
    body: 'email=user%40example.com&password=it%27s+*%21%28%29',
    answer: html('mail user added\n'),
  },
  {
    operation: 'removeMailUser',
    call: (api) => api.removeMailUser({ body: { email: 'User+tag@example.com' } }),
    method: 'POST',
    path: '/mail/users/remove',
    accept: texts,
    contentType: form,
    body: 'email=User%2Btag%40example.com',
    answer: html('OK'),
  },
  {
    operation: 'addMailUserPrivilege',
    call: (api) => api.addMailUserPrivilege({ body: { email: 'user@example.com', privilege: 'admin' } }),
    method: 'POST',
    path: '/mail/users/privileges/add',
    accept: texts,
    contentType: form,
    body: 'email=user%40example.com&privilege=admin',
    answer: html('OK'),
  },
  {
    operation: 'removeMailUserPrivilege',
    call: (api) => api.removeMailUserPrivilege({ body: { privilege: 'admin', email: 'user@example.com' } }),
    method: 'POST',
    path: '/mail/users/privileges/remove',
    accept: texts,
    contentType: form,
    body: 'privilege=admin&email=user%40example.com',
    answer: html('OK'),
  },
  {
    operation: 'setMailUserPassword',
    call: (api) => api.setMailUserPassword({ body: { email: 'user@example.com', password: 'a\r\nb\tc\\"' } }),
    method: 'POST',
    path: '/mail/users/password',
    accept: texts,
    contentType: form,
    body: 'email=user%40example.com&password=a%0D%0Ab%09c%5C%22',
    answer: html('OK'),
  },
  {
    operation: 'getMailUserPrivileges',
    call: (api) => api.getMailUserPrivileges({ email: 'user+tag@example.com' }),
    method: 'GET',
    path: '/mail/users/privileges?email=user%2Btag%40example.com',
    accept: texts,
    answer: html('admin'),
  },
  {
    operation: 'getMailUserPrivileges',
    when: 'of a user without any',
    call: (api) => api.getMailUserPrivileges({ email: 'müller&x=1@example.com' }),
    method: 'GET',
    path: '/mail/users/privileges?email=m%C3%BCller%26x%3D1%40example.com',
    accept: texts,
    answer: html(''),
  },
  {
    operation: 'getMailUserQuota',
    call: (api) => api.getMailUserQuota({ email: 'user@example.com' }),
    method: 'GET',
    path: '/mail/users/quota?email=user%40example.com',
    accept: 'application/json, text/plain, text/html',
    answer: json({ email: 'user@example.com', quota: '10G' }),
  },
  {
    operation: 'getMailUserQuota',
    when: 'of nobody, which the daemon calls a success',
    call: (api) => api.getMailUserQuota({ email: 'nobody@example.com' }),
    method: 'GET',
    path: '/mail/users/quota?email=nobody%40example.com',
    accept: 'application/json, text/plain, text/html',
    answer: json({ email: 'nobody@example.com', quota: ["That's not a user (nobody@example.com).", 400] }),
  },
  {
    operation: 'setMailUserQuota',
    call: (api) => api.setMailUserQuota({ body: { email: 'user@example.com', quota: '500M' } }),
    method: 'POST',
    path: '/mail/users/quota',
    accept: texts,
    contentType: form,
    body: 'email=user%40example.com&quota=500M',
    answer: html('OK'),
  },
  {
    operation: 'getMailDomains',
    call: (api) => api.getMailDomains(),
    method: 'GET',
    path: '/mail/domains',
    accept: texts,
    answer: html('example.com\nexample.org\n'),
  },
  {
    operation: 'getMailAliases',
    call: (api) => api.getMailAliases({ format: 'json' }),
    method: 'GET',
    path: '/mail/aliases?format=json',
    accept: lists,
    answer: json([
      {
        domain: 'example.com',
        aliases: [
          {
            address: '@example.com',
            address_display: '@example.com',
            forwards_to: ['user@example.com'],
            permitted_senders: null,
            auto: false,
            undeclared: 'kept',
          },
        ],
      },
    ]),
  },
  {
    operation: 'getMailAliases',
    when: 'as lines',
    call: (api) => api.getMailAliases(),
    method: 'GET',
    path: '/mail/aliases',
    accept: lists,
    answer: html('abuse@example.com\tadministrator@example.com\t\n'),
  },
  {
    operation: 'upsertMailAlias',
    call: (_api, configuration) =>
      upsertMailAlias(configuration, {
        body: {
          update_if_exists: 0,
          address: '@example.org',
          forwards_to: 'a@example.com, b@example.com\nc@example.com',
          permitted_senders: '',
        },
      }),
    method: 'POST',
    path: '/mail/aliases/add',
    accept: texts,
    contentType: form,
    body:
      'update_if_exists=0&address=%40example.org' +
      '&forwards_to=a%40example.com%2C+b%40example.com%0Ac%40example.com&permitted_senders=',
    answer: html('alias added\n'),
  },
  {
    operation: 'upsertMailAlias',
    when: 'with null for the senders',
    call: (api) =>
      api.upsertMailAlias({
        body: {
          update_if_exists: 1,
          address: 'a@example.com',
          forwards_to: 'b@example.com',
          permitted_senders: null,
        },
      }),
    method: 'POST',
    path: '/mail/aliases/add',
    accept: texts,
    contentType: form,
    body: 'update_if_exists=1&address=a%40example.com&forwards_to=b%40example.com',
    answer: html('alias updated\n'),
  },
  {
    operation: 'removeMailAlias',
    call: (api) => api.removeMailAlias({ body: { address: 'sales@example.com' } }),
    method: 'POST',
    path: '/mail/aliases/remove',
    accept: texts,
    contentType: form,
    body: 'address=sales%40example.com',
    answer: html('alias removed\n'),
  },
];

describeOperations(MailApi, rows);

describe('what the mail operations take and give', () => {
  const api = new MailApi(boxConfiguration());

  test('a list is lines or objects, told apart by typeof', async () => {
    answerWith(json([{ domain: 'example.com', users: [] }]));
    const users: GetMailUsersResult = await api.getMailUsers({ format: 'json' });
    // @ts-expect-error: it may be a text, which has no map
    expect(users.map).toBeInstanceOf(Function);
    if (typeof users === 'string') throw new Error('expected objects');
    expect(users[0]?.users).toStrictEqual([]);
  });

  test('the senders of an alias may be null', async () => {
    const alias = { address: 'a@example.com', address_display: 'a@example.com', forwards_to: [] };
    const answered = [
      { domain: 'example.com', aliases: [{ ...alias, permitted_senders: null, auto: true }] },
    ];
    answerWith(json(answered));
    const domains = await api.getMailAliases({ format: 'json' });
    if (typeof domains === 'string') throw new Error('expected objects');
    const senders: readonly string[] | null | undefined = domains[0]?.aliases[0]?.permitted_senders;
    expect(senders).toBeNull();
  });

  test('the privileges are a text, also one that the description does not have', async () => {
    answerWith(html('admin\nauditor'));
    const privileges: string = await api.getMailUserPrivileges({ email: 'user@example.com' });
    expect(privileges.split('\n')).toStrictEqual(['admin', 'auditor']);
  });

  test('a format that the box does not know, or a form without a field it needs, does not compile', async () => {
    const sent = answerWith(html('OK'));
    // @ts-expect-error: text or json
    await api.getMailUsers({ format: 'xml' });
    // @ts-expect-error: the password is missing
    await api.addMailUser({ body: { email: 'user@example.com', privileges: '' } });
    // @ts-expect-error: the privilege is missing
    await api.addMailUserPrivilege({ body: { email: 'user@example.com' } });
    expect(sent.map(({ body }) => body)).toStrictEqual([
      '',
      'email=user%40example.com&privileges=',
      'email=user%40example.com',
    ]);
  });

  test('the raw variant gives the response beside the value', async () => {
    answerWith(html('user@example.com\n'));
    const answer = await api.getMailUsersRaw();
    expect(answer.raw.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer.value()).toBe('user@example.com\n');
  });
});
