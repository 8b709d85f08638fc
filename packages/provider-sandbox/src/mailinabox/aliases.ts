import { html, json } from './answers.js';
import { type Box, byDomain, domainOf, lines, type Operations } from './box.js';

interface Alias {
  readonly address: string;
  readonly forwardsTo: readonly string[];
  /** `null` leaves it to those it forwards to. */
  readonly permittedSenders: readonly string[] | null;
  /** Made by the box itself. */
  readonly isAuto: boolean;
}

/** Nothing before the at sign stands for everything in the domain. */
const ALIAS_ADDRESS = /^[^\s@]*@[^\s@.]+(\.[^\s@.]+)+$/;

/** Aliases, and the domains that they and the users make up. */
export function aliasOperations({ accounts }: Pick<Box, 'accounts'>): Operations {
  const made = new Map<string, Alias>();
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
      const address = (form.get('address') ?? '').trim().toLowerCase();
      if (!ALIAS_ADDRESS.test(address)) return html(400, `Invalid email address (${address}).`);
      const forwardsTo = listIn(form.get('forwards_to'));
      const wrong = forwardsTo.find((receiver) => !isReceiver(receiver, forwardsTo.length === 1));
      if (wrong !== undefined) return html(400, `Invalid receiver email address (${wrong}).`);
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
      const address = form.get('address') ?? '';
      if (!made.delete(address)) return html(400, `That's not an alias (${address}).`);
      return html(200, lines(['alias removed']));
    },
  };
}

/** A whole domain can be forwarded to one other only. */
function isReceiver(address: string, isOnly: boolean): boolean {
  return ALIAS_ADDRESS.test(address) && (isOnly || !address.startsWith('@'));
}

/** Split by commas or line breaks. */
function listIn(field: string | null): string[] {
  return (field ?? '')
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter(Boolean);
}

function columns({ address, forwardsTo, permittedSenders }: Alias): string {
  return [address, forwardsTo.join(','), permittedSenders?.join(',') ?? ''].join('\t');
}

/** `required` is the published name of what current daemons call `auto`. */
function entry({ address, forwardsTo, permittedSenders, isAuto }: Alias) {
  return {
    address,
    address_display: address,
    forwards_to: forwardsTo,
    permitted_senders: permittedSenders,
    required: isAuto,
    auto: isAuto,
  };
}
