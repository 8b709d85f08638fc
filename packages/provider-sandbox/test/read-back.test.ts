import { manualClock } from '@acme/auth-helpers/testing';
import type { SandboxAnswer } from '../src/core/provider.js';
import { FINICITY_TEST_CREDENTIALS } from '../src/providers/finicity/options.js';
import { MAILINABOX_TEST_ACCOUNTS } from '../src/providers/mailinabox/options.js';
import { sandboxProviders } from '../src/sandbox-providers.js';
import { type ClientName, clientNames } from './clients/by-provider.js';
import { bodyOf, exampleRequest, written } from './example-request.js';
import { providerSpec } from './specs.js';

interface ReadBack {
  /** The operation whose answer is another one afterwards. */
  readonly read: string;
  readonly query?: string;
  /** What has to be there for it. */
  readonly before?: readonly string[];
  /** Members, or the text, in place of those of the example; of what is done before as well. */
  readonly body?: object | string | undefined;
  readonly waitMs?: number;
}

const accounts: ReadBack = { read: 'getCustomerAccounts' };
const certificates: ReadBack = { read: 'getSSLStatus' };
const records: ReadBack = { read: 'getDnsCustomRecords', body: '203.0.113.77' };
const withUser = { before: ['addMailUser'] };
const privileges: ReadBack = { read: 'getMailUserPrivileges', query: 'email=user@example.com' };

/** By the operation that changes something; its request is its example. */
const readBack: Readonly<Partial<Record<ClientName, Readonly<Record<string, ReadBack>>>>> = {
  finicity: {
    addCustomer: { read: 'getCustomers', query: 'limit=50' },
    addTestingCustomer: { read: 'getCustomers', query: 'type=testing' },
    modifyCustomer: { read: 'getCustomer' },
    deleteCustomer: { read: 'getCustomers' },
    refreshCustomerAccounts: accounts,
    refreshCustomerAccountsV2: accounts,
    refreshCustomerAccountsByInstitutionLogin: accounts,
    refreshCustomerAccountsByInstitutionLoginV2: accounts,
    deleteCustomerAccount: accounts,
    deleteCustomerAccountsByInstitutionLogin: accounts,
    refreshTransactions: { ...accounts, waitMs: 10_000 },
    loadHistoricTransactionsForCustomerAccount: {
      ...{ read: 'getCustomerAccountTransactions', query: 'sort=asc&fromDate=0' },
    },
    createConnectExperience: { read: 'getAllExperience' },
  },
  mailinabox: {
    updateSystemPackages: { read: 'getSystemUpdates' },
    updateSystemPrivacy: { read: 'getSystemPrivacyStatus' },
    rebootSystem: { read: 'getSystemRebootStatus' },
    updateSystemBackupConfig: { read: 'getSystemBackupConfig', body: { min_age: 9 } },
    installSSLCertificate: certificates,
    provisionSSLCertificates: certificates,
    addDnsSecondaryNameserver: { read: 'getDnsSecondaryNameserver', body: { hostnames: 'ns9.example.net' } },
    addDnsCustomRecord: records,
    updateDnsCustomRecord: records,
    removeDnsCustomRecord: { ...records, before: ['addDnsCustomRecord'] },
    addDnsCustomARecord: records,
    updateDnsCustomARecord: records,
    removeDnsCustomARecord: { ...records, before: ['addDnsCustomARecord'] },
    addMailUser: { read: 'getMailUsers' },
    removeMailUser: { read: 'getMailUsers', ...withUser },
    setMailUserQuota: { read: 'getMailUserQuota', ...withUser },
    addMailUserPrivilege: { ...privileges, ...withUser },
    removeMailUserPrivilege: { ...privileges, before: ['addMailUser', 'addMailUserPrivilege'] },
    upsertMailAlias: { read: 'getMailAliases' },
    removeMailAlias: { read: 'getMailAliases', before: ['upsertMailAlias'] },
  },
};

/** What else is not a GET, and why it is not above. */
const others: Readonly<Record<ClientName, Readonly<Record<string, readonly string[]>>>> = {
  finicity: {
    'a login, or what a login is done with': ['createToken', 'modifyPartnerSecret'],
    'there is no operation to read a link': [
      'generateConnectUrl',
      'generateLiteConnectUrl',
      'generateFixConnectUrl',
      'generateJointBorrowerConnectUrl',
      'verifyMicroEntryMicrodeposit',
      'generateTransferBillPaySwitchUrl',
      'generateTransferDepositSwitchUrl',
      'sendConnectEmail',
      'sendJointBorrowerConnectEmail',
    ],
    'there is no operation to read a report': ['generateTransactionsReport'],
    'changes nothing': ['getRecurringTransactions'],
  },
  mailinabox: {
    'a login, or what a login is done with': ['login', 'logout', 'setMailUserPassword'],
    'in settings.test.ts, as it takes codes of the moment': ['mfaTotpEnable', 'mfaTotpDisable'],
    'changes nothing': ['getSystemStatus', 'getSystemUpstreamVersion', 'mfaStatus', 'generateSSLCSR'],
    'applies what was changed already': ['updateDns', 'updateWeb'],
  },
  plo: { 'in offers.test.ts': ['activatestatementcreditofferPost', 'userfeedbackPost'] },
  'commerce-connect': {
    'in sale.test.ts, as they are encrypted': ['getToken', 'refundTxnDetail', 'getTxnInquiryDetail'],
    'changes nothing': ['decryptMerchantResponse', 'encryptDataUsingAES', 'getHMAC'],
  },
};

test.each(clientNames)('every operation of %s that is no GET is read back, or it is said why not', (name) => {
  const writing = providerSpec(name).operations.filter(({ method }) => method !== 'GET');
  const listed = [...Object.keys(readBack[name] ?? {}), ...Object.values(others[name]).flat()];
  expect(listed.sort()).toEqual(writing.map(({ operationId }) => operationId).sort());
});

/** One provider, and how to send the example of an operation to it. */
async function visitor(name: ClientName) {
  const clock = manualClock(Date.UTC(2026, 10, 22, 10));
  const { providers } = sandboxProviders({ clock, mailinabox: { startupMs: 0 } });
  const provider = providers.find((one) => one.name === name)!;
  let session: Record<string, string> = {};

  async function send(operationId: string, { query, body }: Partial<ReadBack> = {}): Promise<SandboxAnswer> {
    const operation = providerSpec(name).operations.find((one) => one.operationId === operationId)!;
    const request = exampleRequest(name, operation, session);
    for (const [key, value] of new URLSearchParams(query)) request.query.set(key, value);
    const described = bodyOf(name, operation);
    const { mediaType = '', example } = described ?? {};
    const value = typeof body === 'string' ? body : { ...Object(example), ...Object(body) };
    const answer = await provider.respond(
      described === undefined || body === undefined
        ? request
        : { ...request, body: written(mediaType, value) },
    );
    expect([operationId, Math.floor(answer.status / 100)]).toEqual([operationId, 2]);
    return answer;
  }

  if (name === 'finicity') {
    const { appKey, ...credentials } = FINICITY_TEST_CREDENTIALS;
    session = { 'finicity-app-key': appKey };
    const { token } = JSON.parse((await send('createToken', { body: credentials })).body);
    session['finicity-app-token'] = token;
  } else {
    const { email, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
    session = { authorization: `Basic ${btoa(`${email}:${password}`)}` };
  }
  return { send, clock };
}

const cases = Object.entries(readBack).flatMap(([name, ofProvider]) =>
  Object.entries(ofProvider).map(([write, rest]) => ({ name: name as ClientName, write, ...rest })),
);

test.each(cases)('what $write of $name changes is seen by $read', async ({ name, write, read, ...rest }) => {
  const { query = '', before = [], body, waitMs = 0 } = rest;
  const { send, clock } = await visitor(name);
  clock.advance(60_000);
  for (const first of before) await send(first, { body });
  const unchanged = (await send(read, { query })).body;
  expect((await send(read, { query })).body).toBe(unchanged);
  await send(write, { body });
  clock.advance(waitMs);
  expect((await send(read, { query })).body).not.toBe(unchanged);
});
