import type { ClientName } from '../clients/by-provider.js';

/** A body that a vendor has sent, or that its own documentation shows: not made from our descriptions. */
export interface Observed {
  /** Of the client, without its name. */
  readonly type: string;
  readonly where: string;
  readonly value: unknown;
}

const daemon = 'daemon v75, observed';
const alias = {
  address: 'abuse@example.com',
  address_display: 'abuse@example.com',
  auto: true,
  forwards_to: ['administrator@box.example.com'],
  permitted_senders: null,
};
const session = { email: 'admin@example.com', privileges: ['admin'], api_key: 'f'.repeat(64) };

/** Values are made up; members, their types, and which are missing are the vendors'. */
export const observed: Readonly<Record<ClientName, readonly Observed[]>> = {
  mailinabox: [
    { type: 'GetMailAliasesResult', where: daemon, value: [{ domain: 'example.com', aliases: [alias] }] },
    { type: 'GetSystemBackupStatusResult', where: daemon, value: { error: 'no backup yet' } },
    { type: 'GetSystemBackupStatusResult', where: 'the source of the daemon: backups are off', value: {} },
    {
      type: 'GetMailUsersResult',
      where: daemon,
      value: [
        {
          domain: 'example.com',
          users: [
            {
              ...{ email: 'admin@example.com', privileges: ['admin'], status: 'active' },
              ...{ quota: '10G', box_quota: 10_737_418_240, box_size: '1.5G', percent: ' 15%' },
            },
            {
              ...{ email: 'a@example.com', privileges: [], status: 'active' },
              ...{ quota: '0', box_quota: '?', box_size: '?', percent: '' },
            },
            {
              ...{ email: 'former@example.com', privileges: [], status: 'inactive' },
              ...{ mailbox: '/home/former', box_quota: '?', box_size: '?', percent: '?' },
            },
          ],
        },
      ],
    },
    { type: 'GetMailUserQuotaResult', where: daemon, value: { email: 'a@example.com', quota: '0' } },
    { type: 'LoginResult', where: daemon, value: { status: 'ok', ...session } },
    {
      type: 'LoginResult',
      where: `${daemon}: no administrator`,
      value: { status: 'ok', ...session, privileges: [] },
    },
    { type: 'LoginErrors[200]', where: daemon, value: { status: 'invalid', reason: 'Incorrect padding' } },
    {
      type: 'LoginErrors[200]',
      where: daemon,
      value: { status: 'missing-totp-token', reason: 'missing-totp-token' },
    },
    { type: 'LoginErrors[500]', where: daemon, value: '<!doctype html>' },
    { type: 'GetDnsZonefileErrors[500]', where: daemon, value: '<!doctype html>' },
    {
      type: 'GetDnsZonesErrors[401]',
      where: daemon,
      value: { status: 'error', reason: 'You are not an administrator.' },
    },
    { type: 'GetDnsZonesErrors[401]', where: daemon, value: 'You are not an administrator.\n' },
    { type: 'GetDnsZonesErrors[502]', where: daemon, value: '<html></html>' },
    {
      type: 'MfaStatusResult',
      where: daemon,
      value: {
        enabled_mfa: [{ id: 1, type: 'totp', label: null }],
        new_mfa: { totp: { type: 'totp', secret: 'A'.repeat(32), qr_code_base64: '' } },
      },
    },
  ],
  // Two more forms of a 401 are known, of services that our description leaves out.
  finicity: [
    {
      type: 'CreateTokenErrors[404]',
      where: 'published example',
      value: { code: 12401, message: 'partner not found' },
    },
    {
      type: 'CreateTokenErrors[401]',
      where: 'published example',
      value: { code: '10001', message: 'Invalid credentials' },
    },
    { type: 'GetCustomerErrors[401]', where: 'public clients', value: 'Invalid (Finicity-App-Key)' },
  ],
  plo: [],
  'commerce-connect': [
    { type: 'GetTokenResult', where: 'public clients', value: { response: { sessionTokenId: 'x' } } },
    {
      type: 'GetTokenResult',
      where: 'documentation page',
      value: { status: { statusCode: 200, message: 'SUCCESS' }, data: { token: 'x', userName: 'y' } },
    },
    {
      type: 'GetTokenErrors[200]',
      where: 'documentation page',
      value: { response: { errorCode: 'FPDR4002', errorMessage: 'HMAC is empty' } },
    },
  ],
};

/** Members that no vendor sends: who reads one decides by nothing, so that it must not compile. */
export const neverSent: Readonly<Partial<Record<ClientName, readonly string[]>>> = {
  mailinabox: ['(alias: client.MailAlias) => alias.required'],
};
