import { answerWith, json, rejection, text } from '../../../tools/jest/exchange.js';
import {
  addDnsCustomRecord,
  DNSApi,
  getDnsZones,
  RequiredError,
  ResponseError,
} from '../src/generated/index.js';
import { boxConfiguration, describeOperations, html, origin, type Row } from './support/box.js';

const form = 'application/x-www-form-urlencoded';
const raw = 'text/plain';
const texts = 'text/html, application/json, text/plain';
const objects = 'application/json, text/plain, text/html';

const record = {
  qname: 'www.example.com',
  rtype: 'A',
  value: '203.0.113.10',
  'sort-order': { created: 0, qname: 0 },
  zone: 'example.com',
  undeclared: 'kept',
};
const changed = html('updated DNS: example.com\n');

const rows: readonly Row<DNSApi>[] = [
  {
    operation: 'getDnsSecondaryNameserver',
    call: (api) => api.getDnsSecondaryNameserver(),
    method: 'GET',
    path: '/dns/secondary-nameserver',
    accept: objects,
    answer: json({ hostnames: ['ns2.example.net', 'xfr:203.0.113.7'], undeclared: 0 }),
  },
  {
    operation: 'addDnsSecondaryNameserver',
    call: (api) =>
      api.addDnsSecondaryNameserver({ body: { hostnames: 'ns2.example.net, xfr:203.0.113.0/24' } }),
    method: 'POST',
    path: '/dns/secondary-nameserver',
    accept: texts,
    contentType: form,
    body: 'hostnames=ns2.example.net%2C+xfr%3A203.0.113.0%2F24',
    answer: changed,
  },
  {
    operation: 'addDnsSecondaryNameserver',
    when: 'to have none',
    call: (api) => api.addDnsSecondaryNameserver({ body: { hostnames: '' } }),
    method: 'POST',
    path: '/dns/secondary-nameserver',
    accept: texts,
    contentType: form,
    body: 'hostnames=',
    answer: changed,
  },
  {
    operation: 'getDnsZones',
    call: (_api, configuration) => getDnsZones(configuration),
    method: 'GET',
    path: '/dns/zones',
    accept: objects,
    answer: json(['example.com', 'example.org']),
  },
  {
    operation: 'getDnsZonefile',
    call: (api) => api.getDnsZonefile({ zone: 'example.com' }),
    method: 'GET',
    path: '/dns/zonefile/example.com',
    accept: objects,
    answer: text('text/plain; charset=utf-8', '$ORIGIN example.com.\n$TTL 86400\n'),
  },
  {
    operation: 'getDnsZonefile',
    when: 'as the published description has it',
    call: (api) => api.getDnsZonefile({ zone: 'example.com' }),
    method: 'GET',
    path: '/dns/zonefile/example.com',
    accept: objects,
    answer: json('$ORIGIN example.com.\n$TTL 86400\n'),
  },
  {
    operation: 'updateDns',
    call: (api) => api.updateDns({ body: { force: 1 } }),
    method: 'POST',
    path: '/dns/update',
    accept: 'application/json, text/html, text/plain',
    contentType: form,
    body: 'force=1',
    answer: html('updated DNS: example.com,example.org\n'),
  },
  {
    operation: 'updateDns',
    when: 'only what differs, with nothing to do',
    call: (api) => api.updateDns({ body: { force: 0 } }),
    method: 'POST',
    path: '/dns/update',
    accept: 'application/json, text/html, text/plain',
    contentType: form,
    body: 'force=0',
    answer: html(''),
  },
  {
    operation: 'getDnsCustomRecords',
    call: (api) => api.getDnsCustomRecords(),
    method: 'GET',
    path: '/dns/custom',
    accept: objects,
    answer: json([record, { qname: 'example.net', rtype: 'TXT', value: '' }]),
  },
  {
    operation: 'getDnsCustomRecordsForQNameAndType',
    call: (api) => api.getDnsCustomRecordsForQNameAndType({ qname: '_dmarc.example.com', rtype: 'TXT' }),
    method: 'GET',
    path: '/dns/custom/_dmarc.example.com/TXT',
    accept: objects,
    answer: json([]),
  },
  {
    operation: 'addDnsCustomRecord',
    call: (_api, configuration) =>
      addDnsCustomRecord(configuration, {
        qname: 'example.com',
        rtype: 'TXT',
        body: 'v=spf1 mx -all; "a" & b+c %20',
      }),
    method: 'POST',
    path: '/dns/custom/example.com/TXT',
    accept: texts,
    contentType: raw,
    body: 'v=spf1 mx -all; "a" & b+c %20',
    answer: changed,
  },
  {
    operation: 'addDnsCustomRecord',
    when: 'with the address of the caller, for a wildcard',
    call: (api) => api.addDnsCustomRecord({ qname: '*.example.com', rtype: 'AAAA', body: '' }),
    method: 'POST',
    path: '/dns/custom/%2A.example.com/AAAA',
    accept: texts,
    contentType: raw,
    body: '',
    answer: changed,
  },
  {
    operation: 'updateDnsCustomRecord',
    call: (api) =>
      api.updateDnsCustomRecord({ qname: 'example.com', rtype: 'MX', body: '10 mail.example.com.' }),
    method: 'PUT',
    path: '/dns/custom/example.com/MX',
    accept: texts,
    contentType: raw,
    body: '10 mail.example.com.',
    answer: changed,
  },
  {
    operation: 'removeDnsCustomRecord',
    call: (api) =>
      api.removeDnsCustomRecord({ qname: 'www.example.com', rtype: 'CNAME', body: 'example.com.' }),
    method: 'DELETE',
    path: '/dns/custom/www.example.com/CNAME',
    accept: texts,
    contentType: raw,
    body: 'example.com.',
    answer: changed,
  },
  {
    operation: 'getDnsCustomARecordsForQName',
    call: (api) => api.getDnsCustomARecordsForQName({ qname: 'www.example.com' }),
    method: 'GET',
    path: '/dns/custom/www.example.com',
    accept: objects,
    answer: json([record]),
  },
  {
    operation: 'addDnsCustomARecord',
    call: (api) => api.addDnsCustomARecord({ qname: 'www.example.com', body: '203.0.113.10' }),
    method: 'POST',
    path: '/dns/custom/www.example.com',
    accept: texts,
    contentType: raw,
    body: '203.0.113.10',
    answer: changed,
  },
  {
    operation: 'updateDnsCustomARecord',
    call: (api) => api.updateDnsCustomARecord({ qname: 'bücher.example', body: '203.0.113.11' }),
    method: 'PUT',
    path: '/dns/custom/b%C3%BCcher.example',
    accept: texts,
    contentType: raw,
    body: '203.0.113.11',
    answer: changed,
  },
  {
    operation: 'removeDnsCustomARecord',
    call: (api) => api.removeDnsCustomARecord({ qname: 'www.example.com', body: '' }),
    method: 'DELETE',
    path: '/dns/custom/www.example.com',
    accept: texts,
    contentType: raw,
    body: '',
    answer: changed,
  },
  {
    operation: 'getDnsDump',
    call: (api) => api.getDnsDump(),
    method: 'GET',
    path: '/dns/dump',
    accept: objects,
    answer: json([
      [
        'example.com',
        [
          {
            explanation: 'Required.',
            qname: 'example.com',
            rtype: 'MX',
            value: '10 box.example.com.',
            more: 1,
          },
        ],
      ],
      ['example.org', []],
    ]),
  },
];

describeOperations(DNSApi, rows);

describe('a value in a path', () => {
  const api = new DNSApi(boxConfiguration());

  test.each([
    ['../mail/users', '/dns/zonefile/..%2Fmail%2Fusers'],
    ['a/b', '/dns/zonefile/a%2Fb'],
    ['a\\..\\b', '/dns/zonefile/a%5C..%5Cb'],
    ['?format=json', '/dns/zonefile/%3Fformat%3Djson'],
    ['example.com#x', '/dns/zonefile/example.com%23x'],
    ['%2e%2e', '/dns/zonefile/%252e%252e'],
    ['%2F', '/dns/zonefile/%252F'],
    ['a;b=c', '/dns/zonefile/a%3Bb%3Dc'],
    ['a b\n', '/dns/zonefile/a%20b%0A'],
    ['{zone}$&', '/dns/zonefile/%7Bzone%7D%24%26'],
  ])('stays one segment: %j', async (zone, path) => {
    const sent = answerWith(json(''));
    await api.getDnsZonefile({ zone });
    expect(sent[0]?.url).toBe(`${origin}${path}`);
  });

  test.each(['', '.', '..'])('that would change the path is refused: %j', async (zone) => {
    const sent = answerWith(json(''));
    await expect(api.getDnsZonefile({ zone })).rejects.toMatchObject({
      code: 'invalid_request',
      field: 'zone',
      operationId: 'getDnsZonefile',
    });
    expect(sent).toStrictEqual([]);
  });

  test('takes the place of its own placeholder only', async () => {
    const sent = answerWith(json([]));
    await api.getDnsCustomRecordsForQNameAndType({ qname: '{rtype}', rtype: 'NS' });
    expect(sent[0]?.url).toBe(`${origin}/dns/custom/%7Brtype%7D/NS`);
  });
});

describe('what the DNS operations take and give', () => {
  const api = new DNSApi(boxConfiguration());

  test('a record needs its name, its type and its value', async () => {
    const sent = answerWith(changed);
    const [qname, rtype, body] = ['example.com', 'A', ''] as const;
    // @ts-expect-error: the name is missing
    const noName = await rejection(api.addDnsCustomRecord({ rtype, body }), RequiredError);
    // @ts-expect-error: the type is missing
    const noType = await rejection(api.addDnsCustomRecord({ qname, body }), RequiredError);
    // @ts-expect-error: the value is missing
    const noValue = await rejection(api.addDnsCustomRecord({ qname, rtype }), RequiredError);
    expect([noName.field, noType.field, noValue.field]).toStrictEqual(['qname', 'rtype', 'body']);
    expect(sent).toStrictEqual([]);
  });

  test('a record type is a text, also one that the description does not have', async () => {
    const sent = answerWith(json([{ ...record, rtype: 'PTR' }]));
    const [first] = await api.getDnsCustomRecordsForQNameAndType({ qname: 'example.com', rtype: 'PTR' });
    expect(first?.rtype === 'PTR').toBe(true);
    // @ts-expect-error: PTR as a number
    await api.getDnsCustomRecordsForQNameAndType({ qname: 'example.com', rtype: 12 });
    expect(sent.map(({ url }) => url)).toStrictEqual([
      `${origin}/dns/custom/example.com/PTR`,
      `${origin}/dns/custom/example.com/12`,
    ]);
  });

  test('a custom record keeps the dash of its sort-order', async () => {
    answerWith(json([record]));
    const [first] = await api.getDnsCustomRecords();
    const created: number | undefined = first?.['sort-order']?.created;
    expect(created).toBe(0);
  });

  test('a zone of the dump is a name and its records', async () => {
    answerWith(json([['example.com', [{ explanation: 'Why.', qname: 'example.com', value: 'x' }]]]));
    const [zone] = await api.getDnsDump();
    const [name, records] = zone ?? [];
    if (typeof name !== 'string' || !Array.isArray(records)) throw new Error('expected a pair');
    expect([name, records[0]?.explanation]).toStrictEqual(['example.com', 'Why.']);
  });

  test('a refused record is an error with the reason as text', async () => {
    answerWith(html('badhost.invalid is not in a zone of this box', 400));
    const request = { qname: 'badhost.invalid', body: '203.0.113.10' };
    const error = await rejection(api.addDnsCustomARecord(request), ResponseError);
    expect(error).toMatchObject({ status: 400, body: 'badhost.invalid is not in a zone of this box' });
  });

  test('the raw variant gives the response beside the value', async () => {
    answerWith(changed);
    const request = { qname: 'example.com', rtype: 'A', body: '' } as const;
    const answer = await api.removeDnsCustomRecordRaw(request);
    expect(answer.raw.ok).toBe(true);
    expect(await answer.value()).toBe('updated DNS: example.com\n');
  });
});
