import type { ProviderName } from '../../src/core/provider.js';
import {
  keptCharacters,
  keptText,
  shownBody,
  shownHeaders,
  shownMethod,
  shownParameters,
  shownPath,
} from '../../src/journal/redact.js';
import { providerSpec } from '../specs.js';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const of = (name: ProviderName) => providerSpec(name).vocabulary();
const finicity = of('finicity');

describe('what the journal shows of headers', () => {
  test.each([
    ['Finicity-App-Key', 'finicity'],
    ['Finicity-App-Token', 'finicity'],
    ['keyValue', 'commerce-connect'],
    ['ivValue', 'commerce-connect'],
    ['HMAC', 'commerce-connect'],
    ['x-auth-token', 'mailinabox'],
    ['cookie', 'plo'],
    ['set-cookie', 'plo'],
    ['proxy-authorization', 'plo'],
    ['location', 'plo'],
    ['idempotency-key', 'finicity'],
  ] as const)('%s is there without its value', (name, provider) => {
    expect(shownHeaders(of(provider), [[name, 'hush']])).toEqual([[name, '[redacted]']]);
  });

  test.each([
    ['Basic aHVzaA==', 'Basic [redacted]'],
    ['OAuth oauth_signature="hush",oauth_nonce="1"', 'OAuth [redacted]'],
    ['Hush aHVzaA==', '[redacted]'],
    ['aHVzaA==', '[redacted]'],
  ])('of authorization the scheme: %s', (value, kept) => {
    expect(shownHeaders(finicity, [['authorization', value]])).toEqual([['authorization', kept]]);
  });

  test.each([
    ['accept', 'application/json, text/plain;q=0.9, */*;q=0.1'],
    ['accept-encoding', 'gzip, deflate'],
    ['content-type', 'application/json; charset=utf-8'],
    ['content-length', '27'],
    ['date', 'Tue, 14 Nov 2023 22:13:20 GMT'],
    ['retry-after', '90'],
    ['host', '127.0.0.1:8787'],
    ['user-agent', 'node'],
    ['www-authenticate', 'Basic realm="Mail-in-a-Box Management Server"'],
  ])('%s, which is harmless, as it is: %s', (name, value) => {
    expect(shownHeaders(finicity, [[name, value]])).toEqual([[name, value]]);
  });

  test.each([
    ['accept', 'hush/hush'],
    ['content-type', 'multipart/form-data; boundary=hush'],
    ['host', 'hush.example'],
    ['user-agent', 'hush'],
    ['retry-after', 'hush'],
  ])('%s with a value that is none of its own is shown without it', (name, value) => {
    expect(shownHeaders(finicity, [[name, value]])).toEqual([[name, '[redacted]']]);
  });

  test('one that nobody knows is shown with neither name nor value', () => {
    expect(shownHeaders(finicity, [['x-hush', 'hush']])).toEqual([['[redacted]', '[redacted]']]);
  });

  test('the reason of a refusal in the words of the sandbox', () => {
    const shown = (reason: string) => shownHeaders(of('mailinabox'), [['x-reason', reason]], 'response');
    expect(shown('You are not an administrator.')).toEqual([['x-reason', 'You are not an administrator.']]);
    expect(shown('hush is not an administrator.')).toEqual([['x-reason', '[redacted]']]);
  });
});

describe('what the journal shows of a path', () => {
  test.each([
    ['/aggregation/v1/customers/7004419250', '/aggregation/v1/customers/7004419250'],
    ['/aggregation/v1/customers/hush', '/aggregation/v1/customers/%5Bredacted%5D'],
  ])('of the description the fixed segments, and ids that are digits: %s', (path, shown) => {
    expect(shownPath(finicity, path, '/aggregation/v1/customers/{customerId}')).toBe(shown);
  });

  test('of another one the segments that some path of the description has', () => {
    expect(shownPath(finicity, '/aggregation/v1/hush/7/accounts', undefined)).toBe(
      '/aggregation/v1/%5Bredacted%5D/%5Bredacted%5D/accounts',
    );
  });
});

test('a method that is none of HTTP is not shown', () => {
  expect(['GET', 'HUSH'].map(shownMethod)).toEqual(['GET', '[redacted]']);
});

test('of a query names and harmless values are shown', () => {
  const query = new URLSearchParams('FId=999999&AuthInfo=hush&UserToken=hush&ItemsPerPage=10&hush=1');
  expect(shownParameters(of('plo'), query)).toEqual([
    ['FId', '999999'],
    ['AuthInfo', '[redacted]'],
    ['UserToken', '[redacted]'],
    ['ItemsPerPage', '10'],
    ['[redacted]', '[redacted]'],
  ]);
});

describe('what the journal shows of a body', () => {
  test.each<[string, ProviderName, string, string]>([
    [
      'a login: the id of the partner, and no secret',
      'finicity',
      '{"partnerId":"2445500917733","partnerSecret":"hush"}',
      '{"partnerId":"2445500917733","partnerSecret":"[redacted]"}',
    ],
    [
      'cards of a consumer',
      'finicity',
      '{"cards":[{"number":"hush","cvv":"hush"}],"city":"hush"}',
      '{"cards":[{"number":"[redacted]","cvv":"[redacted]"}],"city":"[redacted]"}',
    ],
    ['a token', 'finicity', '{"token":"hush"}', '{"token":"[redacted]"}'],
    ['a number under a name of a secret', 'finicity', '{"ssn":999601111}', '{"ssn":"[redacted]"}'],
    [
      'a payment: amount, currency and what is one of few',
      'commerce-connect',
      '{"amount":"1.00","currencyCode":"INR","cardData":{"cardNumber":"4000","getcVV":"987"},"cavv":"hush"}',
      '{"amount":"1.00","currencyCode":"INR","cardData":{"cardNumber":"[redacted]","getcVV":"[redacted]"},"cavv":"[redacted]"}',
    ],
    ['what is within a secret', 'plo', '{"UserToken":{"Code":600}}', '{"UserToken":{"Code":"[redacted]"}}'],
    ['a member written with an escape', 'finicity', '{"tok\\u0065n":"hush"}', '{"token":"[redacted]"}'],
    ['a member that is there twice', 'finicity', '{"id":"hush","id":"1"}', '{"id":"1"}'],
    [
      'members that nobody knows: neither names nor values',
      'finicity',
      '{"hush":1,"hush2":{"id":"1"},"id":"7"}',
      '{"[redacted]":"[redacted]","[redacted] 2":{"id":"1"},"id":"7"}',
    ],
    ['an id with letters', 'finicity', '{"id":"hush-7"}', '{"id":"[redacted]"}'],
  ])('of %s', (_, provider, body, shown) => {
    expect(shownBody(of(provider), body, json, 'body of a request')).toBe(shown);
  });

  test('of an error its code and its message, in the words of the sandbox', () => {
    const body = '{"code":"10001","message":"Invalid credentials"}';
    expect(shownBody(finicity, body, json, 'response')).toBe(body);
    const rules =
      '{"code":10005,"message":"Missing parameter (body: must have required property \'partnerId\')"}';
    expect(shownBody(finicity, rules, json, 'response')).toBe(rules);
    const hush = '{"code":"h10001","message":"Invalid credentials hush"}';
    expect(shownBody(finicity, hush, json, 'response')).toBe('{"code":"[redacted]","message":"[redacted]"}');
    // Of a request, anybody may have written it: a one-time code, or a passphrase.
    expect(shownBody(finicity, '{"code":"100012","message":"not valid"}', json, 'body of a request')).toBe(
      '{"code":"[redacted]","message":"[redacted]"}',
    );
  });

  test('of a form the same as of JSON, also where nothing says that it is one', () => {
    const mailinabox = of('mailinabox');
    for (const type of [form, '']) {
      const shown = shownBody(mailinabox, 'min_age=3&%70assword=hush&hush=hush', type, 'body of a request');
      expect([...new URLSearchParams(shown)]).toEqual([
        ['min_age', '3'],
        ['password', '[redacted]'],
        ['[redacted]', '[redacted]'],
      ]);
    }
  });

  test.each([
    'hush',
    '{"id":1,"token":"hu',
    '<token>hush</token>',
    'id,token\n1,hush',
    `${'['.repeat(20_000)}"hush"${']'.repeat(20_000)}`,
  ])('of what is neither, or broken, nothing: %#', (body) => {
    for (const type of [json, 'text/plain', 'text/html', '', 'hush']) {
      const shown = ['body of a request', 'response'].map((place) =>
        shownBody(finicity, body, type, place as never),
      );
      expect(shown.join()).not.toContain('hush');
    }
  });

  test('of text in the words of the sandbox all', () => {
    expect(shownBody(of('mailinabox'), 'mail user removed\n', 'text/html', 'response')).toBe(
      'mail user removed\n',
    );
  });

  test('no more than is kept', () => {
    const body = JSON.stringify(Array.from({ length: 20_000 }, () => ({ id: '1' })));
    expect(keptText(finicity, body, json, 'response')).toHaveLength(keptCharacters);
  });
});
