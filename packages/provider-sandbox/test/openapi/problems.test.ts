import { providerSpec } from '../specs.js';

const spec = providerSpec('finicity');
const page = { found: 0, displaying: 0, moreAvailable: false, customers: [] };

describe('an answer is checked against the description', () => {
  test.each<[string, number, string | undefined, unknown, string[]]>([
    ['as described', 200, 'application/json;charset=UTF-8', page, []],
    [
      'of another type',
      200,
      'application/json',
      { ...page, displaying: 'one' },
      ['body /displaying must be integer'],
    ],
    [
      'without what is promised',
      200,
      'application/json',
      { ...page, customers: [{}] },
      [
        "body /customers/0 must have required property 'id'",
        "body /customers/0 must have required property 'username'",
        "body /customers/0 must have required property 'type'",
        "body /customers/0 must have required property 'createdDate'",
      ],
    ],
    [
      'in another media type',
      200,
      'text/html',
      '<p>',
      ['status 200 comes as text/html, and is described as application/json'],
    ],
    ['without media type', 200, undefined, page, ['status 200 has no media type']],
    ['without body', 200, 'application/json', undefined, ['status 200 has no body']],
    [
      'in a media type that is called as a member of every object',
      200,
      'constructor',
      page,
      ['status 200 comes as constructor, and is described as application/json'],
    ],
    ['of another status', 302, undefined, '', ['status 302 is not described for getCustomers']],
  ])('%s', (_, status, mediaType, body, expected) => {
    expect(spec.problems('getCustomers', status, mediaType, body)).toEqual(expected);
  });

  test('a body where none is described is told of', () => {
    expect(spec.problems('deleteCustomer', 204, 'application/json', {})).toEqual([
      'status 204 has a body, and is described without',
    ]);
  });

  test('an operation that is none is told of', () => {
    expect(spec.problems('getNothing', 200, undefined, '')).toEqual(['finicity has no operation getNothing']);
  });

  test('a class of statuses and the default stand for the rest', () => {
    const gateway = providerSpec('commerce-connect');
    const refusal = { response: { errorCode: 'FPDR4002', errorMessage: 'HMAC is empty' } };
    expect(gateway.problems('getToken', 422, 'application/json', refusal)).toEqual([]);
    expect(gateway.problems('getToken', 503, 'application/json', refusal)).toEqual([]);
    expect(gateway.problems('getToken', 503, 'application/json', [])).toEqual(['body must be object']);
  });

  test('any media type is right where the description names none', () => {
    const gateway = providerSpec('commerce-connect');
    expect(gateway.problems('encryptDataUsingAES', 200, 'text/plain', 'YQ==')).toEqual([]);
    expect(gateway.problems('encryptDataUsingAES', 200, 'application/json', {})).toEqual([
      'body must be string',
    ]);
  });
});
