import { html, json } from './answers.js';
import { type Box, byDomain, domainOf, lines, type Operations } from './box.js';
import { toAscii, toUnicode } from './idna.js';
import { isMailAddress, provesDomain } from './mail-address.js';

interface Alias {
  /** In small letters, the domain in `xn--` form. */
  readonly address: string;
  readonly forwardsTo: readonly string[];
  /** `null` leaves it to those it forwards to. */
  readonly permittedSenders: readonly string[] | null;
  /** Made by the box itself. */
  readonly isAuto: boolean;
}

/** Aliases, and the domains that they and the users make up. */
export function aliasOperations({ accounts, fixtures }: Box): Operations {
  const made = new Map<string, Alias>();
  for (const { address, forwardsTo, permittedSenders = null } of fixtures.aliases ?? []) {
    made.set(address, { address, forwardsTo, permittedSenders, isAuto: false });
  }
  const domains = () => {
    const addresses = [...accounts.all().map(({ email }) => email), ...made.keys()];
    return [...new Set(addresses.map(domainOf))].sort();
  };

  /** What each domain must have, where nobody has the address otherwise. */
  const auto = () =>
    domains()
      .flatMap((domain) => ['abuse', 'admin', 'postmaster'].map((name) => `${name}@${domain}`))
      .filter((address) => !made.has(address) && accounts.find(address) === undefined)
      .map((address): Alias => {
        const forwardsTo = ['administrator@box.example.com'];
        return { address, forwardsTo, permittedSenders: null, isAuto: true };
      });

  /** @returns why the receiver cannot be one. */
  const unfitReceiver = (receiver: string, isOnly: boolean, isOfDomain: boolean) => {
    // A whole domain can be forwarded to one other only, and never what proves who owns it.
    if (!isMailAddress(receiver, { mayBeDomain: isOnly && !isOfDomain }))
      return `Invalid receiver email address (${receiver}).`;
    const account = accounts.find(withoutTag(receiver));
    const isTrusted = provesDomain(receiver) || account?.privileges.includes('admin') === true;
    if (!isOfDomain || isTrusted) return undefined;
    return 'This alias can only have administrators of this system as destinations: it serves to prove who owns a domain.';
  };

  return {
    getMailDomains: () => html(200, lines(domains())),
    getMailAliases({ request }) {
      const ownFirst = (a: Alias, b: Alias) =>
        Number(a.isAuto) - Number(b.isAuto) || (a.address < b.address ? -1 : 1);
      const aliases = [...made.values(), ...auto()].sort(ownFirst);
      if (request.query.get('format') !== 'json') return html(200, lines(aliases.map(columns)));
      const groups = byDomain(aliases, ({ address }) => address);
      return json(
        200,
        groups.map(([domain, group]) => ({ domain, aliases: group.map(entry) })),
      );
    },
    upsertMailAlias({ form }) {
      const address = inAscii(form.get('address') ?? '')
        .trim()
        .toLowerCase();
      if (address === '') return html(400, 'No email address provided.');
      if (!isMailAddress(address, { mayBeDomain: true }))
        return html(400, `Invalid email address (${address}).`);
      const isOfDomain = provesDomain(address);
      const forwardsTo = listIn(form.get('forwards_to')).map(inAscii);
      const isOnly = forwardsTo.length === 1;
      const unfit = forwardsTo.map((receiver) => unfitReceiver(receiver, isOnly, isOfDomain)).find(Boolean);
      if (unfit !== undefined) return html(400, unfit);
      const senders = listIn(form.get('permitted_senders'));
      const stranger = senders.find((sender) => accounts.find(sender) === undefined);
      if (stranger !== undefined)
        return html(400, `Invalid permitted sender: ${stranger} is not a user here.`);
      if (forwardsTo.length + senders.length === 0) {
        return html(400, 'An alias needs an address to forward to, or a permitted sender.');
      }
      const exists = made.has(address);
      if (exists && form.get('update_if_exists') !== '1')
        return html(400, `Alias already exists (${address}).`);
      const permittedSenders = senders.length === 0 ? null : senders;
      made.set(address, { address, forwardsTo, permittedSenders, isAuto: false });
      return html(200, lines([exists ? 'alias updated' : 'alias added']));
    },
    removeMailAlias({ form }) {
      const address = inAscii(form.get('address') ?? '');
      if (!made.delete(address)) return html(400, `That's not an alias (${address}).`);
      return html(200, lines(['alias removed']));
    },
  };
}

/** Split by commas or line breaks. */
function listIn(field: string | null): string[] {
  return (field ?? '')
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter(Boolean);
}

/** As DNS has its domain; what has none, or one that cannot be, as it is. */
function inAscii(address: string): string {
  const [name, domain, ...others] = address.split('@');
  if (domain === undefined || others.length > 0) return address;
  return `${name}@${toAscii(domain) ?? domain}`;
}

/** As people read it. */
function displayed(address: string): string {
  const at = address.indexOf('@');
  return `${address.slice(0, at)}@${toUnicode(address.slice(at + 1))}`;
}

function columns({ address, forwardsTo, permittedSenders }: Alias): string {
  return [address, forwardsTo.join(','), permittedSenders?.join(',') ?? ''].join('\t');
}

function entry({ address, forwardsTo, permittedSenders, isAuto }: Alias) {
  return {
    address,
    address_display: displayed(address),
    forwards_to: forwardsTo.map(displayed),
    permitted_senders: permittedSenders,
    auto: isAuto,
  };
}

/** `me+news@example.com` → `me@example.com`. */
function withoutTag(address: string): string {
  return address.replace(/\+[^@]*(?:@|$)/, (found) => (found.endsWith('@') ? '@' : found));
}
