import * as finicity from '@acme/finicity-client';
import { FINICITY_TEST_CREDENTIALS } from '../../src/providers/finicity/options.js';
import { partner } from './clients.js';
import { type Calls, testOperations } from './operations.js';

type Partner = finicity.Configuration;

const { partnerId, partnerSecret } = FINICITY_TEST_CREDENTIALS;
const customerId = '7004419250';
const ofAccount = { customerId, accountId: '6012884301' };
const ofLogin = { customerId, institutionLoginId: '1320047785' };
const period = { fromDate: 1767225600, toDate: 1774915200 };
const email = { to: 'elena.rivera@example.com', from: 'loans@lender.example', firstName: 'Elena' };
const consumerId = 'e1b07f3ac95d4c6f8a21d0b94f7753ce';
const experience = 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907';
const identity = {
  ...{ firstName: 'Elena', lastName: 'Rivera', address: '88 Harbor Street' },
  ...{ city: 'Portland', state: 'OR', zipCode: '97205' },
};
const card = { title: 'Harbor debit card', number: '5555555555554444', expiry: '09/29', cvv: '100' };
const bankAccount = {
  ...{ accountNumber: '440018274417', bankIdentifier: '122100024' },
  ...{ title: 'Everyday Checking', type: 'checking' },
} as const;

let enrolments = 0;
/** Somebody new, whom nobody else minds. */
async function enrolled(at: Partner): Promise<{ customerId: string }> {
  enrolments += 1;
  const { id } = await finicity.addTestingCustomer(at, { body: { username: `new-customer-${enrolments}` } });
  return { customerId: id };
}

async function accountOfSomebodyNew(at: Partner) {
  const customer = await enrolled(at);
  const { accounts } = await finicity.getCustomerAccounts(at, customer);
  return { ...customer, account: accounts[0]! };
}

async function transaction(at: Partner): Promise<finicity.Transaction> {
  const { transactions } = await finicity.getCustomerAccountTransactions(at, { ...ofAccount, ...period });
  return transactions[0]!;
}

const calls: Calls<typeof finicity, Partner> = {
  // Customers
  addCustomer: (at) => finicity.addCustomer(at, { body: { username: 'rivera-2231', firstName: 'Elena' } }),
  addTestingCustomer: (at) => finicity.addTestingCustomer(at, { body: { username: 'trial-rivera-01' } }),
  getCustomers: (at) => finicity.getCustomers(at, { search: 'rivera', type: 'active', start: 1, limit: 50 }),
  getCustomer: (at) => finicity.getCustomer(at, { customerId }),
  getCustomerWithAppData: (at) => finicity.getCustomerWithAppData(at, { customerId }),
  modifyCustomer: async (at) =>
    finicity.modifyCustomer(at, { ...(await enrolled(at)), body: { lastName: 'Okafor' } }),
  deleteCustomer: async (at) => finicity.deleteCustomer(at, await enrolled(at)),

  // Accounts
  getCustomerAccounts: (at) => finicity.getCustomerAccounts(at, { customerId, status: 'active' }),
  getCustomerAccount: (at) => finicity.getCustomerAccount(at, ofAccount),
  getCustomerAccountsByInstitution: (at) =>
    finicity.getCustomerAccountsByInstitution(at, { customerId, institutionId: 101732 }),
  getCustomerAccountsByInstitutionLogin: (at) => finicity.getCustomerAccountsByInstitutionLogin(at, ofLogin),
  refreshCustomerAccounts: (at) => finicity.refreshCustomerAccounts(at, { customerId }),
  refreshCustomerAccountsV2: (at) => finicity.refreshCustomerAccountsV2(at, { customerId }),
  refreshCustomerAccountsByInstitutionLogin: (at) =>
    finicity.refreshCustomerAccountsByInstitutionLogin(at, { ...ofLogin, ...period }),
  refreshCustomerAccountsByInstitutionLoginV2: (at) =>
    finicity.refreshCustomerAccountsByInstitutionLoginV2(at, ofLogin),
  deleteCustomerAccount: async (at) => {
    const { customerId, account } = await accountOfSomebodyNew(at);
    return finicity.deleteCustomerAccount(at, { customerId, accountId: account.id });
  },
  deleteCustomerAccountsByInstitutionLogin: async (at) => {
    const { customerId, account } = await accountOfSomebodyNew(at);
    const institutionLoginId = `${account.institutionLoginId}`;
    return finicity.deleteCustomerAccountsByInstitutionLogin(at, { customerId, institutionLoginId });
  },

  // Transactions
  getAllCustomerTransactions: (at) =>
    finicity.getAllCustomerTransactions(at, { customerId, ...period, sort: 'asc', includePending: true }),
  getCustomerAccountTransactions: (at) =>
    finicity.getCustomerAccountTransactions(at, { ...ofAccount, ...period, start: 26, limit: 50 }),
  getCustomerTransaction: async (at) =>
    finicity.getCustomerTransaction(at, { customerId, transactionId: (await transaction(at)).id }),
  getTransactionByUniqueTransactionId: async (at) => {
    const { uniqueTransactionId } = (await transaction(at)) as { uniqueTransactionId?: string };
    const request = { customerId, uniqueTransactionId: `${uniqueTransactionId}` };
    return finicity.getTransactionByUniqueTransactionId(at, request);
  },
  loadHistoricTransactionsForCustomerAccount: (at) =>
    finicity.loadHistoricTransactionsForCustomerAccount(at, ofAccount),
  getRecurringTransactions: (at) => finicity.getRecurringTransactions(at, { customerId, body: {} }),
  refreshTransactions: (at) =>
    finicity.refreshTransactions(at, { customerId, body: { accountIds: [ofAccount.accountId] } }),
  getTransactionRefreshStatus: async (at) => {
    const { institutionLoginId } = ofLogin;
    const body = { institutionLoginId, mode: 'standard' } as const;
    const { refreshId } = await finicity.refreshTransactions(at, { customerId, body });
    return finicity.getTransactionRefreshStatus(at, { customerId, refreshId: `${refreshId}` });
  },
  generateTransactionsReport: (at) =>
    finicity.generateTransactionsReport(at, {
      ...{ customerId, ...period, callbackUrl: 'https://lender.example/hooks/reports?a=1&b=2' },
      body: { ...period, accountIds: ofAccount.accountId },
    }),

  // Institutions
  getInstitutions: (at) => finicity.getInstitutions(at, { search: 'finbank', limit: 50, type: 'transAgg' }),
  getCertifiedInstitutions: (at) =>
    finicity.getCertifiedInstitutions(at, { search: 'finbank', type: 'voa', supportedCountries: '*' }),
  getCertifiedInstitutionsWithRSSD: (at) =>
    finicity.getCertifiedInstitutionsWithRSSD(at, { search: 'finbank', type: 'transAgg,ach' }),
  getInstitution: (at) => finicity.getInstitution(at, { institutionId: 101732 }),
  getInstitutionBranding: (at) => finicity.getInstitutionBranding(at, { institutionId: 101732 }),
  getInstitutionsByRoutingNumber: (at) =>
    finicity.getInstitutionsByRoutingNumber(at, { routingNumber: 122100024 }),

  // Connect
  generateConnectUrl: (at) =>
    finicity.generateConnectUrl(at, {
      body: { partnerId, customerId, language: 'es', webhookData: { number: 'A-20418' }, singleUseUrl: true },
    }),
  generateLiteConnectUrl: (at) =>
    finicity.generateLiteConnectUrl(at, { body: { partnerId, customerId, institutionId: 101732 } }),
  generateFixConnectUrl: (at) => finicity.generateFixConnectUrl(at, { body: { partnerId, ...ofLogin } }),
  generateJointBorrowerConnectUrl: (at) =>
    finicity.generateJointBorrowerConnectUrl(at, {
      body: { partnerId, borrowers: [{ customerId, consumerId, type: 'primary' }] },
    }),
  sendConnectEmail: (at) =>
    finicity.sendConnectEmail(at, { body: { partnerId, customerId, consumerId, email } }),
  sendJointBorrowerConnectEmail: (at) =>
    finicity.sendJointBorrowerConnectEmail(at, {
      body: { partnerId, borrowers: [{ customerId, consumerId, type: 'primary' }], email, experience },
    }),
  verifyMicroEntryMicrodeposit: (at) =>
    finicity.verifyMicroEntryMicrodeposit(at, { body: { partnerId, ...ofAccount } }),
  generateTransferBillPaySwitchUrl: (at) =>
    finicity.generateTransferBillPaySwitchUrl(at, {
      body: { partnerId, customerId, singleUseUrl: true, identity, cards: [card] },
    }),
  generateTransferDepositSwitchUrl: (at) =>
    finicity.generateTransferDepositSwitchUrl(at, {
      body: { partnerId, customerId, accounts: [bankAccount] },
    }),
  getAllExperience: (at) =>
    finicity.getAllExperience(at, { productCode: ['TXA', 'VOA'], appName: 'Harbor Budget' }),
  createConnectExperience: (at) =>
    finicity.createConnectExperience(at, {
      experienceId: experience,
      body: { indirectPartnerId: 2445500920041 },
    }),

  // Logins by hand, which need the App-Key alone
  createToken: (at) => finicity.createToken(at, { body: { partnerId, partnerSecret } }),
  modifyPartnerSecret: (at) =>
    finicity.modifyPartnerSecret(at, {
      // The helper goes on with the old one.
      body: { partnerId, partnerSecret, newPartnerSecret: 'moss+Lantern7_quarry', immediate: false },
    }),
};

testOperations('finicity', finicity, partner, calls);
