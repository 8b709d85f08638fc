/** A record that an administrator has added. */
export interface DnsRecord {
  readonly qname: string;
  readonly rtype: string;
  /** In zone file notation. */
  readonly value: string;
}

/** What records of several values have in common. */
export type RecordName = Pick<DnsRecord, 'qname' | 'rtype'>;

/** Labels of a name of DNS in ASCII; the first may be a star. */
const LABELS = /^(?:\*\.)?(?:[a-z\d_-]{0,62}[a-z\d_]\.)+([a-z\d_]{1,63})\.?$/i;

/** Types whose values are not looked at. */
const FREE: ReadonlySet<string> = new Set(['CAA', 'MX', 'SRV', 'SSHFP', 'TXT']);

/**
 * What the daemon stores for a value: a name gets its final dot.
 *
 * @returns the record, or the reason why it is refused.
 */
export function fitRecord({ qname, rtype }: RecordName, value: string, zone: string): DnsRecord | string {
  // A zone of one label is no name by the pattern, and is taken.
  if (qname !== zone && !isDomain(qname)) return 'Invalid name.';
  switch (rtype) {
    case 'A':
    case 'AAAA':
      return unfitAddress(rtype, value) ?? { qname, rtype, value };
    case 'CNAME':
    case 'NS': {
      if (rtype === 'NS' && qname === zone) return 'NS records can only be set for subdomains.';
      const target = value.endsWith('.') ? value : `${value}.`;
      return isDomain(target) ? { qname, rtype, value: target } : 'Invalid value.';
    }
    default:
      return FREE.has(rtype) ? { qname, rtype, value } : `Unknown record type '${rtype}'.`;
  }
}

/** @returns why a secondary name server cannot be this one. Nothing is looked up: no name is unknown here. */
export function unfitNameserver(entry: string): string | undefined {
  if (!entry.startsWith('xfr:')) {
    return isDomain(entry) ? undefined : `Could not resolve the IP address of ${entry}.`;
  }
  const [address = '', prefix] = entry.slice('xfr:'.length).split('/', 2);
  const mostBits = isIpv4(address) ? 32 : 128;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= mostBits);
  if (isPrefix && (isIpv4(address) || isIpv6(address))) return undefined;
  return `'${entry.slice('xfr:'.length)}' is not an IPv4 or IPv6 address or subnet.`;
}

/** `local` stands for the address of the box. */
function unfitAddress(rtype: 'A' | 'AAAA', value: string): string | undefined {
  if (value === 'local') return undefined;
  if (isIpv4(value)) return rtype === 'A' ? undefined : "That's an IPv4 address.";
  if (isIpv6(value)) return rtype === 'AAAA' ? undefined : "That's an IPv6 address.";
  return `'${value}' does not appear to be an IPv4 or IPv6 address`;
}

/** The last label is no number. */
function isDomain(name: string): boolean {
  const last = LABELS.exec(name)?.[1];
  return last !== undefined && !/^\d+$/.test(last) && !name.startsWith('-');
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

function isIpv6(text: string): boolean {
  if (!/^[\da-f:.]{2,45}$/i.test(text) || !text.includes(':')) return false;
  try {
    new URL(`https://[${text}]/`);
    return true;
  } catch {
    return false;
  }
}
