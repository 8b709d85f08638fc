import {
  addDnsCustomARecord,
  addDnsCustomRecord,
  addDnsSecondaryNameserver,
  addMailUser,
  getDnsCustomARecordsForQName,
  getDnsCustomRecords,
  getDnsCustomRecordsForQNameAndType,
  getDnsDump,
  getDnsSecondaryNameserver,
  getDnsZonefile,
  getDnsZones,
  removeDnsCustomRecord,
  updateDnsCustomRecord,
} from '@acme/mailinabox-client';
import { openClient } from './client.js';

const name = { qname: 'api.example.com', rtype: 'TXT' } as const;

test('a custom record that is added can be read back by name, in the list, and in the zone file', async () => {
  const { box } = openClient();
  expect(await addDnsCustomRecord(box, { ...name, body: 'one' })).toBe('updated DNS: example.com\n');
  await addDnsCustomRecord(box, { ...name, body: 'two' });
  const [one, two] = await getDnsCustomRecordsForQNameAndType(box, name);
  expect(one).toMatchObject({ ...name, value: 'one', zone: 'example.com' });
  expect(two).toMatchObject({ ...name, value: 'two', 'sort-order': { created: 3 } });
  expect(await getDnsCustomRecords(box)).toHaveLength(4);
  expect(await getDnsZonefile(box, { zone: 'example.com' })).toContain('api.example.com.\tIN\tTXT\tone\n');
});

test('a custom record that is added is in the dump of its zone, with the record that the box needs', async () => {
  const { box } = openClient();
  await addDnsCustomRecord(box, { ...name, body: 'one' });
  const zones = new Map((await getDnsDump(box)) as unknown as [string, unknown[]][]);
  expect([...zones.keys()]).toEqual(await getDnsZones(box));
  const added = expect.objectContaining({ ...name, value: 'one' });
  expect(zones.get('example.com')).toEqual(expect.arrayContaining([added]));
  expect(zones.get('example.com')?.[0]).toMatchObject({ rtype: 'MX', qname: 'example.com' });
  expect(zones.get('example.org')).not.toEqual(expect.arrayContaining([added]));
});

test('a record that is there already changes nothing', async () => {
  const { box } = openClient();
  await addDnsCustomRecord(box, { ...name, body: 'one' });
  expect(await addDnsCustomRecord(box, { ...name, body: 'one' })).toBe('OK');
  await addDnsCustomRecord(box, { ...name, qname: 'last.example.com', body: 'two' });
  expect(await updateDnsCustomRecord(box, { ...name, body: 'one' })).toBe('OK');
  expect(await getDnsCustomRecordsForQNameAndType(box, name)).toHaveLength(1);
});

test('an update leaves one value; a removal takes the value of the body, and all with an empty one', async () => {
  const { box } = openClient();
  const values = async () => {
    const records = await getDnsCustomRecordsForQNameAndType(box, name);
    return records.map(({ value }) => value);
  };
  for (const body of ['one', 'two', 'three']) await addDnsCustomRecord(box, { ...name, body });
  await removeDnsCustomRecord(box, { ...name, body: 'two' });
  expect(await values()).toEqual(['one', 'three']);
  await updateDnsCustomRecord(box, { ...name, body: 'four' });
  expect(await values()).toEqual(['four']);
  await addDnsCustomRecord(box, { ...name, body: 'five' });
  await removeDnsCustomRecord(box, { ...name, body: '' });
  expect(await values()).toEqual([]);
  expect(await getDnsCustomRecords(box)).toHaveLength(2);
});

test('an A record without a value is that of the caller', async () => {
  const { box } = openClient();
  await addDnsCustomARecord(box, { qname: name.qname, body: '' });
  const [record] = await getDnsCustomARecordsForQName(box, { qname: name.qname });
  expect(record).toMatchObject({ rtype: 'A', value: '127.0.0.1' });
});

test.each([
  ['outside of all zones', { qname: 'host.invalid' }, 'host.invalid is not in a zone of this box'],
  ['without a value', { body: '' }, 'No value for the record provided.'],
  ['of type A with a word', { rtype: 'A' as const }, "'one' does not appear to be an IPv4 or IPv6 address"],
  [
    'of type A with a number above 255',
    { rtype: 'A' as const, body: '999.1.1.1' },
    "'999.1.1.1' does not appear to be an IPv4 or IPv6 address",
  ],
  ['of type A with an IPv6 address', { rtype: 'A' as const, body: '2001:db8::1' }, "That's an IPv6 address."],
  [
    'of type AAAA with an IPv4 address',
    { rtype: 'AAAA' as const, body: '192.0.2.1' },
    "That's an IPv4 address.",
  ],
  [
    'of type NS for the zone itself',
    { qname: 'example.com', rtype: 'NS' as const, body: 'ns1.example.net' },
    'NS records can only be set for subdomains.',
  ],
  ['of type CNAME with a sentence', { rtype: 'CNAME' as const, body: 'not a name' }, 'Invalid value.'],
  ['of a name with a blank', { qname: 'a b.example.com' }, 'Invalid name.'],
])('a record %s is refused', async (_title, changes, text) => {
  const { box } = openClient();
  const asked = { ...name, body: 'one', ...changes };
  await expect(addDnsCustomRecord(box, asked)).rejects.toMatchObject({ status: 400, body: text });
});

test('the domain of a new mail user is a zone; a zone file of any other is status 500', async () => {
  const { box } = openClient();
  await expect(getDnsZonefile(box, { zone: 'example.net' })).rejects.toMatchObject({ status: 500 });
  await addMailUser(box, {
    body: { email: 'new@example.net', password: 'sandbox-password', privileges: '' },
  });
  expect(await getDnsZones(box)).toEqual(['example.com', 'example.net', 'example.org']);
  expect(await getDnsZonefile(box, { zone: 'example.net' })).toBe('$ORIGIN example.net.\n$TTL 86400\n');
});

test('a domain below a zone is part of it', async () => {
  const { box } = openClient();
  await addMailUser(box, {
    body: { email: 'new@sub.example.com', password: 'sandbox-password', privileges: '' },
  });
  expect(await getDnsZones(box)).toEqual(['example.com', 'example.org']);
});

test('secondary name servers are replaced as a whole', async () => {
  const { box } = openClient();
  await addDnsSecondaryNameserver(box, { body: { hostnames: 'ns3.example.net xfr:192.0.2.1' } });
  expect(await getDnsSecondaryNameserver(box)).toEqual({ hostnames: ['ns3.example.net', 'xfr:192.0.2.1'] });
});
