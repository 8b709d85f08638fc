import type { ClientName } from '../clients/by-provider.js';

/** One reason that a vendor has to refuse a call which is valid by its description. */
export interface VendorRule {
  /** What the client reports: the status, a blank, and the body as JSON. */
  readonly says: RegExp;
  /** What the vendor looks at, and where that is known from. */
  readonly because: string;
}

const finicity = (status: number, code: string, message: string): RegExp =>
  new RegExp(`^${status} \\{"code":"?(?:${code})"?,(?:.*,)?"message":"${message}`);
const plo = (status: number, source: string, code: string): RegExp =>
  new RegExp(`^${status} \\{"Errors":\\{"Error":\\[\\{"Source":"(?:${source})","ReasonCode":"${code}"`);
const payments = (code: string): RegExp => new RegExp(`^(?:200|400) .*"errorCode":"(?:${code})"`);
const box = (text: string): RegExp => new RegExp(`^400 "${text}`);

/**
 * Every reason for which the sandbox may refuse a call that the types allow and whose values the schemas allow. A
 * refusal that is none of these says that sandbox and description disagree.
 */
export const vendorRules: Readonly<Record<ClientName, readonly VendorRule[]>> = {
  finicity: [
    {
      says: finicity(404, '14001', '(?:Customer|Resource) not found'),
      because: 'described: unknown id, 404',
    },
    {
      says: finicity(404, '38003|38007', 'Customer does not have any accounts'),
      because: 'described: no accounts',
    },
    {
      says: finicity(404, '60013', 'No active subscription'),
      because: 'described: unknown customer to delete',
    },
    { says: finicity(404, '10008', 'data not found'), because: 'described: unknown refresh' },
    {
      says: finicity(404, '10005', 'Customer does not have the specified'),
      because: 'described: foreign account',
    },
    { says: finicity(404, '12401', 'partner not found'), because: 'described: unknown partner at the login' },
    { says: finicity(404, '4004', 'No experience'), because: 'described: nothing for the filter' },
    { says: finicity(401, '10001', 'Invalid credentials'), because: 'described: wrong secret' },
    {
      says: finicity(400, '110039', 'Username is not as per the policy'),
      because: 'described in words: the policy',
    },
    {
      says: finicity(409, '110002', 'Username is not available'),
      because: 'described: the username is taken',
    },
    { says: finicity(404, '50052', 'Customer has no assigned'), because: 'described: no application' },
    { says: finicity(400, '24437', 'New password'), because: 'described in words: a letter and a digit' },
    {
      says: finicity(400, '10005', 'Missing parameter \\(accountIds\\)'),
      because: 'described: an example of 400',
    },
    { says: finicity(400, '10025', 'No data to update'), because: 'described: an empty change' },
    { says: finicity(400, '41002', 'Invalid date range'), because: 'described: an end before the beginning' },
    {
      says: finicity(400, '1003', '\\\\"experienceId\\\\" must be of an experience'),
      because: 'described: foreign id',
    },
    {
      says: finicity(
        400,
        '10010',
        '\\\\"(?:experience|customerId|accountId|institutionId|institutionLoginId)\\\\" must be',
      ),
      because: 'described in words',
    },
    {
      says: finicity(400, '14020', '.*(?:\\\\"start\\\\" must be >= 1)'),
      because: 'described in words: from 1',
    },
    {
      says: finicity(400, '14020', '.*\\\\"type\\\\" must be of transAgg'),
      because: 'described in words: the words',
    },
    {
      says: finicity(400, '14020', '.*a routing number has nine digits'),
      because: 'described in words: nine digits',
    },
  ],
  mailinabox: [
    { says: box("That's not an? (?:user|alias|valid privilege) \\("), because: 'nobody has the address' },
    {
      says: box('(?:User does not exist|Invalid user or MFA id|User already exists)\\.'),
      because: 'the accounts',
    },
    { says: box('(?:Invalid (?:secret|token)\\.|Bad Input)'), because: 'no code of the secret' },
    { says: box('Only a-z, 0-9'), because: 'mailboxes are folders' },
    { says: box('Nobody can have an account of this address'), because: 'it proves who owns the domain' },
    { says: box('This alias can only have administrators'), because: 'it proves who owns the domain' },
    {
      says: box('(?:No password provided|Passwords must be at least eight)'),
      because: 'the password policy',
    },
    {
      says: box('(?:No quota provided|Quotas cannot contain|Invalid quota)'),
      because: 'the form of a quota',
    },
    { says: box('Invalid (?:receiver )?email address|No email address provided'), because: 'no address' },
    { says: box('Invalid permitted sender'), because: 'the sender is no user' },
    { says: box('An alias needs an address to forward to'), because: 'it would do nothing' },
    { says: box('.* is not in a zone of this box"$'), because: 'the name is elsewhere' },
    { says: box("'.*' does not appear to be an IPv4 or IPv6 address"), because: 'the value of A and AAAA' },
    { says: box("That's an IPv[46] address"), because: 'the value of A and AAAA' },
    {
      says: box('(?:No value for the record provided|Invalid (?:value|name)|NS records can only)'),
      because: 'DNS',
    },
    {
      says: box("(?:Could not resolve|'.*' is not an IPv4 or IPv6 address or subnet)"),
      because: 'no name server',
    },
    { says: /^500 "<!doctype html>/, because: 'an unknown zone ends in an exception of the daemon (v75)' },
  ],
  plo: [
    { says: plo(401, 'UserToken', 'INVALID_TOKEN'), because: 'no session' },
    { says: plo(403, 'FId', 'NOT_PERMITTED'), because: 'another institution' },
    { says: plo(404, 'OfferId|ActivationId', 'NOT_FOUND'), because: 'described: unknown id' },
    { says: plo(400, 'AuthInfo', 'INVALID_PARAMETER'), because: 'it cannot be decrypted' },
    { says: plo(403, 'AuthInfo', 'NOT_PERMITTED'), because: 'it is of another institution' },
    { says: plo(404, 'AuthInfo', 'NOT_FOUND'), because: 'nobody has the card' },
    { says: plo(400, 'ItemsPerPage|PageNumber', 'INVALID_PARAMETER'), because: 'described in words: from 1' },
    { says: plo(400, 'OfferId', 'NOT_AVAILABLE'), because: 'the offer is on already' },
  ],
  'commerce-connect': [
    { says: payments('FPDR4002'), because: 'documented: the HMAC is not that of the payment' },
    { says: payments('FPDR9401'), because: 'key and IV are 32 and 16 bytes in base64' },
    { says: payments('FPDR9403'), because: 'another merchant' },
    { says: payments('FPDR9410'), because: 'what is encrypted cannot be read' },
    { says: payments('FPDR9411'), because: 'what was encrypted is no payment' },
    { says: payments('FPDR9421'), because: 'there is no such transaction' },
  ],
};
