import type { SandboxAnswer } from '../../core/provider.js';
import { html, json, text } from './answers.js';
import { type Box, type Call, domainOf, lines, type Operations, UncaughtException } from './box.js';
import { type DnsRecord, fitRecord, type RecordName, unfitNameserver } from './dns-records.js';

/** Zones and custom records; those of the description are there from the start. */
export function dnsOperations({ accounts, example, fixtures }: Box): Operations {
  const records = createRecordList(
    fixtures.dnsRecords?.map(fitted) ?? (example('getDnsCustomRecords') as DnsRecord[]),
  );
  const describedZones = example('getDnsZones') as string[];
  let { hostnames } = example('getDnsSecondaryNameserver') as { hostnames: string[] };

  /** A domain below another one is part of its zone. */
  const zones = () => {
    const domains = [...new Set([...describedZones, ...accounts.all().map(({ email }) => domainOf(email))])];
    return domains.filter((domain) => !domains.some((zone) => domain.endsWith(`.${zone}`))).sort();
  };
  const zoneOf = (qname: string) => zones().find((zone) => `.${qname}`.endsWith(`.${zone}`));
  const ownOf = (zone: string) => records.all().filter(({ qname }) => zoneOf(qname) === zone);
  const updated = (names: readonly string[]) => html(200, lines([`updated DNS: ${names.join(',')}`]));

  /** With the places that the records have in both orders among all. */
  function listed(wanted: (record: DnsRecord) => boolean): SandboxAnswer {
    const place = ({ qname, rtype }: DnsRecord) => `${zoneOf(qname)} ${qname} ${rtype}`;
    const byName = [...records.all()].sort((a, b) => (place(a) < place(b) ? -1 : 1));
    const entries = records.all().map((record, created) => ({
      ...record,
      'sort-order': { created, qname: byName.indexOf(record) },
      zone: zoneOf(record.qname),
    }));
    return json(200, entries.filter(wanted));
  }

  /** @param change Tells whether there was anything to change. `''` as value is not checked. */
  function changed(name: RecordName, value: string, change: (record: DnsRecord) => boolean): SandboxAnswer {
    const zone = zoneOf(name.qname);
    if (zone === undefined) return html(400, `${name.qname} is not in a zone of this box`);
    const record = value === '' ? { ...name, value } : fitRecord(name, value, zone);
    if (typeof record === 'string') return html(400, record);
    return change(record) ? updated([zone]) : html(200, 'OK');
  }

  /** @param change One of the list's that take a record. */
  const put = (change: (record: DnsRecord) => boolean) => (call: Call) => {
    const name = nameOf(call);
    const value = recordValue(call) || callersAddress(name);
    return value === '' ? html(400, 'No value for the record provided.') : changed(name, value, change);
  };
  const add = put(records.add);
  const replace = put(records.replace);
  const remove = (call: Call) =>
    changed(nameOf(call), recordValue(call), (record) => records.remove(record, record.value));
  const list = (call: Call) => listed(isOf(nameOf(call)));

  return {
    getDnsZones: () => json(200, zones()),
    getDnsZonefile({ match }) {
      const zone = match.pathParams.zone ?? '';
      if (!zones().includes(zone)) throw new UncaughtException('no such zone');
      const entries = ownOf(zone).map(({ qname, rtype, value }) => `${qname}.\tIN\t${rtype}\t${value}`);
      return text(200, lines([`$ORIGIN ${zone}.`, '$TTL 86400', ...entries]));
    },
    /** Each zone with what routes its mail here, and what was added. */
    getDnsDump() {
      const records = (zone: string) => ownOf(zone).map((own) => ({ explanation: '(Set by user.)', ...own }));
      const mail = (zone: string) => ({
        explanation: `Required. Routes the mail of ${zone} to this box.`,
        ...{ qname: zone, rtype: 'MX', value: '10 box.example.com.' },
      });
      return json(
        200,
        zones().map((zone) => [zone, [mail(zone), ...records(zone)]]),
      );
    },
    // As HTML, though described as JSON.
    updateDns: ({ form }) => (form.get('force') === '1' ? updated(zones()) : html(200, '')),
    getDnsSecondaryNameserver: () => json(200, { hostnames }),
    addDnsSecondaryNameserver({ form }) {
      const given = (form.get('hostnames') ?? '').split(/[, ]+/).filter((entry) => entry.trim() !== '');
      const unfit = given.map(unfitNameserver).find((why) => why !== undefined);
      if (unfit !== undefined) return html(400, unfit);
      hostnames = given;
      return updated(zones());
    },
    getDnsCustomRecords: () => listed(() => true),
    getDnsCustomRecordsForQNameAndType: list,
    addDnsCustomRecord: add,
    updateDnsCustomRecord: replace,
    removeDnsCustomRecord: remove,
    getDnsCustomARecordsForQName: list,
    addDnsCustomARecord: add,
    updateDnsCustomARecord: replace,
    removeDnsCustomARecord: remove,
  };
}

/** As the daemon stores a record that it accepts. */
function fitted(record: DnsRecord): DnsRecord {
  const fit = fitRecord(record, record.value, '');
  return typeof fit === 'string' ? record : fit;
}

/** The short form of the path is for the type A. Small letters will do. */
function nameOf({ match }: Call): RecordName {
  const { qname = '', rtype = 'A' } = match.pathParams;
  return { qname, rtype: rtype.toUpperCase() };
}

/** The body in any media type; what is not ASCII is dropped without a word. */
function recordValue({ request }: Call): string {
  return request.body.replace(/[^\0-\x7f]/g, '').trim();
}

/** On this machine. Only two types have a value for who gives none. */
function callersAddress({ rtype }: RecordName): string {
  return { A: '127.0.0.1', AAAA: '::1' }[rtype] ?? '';
}

/**
 * Makes a list of records in the order of their creation. What changes them tells whether it did.
 *
 * @param given What is there from the start; members other than those of a record are left out.
 */
function createRecordList(given: readonly DnsRecord[]) {
  let records = given.map(({ qname, rtype, value }): DnsRecord => ({ qname, rtype, value }));

  /** Beside the values that the name and type already have. */
  const add = (record: DnsRecord): boolean => {
    if (records.some((known) => isOf(record)(known) && known.value === record.value)) return false;
    records = [...records, record];
    return true;
  };
  /** @param value `''` for all of the name and type. */
  const remove = (name: RecordName, value: string): boolean => {
    const kept = records.filter((record) => !isOf(name)(record) || (value !== '' && record.value !== value));
    const isChanged = kept.length < records.length;
    records = kept;
    return isChanged;
  };

  return {
    all: (): readonly DnsRecord[] => records,
    add,
    /** In place of all values that the name and type have. */
    replace(record: DnsRecord): boolean {
      const [only, ...others] = records.filter(isOf(record));
      if (only?.value === record.value && others.length === 0) return false;
      remove(record, '');
      return add(record);
    },
    remove,
  };
}

/** For `filter`. */
function isOf({ qname, rtype }: RecordName): (record: DnsRecord) => boolean {
  return (record) => record.qname === qname && record.rtype === rtype;
}
