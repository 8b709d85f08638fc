import { keptCharacters, redactedBody, redactedHeaders, redactedQuery } from '../../src/journal/redact.js';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

describe('what the journal keeps of headers', () => {
  test.each([
    'Finicity-App-Key',
    'Finicity-App-Token',
    'keyValue',
    'ivValue',
    'HMAC',
    'x-auth-token',
    'cookie',
    'set-cookie',
    'proxy-authorization',
  ])('%s is there without its value', (name) => {
    expect(redactedHeaders([[name, 'hush']])).toEqual([[name, '[redacted]']]);
  });

  test.each([
    ['Basic aHVzaA==', 'Basic [redacted]'],
    ['OAuth oauth_signature="hush",oauth_nonce="1"', 'OAuth [redacted]'],
    ['aHVzaA==', '[redacted]'],
  ])('of authorization the scheme: %s', (value, kept) => {
    expect(redactedHeaders([['authorization', value]])).toEqual([['authorization', kept]]);
  });

  test('a redirect without the secrets of its query, with the encrypted result', () => {
    const location = 'https://shop.example/back?token=hush&encData=abc';
    expect(redactedHeaders([['location', location]])).toEqual([
      ['location', 'https://shop.example/back?token=%5Bredacted%5D&encData=abc'],
    ]);
  });

  test('others as they are', () => {
    expect(redactedHeaders([['accept', json]])).toEqual([['accept', json]]);
  });
});

test('AuthInfo, UserToken and sessionToken are not kept of a query', () => {
  const query = new URLSearchParams('FId=1&AuthInfo=hush&UserToken=hush&sessionToken=hush');
  expect(redactedQuery(query)).toEqual([
    ['FId', '1'],
    ['AuthInfo', '[redacted]'],
    ['UserToken', '[redacted]'],
    ['sessionToken', '[redacted]'],
  ]);
});

describe('what the journal keeps of a body', () => {
  test.each([
    [
      'finicity: login',
      '{"partnerId":"1","partnerSecret":"hush"}',
      '{"partnerId":"1","partnerSecret":"[redacted]"}',
    ],
    [
      'finicity: cards of a consumer',
      '{"cards":[{"number":"hush","cvv":"hush"}],"title":"A"}',
      '{"cards":[{"number":"[redacted]","cvv":"[redacted]"}],"title":"A"}',
    ],
    ['finicity: a consumer', '{"city":"Murray","ssn":"hush"}', '{"city":"Murray","ssn":"[redacted]"}'],
    ['finicity: token', '{"token":"hush"}', '{"token":"[redacted]"}'],
    ['finicity: new secret', '{"newPartnerSecret":"hush"}', '{"newPartnerSecret":"[redacted]"}'],
    ['mailinabox: login', '{"status":"ok","api_key":"hush"}', '{"status":"ok","api_key":"[redacted]"}'],
    [
      'commerce-connect: card',
      '{"cardData":{"cardNumber":"hush","getcVV":"hush","expYear":"2030"},"cavv":"hush"}',
      '{"cardData":{"cardNumber":"[redacted]","getcVV":"[redacted]","expYear":"2030"},"cavv":"[redacted]"}',
    ],
    ['plo: within a secret', '{"UserToken":{"Token":"hush"}}', '{"UserToken":{"Token":"[redacted]"}}'],
    ['a member written with an escape', '{"tok\\u0065n":"hush"}', '{"token":"[redacted]"}'],
    ['in a list', '[{"secret":"hush"}]', '[{"secret":"[redacted]"}]'],
  ])('%s: not the secret', (_, body, kept) => {
    expect(redactedBody(body, json)).toBe(kept);
  });

  test('what has no secret stays as it was sent, to the digit', () => {
    const body = '{ "amount": 12345678901234567890.10, "encryptData": "AbC=", "token": null }';
    expect(redactedBody(body, json)).toBe(body);
  });

  test('no secret of a form', () => {
    expect(redactedBody('email=a%40b&%70assword=hush', form)).toBe('email=a%40b&password=%5Bredacted%5D');
    expect(redactedBody('email=a%40b', form)).toBe('email=a%40b');
    // As Mail-in-a-Box takes it: nothing says that it is one.
    expect(redactedBody('email=a%40b&p%61ssword=ab%22hush', '')).toBe('email=a%40b&password=%5Bredacted%5D');
  });

  test.each([
    ['JSON that is cut within the secret', '{"id":1,"token":"hu"', '{"id":1,"token":"[redacted]"'],
    ['JSON that is cut before its end quote', '{"id":1,"token":"hu\\"sh', '{"id":1,"token":"[redacted]'],
    ['JSON that is cut after a number', '{"token": 4711, "id":', '{"token": [redacted], "id":'],
    ['a form sent as text', 'email=a&password=hush, and more', 'email=a&password=[redacted]'],
    ['XML', '<token>hush</token><id>1</id>', '<token>[redacted]</token><id>1</id>'],
  ])('no secret of %s', (_, body, kept) => {
    expect(redactedBody(body, 'text/plain')).toBe(kept);
  });

  test('a broken body of ten megabytes is cut, not searched to its end', () => {
    const body = `{"message":"${'x'.repeat(10_000_000)}`;
    expect(redactedBody(body, json)).toHaveLength(keptCharacters);
  });
});
