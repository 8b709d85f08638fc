import { itemsAtMost, text } from '../../core/fixture-schema.js';
import { type FixtureProblem, fixtureReader, type ReadFixtures, repeated } from '../../core/fixtures.js';
import { fitRecord } from './dns-records.js';
import { isMailAddress } from './mail-address.js';
import { base32Bytes } from './totp.js';

/** Your own accounts, aliases and records of DNS. */
export interface MailinaboxFixtures {
  /** Default: the option `accounts`. */
  readonly accounts?: readonly MailinaboxAccount[] | undefined;
  /** Default: none but those that a box makes by itself. */
  readonly aliases?: readonly MailinaboxAliasFixture[] | undefined;
  /** Records that an administrator has added. Default: those of the description's example. */
  readonly dnsRecords?: readonly MailinaboxDnsRecordFixture[] | undefined;
}

/** A mail account to begin with. */
export interface MailinaboxAccount {
  /** The user name. */
  readonly email: string;
  /** Of its logins, and of calls without a session. */
  readonly password: string;
  /** May use the API, and not only log in. Default: true. */
  readonly isAdministrator?: boolean | undefined;
  /** Of the second factor, in base32. Default: none. */
  readonly totpSecret?: string | undefined;
}

/** An alias that an administrator has made. */
export interface MailinaboxAliasFixture {
  /** In small letters; a domain outside of ASCII in its `xn--` form. */
  readonly address: string;
  readonly forwardsTo: readonly string[];
  /** Addresses of accounts. Default: those that it forwards to. */
  readonly permittedSenders?: readonly string[] | undefined;
}

/** A record of DNS that an administrator has added. */
export interface MailinaboxDnsRecordFixture {
  /** Such as `www.example.com`. */
  readonly qname: string;
  /** Such as `A` or `TXT`. */
  readonly rtype: string;
  /** In zone file notation. */
  readonly value: string;
}

const texts = { type: 'array', maxItems: 100, items: text } as const;

/** What a box can have at the same time. @throws FixtureError */
export const mailinaboxFixtures: ReadFixtures<MailinaboxFixtures> = fixtureReader<MailinaboxFixtures>(
  'mailinabox',
  {
    type: 'object',
    additionalProperties: false,
    required: [],
    properties: {
      accounts: {
        type: 'array',
        maxItems: itemsAtMost,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['email', 'password'],
          properties: {
            email: text,
            password: text,
            isAdministrator: { type: 'boolean' },
            totpSecret: text,
          },
        },
      },
      aliases: {
        type: 'array',
        maxItems: itemsAtMost,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['address', 'forwardsTo'],
          properties: { address: text, forwardsTo: texts, permittedSenders: texts },
        },
      },
      dnsRecords: {
        type: 'array',
        maxItems: itemsAtMost,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['qname', 'rtype', 'value'],
          properties: { qname: text, rtype: text, value: text },
        },
      },
    },
  },
  ({ accounts = [], aliases = [], dnsRecords = [] }) => [
    ...repeated('accounts', 'email', accounts, ({ email }) => email),
    ...accounts.flatMap(accountProblems),
    ...repeated('aliases', 'address', aliases, ({ address }) => address),
    ...aliases.flatMap(aliasProblems),
    ...dnsRecords.flatMap((record, at): FixtureProblem[] => {
      // Its own name as the zone: whether the box has that zone, its accounts tell later.
      const isFit = typeof fitRecord(record, record.value, '') !== 'string';
      return isFit ? [] : [{ path: `dnsRecords[${at}]`, rule: 'must be a record that the daemon accepts' }];
    }),
  ],
);

function accountProblems({ email, totpSecret }: MailinaboxAccount, at: number): FixtureProblem[] {
  const problems: FixtureProblem[] = [];
  if (!isMailAddress(email, { mayBeDomain: false })) {
    problems.push({ path: `accounts[${at}].email`, rule: 'must be an email address' });
  }
  if (totpSecret !== undefined && !isBase32(totpSecret)) {
    problems.push({ path: `accounts[${at}].totpSecret`, rule: 'must be base32' });
  }
  return problems;
}

function aliasProblems(alias: MailinaboxAliasFixture, at: number): FixtureProblem[] {
  const { address, forwardsTo, permittedSenders = [] } = alias;
  const rule = 'must be an email address in small letters';
  const problems: FixtureProblem[] = [];
  if (!isMailAddress(address, { mayBeDomain: true }) || address !== address.toLowerCase()) {
    problems.push({ path: `aliases[${at}].address`, rule });
  }
  for (const [index, receiver] of forwardsTo.entries()) {
    if (isMailAddress(receiver, { mayBeDomain: forwardsTo.length === 1 })) continue;
    problems.push({ path: `aliases[${at}].forwardsTo[${index}]`, rule: 'must be an email address' });
  }
  if (forwardsTo.length + permittedSenders.length === 0) {
    problems.push({
      path: `aliases[${at}].forwardsTo`,
      rule: 'must have an address, or permittedSenders must',
    });
  }
  return problems;
}

/** A problem for each permitted sender that has no account. @param known Addresses of those that have one. */
export function senderProblems(
  { aliases = [] }: MailinaboxFixtures,
  known: ReadonlySet<string>,
): FixtureProblem[] {
  return aliases.flatMap(({ permittedSenders = [] }, at) =>
    permittedSenders.flatMap((sender, index) => {
      if (known.has(sender)) return [];
      const path = `aliases[${at}].permittedSenders[${index}]`;
      return [{ path, rule: 'must be the email of an account' }];
    }),
  );
}

/** A problem for each record of a name that the box does not serve. */
export function zoneProblems(
  { dnsRecords = [] }: MailinaboxFixtures,
  zones: readonly string[],
): FixtureProblem[] {
  return dnsRecords.flatMap(({ qname }, at) => {
    if (zones.some((zone) => `.${qname}`.endsWith(`.${zone}`))) return [];
    return [
      { path: `dnsRecords[${at}].qname`, rule: 'must be in a zone of the box, such as that of an account' },
    ];
  });
}

function isBase32(secret: string): boolean {
  try {
    base32Bytes(secret);
    return true;
  } catch {
    return false;
  }
}
