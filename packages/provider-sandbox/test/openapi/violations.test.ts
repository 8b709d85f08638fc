import { providerSpec } from '../specs.js';
import { violationsOf } from './support.js';

const json = { 'content-type': 'application/json; charset=utf-8' };
const text = { 'content-type': 'text/plain' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('finicity', () => {
  const customers = '/aggregation/v1/customers';
  const body = JSON.stringify({ username: 'ada_example' });

  test.each<[string, string, string, Parameters<typeof violationsOf>[3], string[]]>([
    ['what is right', 'GET', `${customers}?start=1&limit=25&unknown=1`, {}, []],
    [
      'a text for a number',
      'GET',
      `${customers}?limit=many`,
      {},
      ['query parameter "limit" must be integer'],
    ],
    ['an empty number', 'GET', `${customers}?limit=`, {}, ['query parameter "limit" must be integer']],
    ['half a number', 'GET', `${customers}?limit=2.5`, {}, ['query parameter "limit" must be integer']],
    ['a number too small', 'GET', `${customers}?start=0`, {}, ['query parameter "start" must be >= 1']],
    [
      'a boolean of another language',
      'GET',
      '/aggregation/v3/customers/1/transactions?fromDate=1&toDate=2&includePending=yes',
      {},
      ['query parameter "includePending" must be boolean'],
    ],
    [
      'a parameter left out',
      'GET',
      '/aggregation/v3/customers/1/transactions?toDate=2',
      {},
      ['query parameter "fromDate" is required'],
    ],
    [
      'a list with an empty item',
      'GET',
      '/institution/v2/institutions?supportedCountries=us,,ca',
      {},
      ['query parameter "supportedCountries" must match pattern "^(\\*|[a-zA-Z]{2}(,[a-zA-Z]{2})*)$"'],
    ],
    [
      'a list with an item that holds a comma',
      'GET',
      '/connect/experiences?appName=a&productCode=a%2Cb,c&productCode=d',
      {},
      [],
    ],
    [
      'a list with an item left out',
      'GET',
      '/connect/experiences?appName=a&productCode=%2C,',
      {},
      ['query parameter "productCode" /1 must NOT have fewer than 1 characters'],
    ],
    ['a body as it should be', 'POST', '/aggregation/v2/customers/testing', { headers: json, body }, []],
    ['no body', 'POST', '/aggregation/v2/customers/testing', { headers: json }, ['body is required']],
    [
      'half a body',
      'POST',
      '/aggregation/v2/customers/testing',
      { headers: json, body: '{"username":' },
      ['body is not JSON'],
    ],
    [
      'a body without what it needs',
      'POST',
      '/aggregation/v2/customers/testing',
      { headers: json, body: '{}' },
      ["body must have required property 'username'"],
    ],
    [
      'a body of another type',
      'POST',
      '/aggregation/v2/customers/testing',
      { headers: json, body: '{"username": 42}' },
      ['body /username must be string'],
    ],
    [
      'a body in another media type',
      'POST',
      '/aggregation/v2/customers/testing',
      { headers: form, body: 'username=ada_example' },
      ['content-type must be application/json'],
    ],
    [
      'a body where none is asked for',
      'DELETE',
      `${customers}/1`,
      { headers: form, body: 'username=ada_example' },
      [],
    ],
  ])('is told of %s', (_, method, path, request, expected) => {
    expect(violationsOf('finicity', method, path, request)).toEqual(expected);
  });
});

describe('mailinabox', () => {
  const add = '/mail/users/add';

  test.each<[string, string, string, Parameters<typeof violationsOf>[3], string[]]>([
    [
      'a form as it should be',
      'POST',
      add,
      { headers: form, body: 'email=a%40example.com&password=secret-word&privileges=' },
      [],
    ],
    [
      'a form without some fields',
      'POST',
      add,
      { headers: form, body: 'email=a%40example.com' },
      ["body must have required property 'password'"],
    ],
    [
      'an empty form',
      'POST',
      '/mail/users/remove',
      { headers: form },
      ["body must have required property 'email'"],
    ],
    [
      'a field that is no address',
      'POST',
      '/mail/users/remove',
      { headers: form, body: 'email=somebody' },
      ['body /email must match format "email"'],
    ],
    [
      'a field that is no number',
      'POST',
      '/system/backup/config',
      { headers: form, body: 'target=local&target_user=&target_pass=&min_age=soon' },
      ['body /min_age must be integer'],
    ],
    [
      'JSON in place of a form',
      'POST',
      add,
      { headers: json, body: '{}' },
      ['content-type must be application/x-www-form-urlencoded'],
    ],
    ['a text body', 'PUT', '/dns/custom/a.example/TXT', { headers: text, body: 'v=spf1' }, []],
    ['an empty text body', 'DELETE', '/dns/custom/a.example/TXT', { headers: text }, []],
    [
      'a parameter that is not on the list',
      'GET',
      '/dns/custom/a.example/WKS',
      {},
      ['path parameter "rtype" must be one of A, AAAA, CAA, CNAME, TXT, MX, SRV, SSHFP, NS'],
    ],
    [
      'a format nobody makes',
      'GET',
      '/mail/users?format=xml',
      {},
      ['query parameter "format" must be one of text, json'],
    ],
  ])('is told of %s', (_, method, path, request, expected) => {
    expect(violationsOf('mailinabox', method, path, request)).toEqual(expected);
  });
});

describe('plo', () => {
  test.each<[string, string, string[]]>([
    ['what is right', '/matchedoffers?FId=999999&UserToken=t&PageNumber=1', []],
    [
      'parameters left out',
      '/usertoken',
      ['query parameter "FId" is required', 'query parameter "AuthInfo" is required'],
    ],
    [
      'a page without number',
      '/matchedoffers?FId=999999&UserToken=t&PageNumber=last',
      ['query parameter "PageNumber" must be integer'],
    ],
  ])('is told of %s', (_, path, expected) => {
    expect(violationsOf('plo', 'GET', path)).toEqual(expected);
  });
});

describe('commerce-connect', () => {
  const keys = { keyValue: 'a', ivValue: 'b' };

  test.each<[string, string, Parameters<typeof violationsOf>[3], string[]]>([
    ['what is right', '/getToken', { headers: { ...json, ...keys }, body: '{"encryptData":"YQ=="}' }, []],
    [
      'headers left out',
      '/getToken',
      { headers: json, body: '{"encryptData":"YQ=="}' },
      ['header parameter "keyValue" is required', 'header parameter "ivValue" is required'],
    ],
    [
      'a body that is no object',
      '/getToken',
      { headers: { ...json, ...keys }, body: '[]' },
      ['body must be object'],
    ],
    [
      'a body of none of the shapes',
      '/encryptData',
      { headers: { ...json, ...keys }, body: '42' },
      ['body must have one of the described shapes'],
    ],
  ])('is told of %s', (_, path, request, expected) => {
    expect(violationsOf('commerce-connect', 'POST', path, request)).toEqual(expected);
  });
});

describe.each(['constructor', '__proto__', 'toString'])(
  '%s, which every object has, is a name like others',
  (name) => {
    const login = '/aggregation/v2/partners/authentication';
    const credentials = { partnerId: '1', partnerSecret: '2' };

    test('as media type', () => {
      for (const type of [name, `${name}; charset=utf-8`]) {
        const request = { headers: { 'content-type': type }, body: '{"partnerId":' };
        expect(violationsOf('finicity', 'POST', login, request)).toEqual([
          'content-type must be application/json',
        ]);
      }
    });

    test('as segment of a path', () => {
      expect(providerSpec('finicity').match('GET', `/${name}`)).toBeUndefined();
      expect(violationsOf('finicity', 'GET', `/aggregation/v1/customers/${name}`)).toEqual([]);
      expect(violationsOf('mailinabox', 'GET', `/dns/custom/${name}/TXT`)).toEqual([]);
    });

    test('in a query, as header, in a form and in JSON', () => {
      const limit = 'query parameter "limit" must be integer';
      expect(violationsOf('finicity', 'GET', `/aggregation/v1/customers?${name}=1&limit=x`)).toEqual([limit]);
      const body = JSON.stringify({ ...credentials, [name]: [] });
      const headers = { ...json, [name]: '1' };
      expect(violationsOf('finicity', 'POST', login, { headers, body })).toEqual([]);
      expect(violationsOf('finicity', 'POST', login, { headers, body: `{"${name}":{}}` })).toEqual([
        "body must have required property 'partnerId'",
        "body must have required property 'partnerSecret'",
      ]);
      const twice = { headers: form, body: `${name}=1&${name}=2` };
      expect(violationsOf('mailinabox', 'POST', '/mail/users/remove', twice)).toEqual([
        "body must have required property 'email'",
      ]);
    });
  },
);

test('no value of a request is repeated', () => {
  const secret = 'hunter2-hunter2';
  const told = [
    ...violationsOf('finicity', 'GET', `/aggregation/v1/customers?limit=${secret}`),
    ...violationsOf('finicity', 'POST', '/aggregation/v2/partners/authentication', {
      headers: json,
      body: JSON.stringify({ partnerId: [secret], partnerSecret: [secret] }),
    }),
    ...violationsOf('mailinabox', 'POST', '/mail/users/remove', { headers: form, body: `email=${secret}` }),
  ];
  expect(told.length).toBeGreaterThanOrEqual(4);
  expect(told.join()).not.toContain(secret);
});
