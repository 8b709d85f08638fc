import { openTerminal } from './support.js';

const ada = { email: 'ada@ada.example', password: 'analytical' };
const fixtures = {
  accounts: [ada, { email: 'bob@ada.example', password: 'bobs-password', isAdministrator: false }],
  aliases: [{ address: 'all@ada.example', forwardsTo: [ada.email], permittedSenders: [ada.email] }],
  dnsRecords: [{ qname: 'www.ada.example', rtype: 'CNAME', value: 'ada.example' }],
};
const as = [ada.email, ada.password] as const;

describe('accounts, aliases and records of your own', () => {
  test('are what the API returns', async () => {
    const { ask } = openTerminal({ fixtures });
    expect((await ask('GET /mail/users', { as })).body).toBe('ada@ada.example\nbob@ada.example\n');
    const aliases = (await ask('GET /mail/aliases', { as })).body.split('\n');
    expect(aliases[0]).toBe('all@ada.example\tada@ada.example\tada@ada.example');
    const records = JSON.parse((await ask('GET /dns/custom', { as })).body);
    expect(records).toMatchObject([
      { qname: 'www.ada.example', rtype: 'CNAME', value: 'ada.example.', zone: 'ada.example' },
    ]);
  });

  test('leave what you do not give as it is without fixtures', async () => {
    const { ask } = openTerminal({ fixtures: { accounts: fixtures.accounts } });
    const withoutAny = openTerminal({ accounts: fixtures.accounts });
    for (const path of ['/mail/aliases', '/dns/custom']) {
      expect((await ask(`GET ${path}`, { as })).body).toBe(
        (await withoutAny.ask(`GET ${path}`, { as })).body,
      );
    }
  });

  test('end all sessions when they are loaded while a program runs', async () => {
    const { key, call, provider, state } = openTerminal({ fixtures });
    const apiKey = await key(ada);
    expect(await call(apiKey, ada)).toBe(200);
    provider.loadFixtures(fixtures);
    expect(state().sessions).toEqual([]);
    expect(await call(apiKey, ada)).toBe(401);
  });

  test.each([
    [{ accounts: [ada, ada] }, 'accounts[1].email'],
    [{ accounts: [{ ...ada, email: 'nobody' }] }, 'accounts[0].email'],
    [{ accounts: [{ ...ada, totpSecret: 'hush!' }] }, 'accounts[0].totpSecret'],
    [{ aliases: [{ address: 'Upper@example.com', forwardsTo: [ada.email] }] }, 'aliases[0].address'],
    [{ aliases: [{ address: 'all@example.com', forwardsTo: [] }] }, 'aliases[0].forwardsTo'],
    [
      { aliases: [{ address: 'all@example.com', forwardsTo: [ada.email, 'no'] }] },
      'aliases[0].forwardsTo[1]',
    ],
    [
      {
        ...fixtures,
        accounts: [ada],
        aliases: [{ address: 'a@b.example', forwardsTo: [], permittedSenders: ['bob@ada.example'] }],
      },
      'aliases[0].permittedSenders[0]',
    ],
    [{ dnsRecords: [{ qname: 'www.example.com', rtype: 'A', value: 'no address' }] }, 'dnsRecords[0]'],
    [
      { dnsRecords: [{ qname: 'www.elsewhere.example', rtype: 'A', value: '192.0.2.1' }] },
      'dnsRecords[0].qname',
    ],
  ])('are refused by path if a part does not fit: %#', (wrong, path) => {
    expect(() => openTerminal({ fixtures: wrong })).toThrow(path);
  });
});
