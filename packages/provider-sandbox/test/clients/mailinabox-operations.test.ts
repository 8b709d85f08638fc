import * as box from '@acme/mailinabox-client';
import { MAILINABOX_TEST_ACCOUNTS } from '../../src/providers/mailinabox/options.js';
import { totpCode } from '../../src/providers/mailinabox/totp.js';
import { administrator } from './clients.js';
import { START_MS } from './loopback.js';
import { type Calls, testOperations } from './operations.js';

/** The administrator's, by the helper; and any other's, by password or api_key. */
interface Logins {
  readonly admin: box.Configuration;
  as(username: string, password: string): box.Configuration;
}

const { email: adminEmail, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
const ofAdministrators = { format: 'json' } as const;
const alias = { address: 'sales@example.com', forwards_to: 'totp@example.com', permitted_senders: null };
const text = { qname: '_dmarc.example.com', rtype: 'TXT' } as const;
const qname = 'www.example.com';
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

let users = 0;
/** Somebody new, whom nobody else minds. */
async function added({ admin }: Logins, privileges = ''): Promise<{ email: string }> {
  users += 1;
  const email = `user-${users}@example.com`;
  await box.addMailUser(admin, { body: { email, password, privileges } });
  return { email };
}

/** An administrator, other than the one of the helper, enrols a second factor. */
async function enrolled(logins: Logins): Promise<{ email: string; result: string }> {
  const { email } = await added(logins, 'admin');
  const token = await totpCode(secret, START_MS);
  const body = { secret, token, label: 'Ann’s phone' };
  return { email, result: await box.mfaTotpEnable(logins.as(email, password), { body }) };
}

const calls: Calls<typeof box, Logins> = {
  // User: by password, as the helper logs in by itself
  login: ({ as }) => box.login(as(adminEmail, password)),
  async logout({ as }) {
    const { api_key: key } = await box.login(as(adminEmail, password));
    return box.logout(as(adminEmail, `${key}`));
  },

  // Mail
  getMailUsers: ({ admin }) => box.getMailUsers(admin, ofAdministrators),
  addMailUser: ({ admin }) =>
    box.addMailUser(admin, {
      body: { email: 'a.b@example.net', password: 'a b+c&d=e%20ü€', privileges: '' },
    }),
  removeMailUser: async (at) => box.removeMailUser(at.admin, { body: await added(at) }),
  setMailUserPassword: async (at) =>
    box.setMailUserPassword(at.admin, { body: { ...(await added(at)), password: 'another-password' } }),
  getMailUserPrivileges: ({ admin }) => box.getMailUserPrivileges(admin, { email: adminEmail }),
  addMailUserPrivilege: async (at) =>
    box.addMailUserPrivilege(at.admin, { body: { ...(await added(at)), privilege: 'admin' } }),
  removeMailUserPrivilege: async (at) =>
    box.removeMailUserPrivilege(at.admin, { body: { ...(await added(at, 'admin')), privilege: 'admin' } }),
  getMailUserQuota: async (at) => box.getMailUserQuota(at.admin, await added(at)),
  setMailUserQuota: async (at) =>
    box.setMailUserQuota(at.admin, { body: { ...(await added(at)), quota: '500M' } }),
  getMailDomains: ({ admin }) => box.getMailDomains(admin),
  getMailAliases: ({ admin }) => box.getMailAliases(admin, ofAdministrators),
  upsertMailAlias: ({ admin }) => box.upsertMailAlias(admin, { body: { ...alias, update_if_exists: 1 } }),
  async removeMailAlias({ admin }) {
    await box.upsertMailAlias(admin, { body: { ...alias, update_if_exists: 1 } });
    return box.removeMailAlias(admin, { body: { address: alias.address } });
  },

  // Multi-factor authentication
  mfaStatus: ({ admin }) => box.mfaStatus(admin),
  mfaTotpEnable: async (at) => (await enrolled(at)).result,
  async mfaTotpDisable(at) {
    const { email } = await enrolled(at);
    return box.mfaTotpDisable(at.admin, { body: { user: email } });
  },

  // DNS
  getDnsZones: ({ admin }) => box.getDnsZones(admin),
  getDnsZonefile: ({ admin }) => box.getDnsZonefile(admin, { zone: 'example.com' }),
  updateDns: ({ admin }) => box.updateDns(admin, { body: { force: 1 } }),
  getDnsDump: ({ admin }) => box.getDnsDump(admin),
  getDnsSecondaryNameserver: ({ admin }) => box.getDnsSecondaryNameserver(admin),
  addDnsSecondaryNameserver: ({ admin }) =>
    box.addDnsSecondaryNameserver(admin, { body: { hostnames: 'ns2.example.net, ns3.example.net' } }),
  getDnsCustomRecords: ({ admin }) => box.getDnsCustomRecords(admin),
  getDnsCustomRecordsForQNameAndType: ({ admin }) => box.getDnsCustomRecordsForQNameAndType(admin, text),
  addDnsCustomRecord: ({ admin }) =>
    box.addDnsCustomRecord(admin, { ...text, body: 'v=spf1 mx -all; "a" & b+c %20' }),
  updateDnsCustomRecord: ({ admin }) =>
    box.updateDnsCustomRecord(admin, { qname, rtype: 'AAAA', body: '2001:db8::1' }),
  removeDnsCustomRecord: ({ admin }) => box.removeDnsCustomRecord(admin, { ...text, body: '' }),
  getDnsCustomARecordsForQName: ({ admin }) => box.getDnsCustomARecordsForQName(admin, { qname }),
  addDnsCustomARecord: ({ admin }) => box.addDnsCustomARecord(admin, { qname, body: '203.0.113.11' }),
  updateDnsCustomARecord: ({ admin }) => box.updateDnsCustomARecord(admin, { qname, body: '203.0.113.12' }),
  removeDnsCustomARecord: ({ admin }) => box.removeDnsCustomARecord(admin, { qname, body: '' }),

  // TLS certificates and web
  getSSLStatus: ({ admin }) => box.getSSLStatus(admin),
  generateSSLCSR: ({ admin }) =>
    box.generateSSLCSR(admin, { domain: 'example.com', body: { countrycode: 'GB' } }),
  installSSLCertificate: ({ admin }) =>
    box.installSSLCertificate(admin, {
      body: { domain: 'example.com', cert: 'PEM\nTUFE+RSB/VUA==\n', chain: '' },
    }),
  provisionSSLCertificates: ({ admin }) => box.provisionSSLCertificates(admin),
  getWebDomains: ({ admin }) => box.getWebDomains(admin),
  updateWeb: ({ admin }) => box.updateWeb(admin),

  // System
  getSystemStatus: ({ admin }) => box.getSystemStatus(admin),
  getSystemVersion: ({ admin }) => box.getSystemVersion(admin),
  getSystemUpstreamVersion: ({ admin }) => box.getSystemUpstreamVersion(admin),
  getSystemUpdates: ({ admin }) => box.getSystemUpdates(admin),
  updateSystemPackages: ({ admin }) => box.updateSystemPackages(admin),
  getSystemPrivacyStatus: ({ admin }) => box.getSystemPrivacyStatus(admin),
  updateSystemPrivacy: ({ admin }) => box.updateSystemPrivacy(admin, { body: { value: 'private' } }),
  getSystemRebootStatus: ({ admin }) => box.getSystemRebootStatus(admin),
  rebootSystem: ({ admin }) => box.rebootSystem(admin),
  getSystemBackupStatus: ({ admin }) => box.getSystemBackupStatus(admin),
  getSystemBackupConfig: ({ admin }) => box.getSystemBackupConfig(admin),
  updateSystemBackupConfig: ({ admin }) =>
    box.updateSystemBackupConfig(admin, {
      body: { target: 'local', target_user: '', target_pass: '', min_age: 7 },
    }),
};

testOperations(
  'mailinabox',
  box,
  (sandbox): Logins => {
    const basePath = sandbox.server.basePath('mailinabox');
    return {
      admin: administrator(sandbox),
      as: (username, password) =>
        new box.Configuration({ basePath, allowInsecureLoopback: true, username, password }),
    };
  },
  calls,
);
