import { locate } from '../../src/openapi/document.js';
import { lazySpec } from '../../src/openapi/spec.js';
import { exampleRequest } from '../example-request.js';
import { operationIds, providerNames, providerSpec } from '../specs.js';
import { matched } from './support.js';

const operations = providerNames.flatMap((name) =>
  providerSpec(name).operations.map((operation) => ({ name, operation, operationId: operation.operationId })),
);

test.each(providerNames)('there are the operations of specs/%s.yaml', (name) => {
  const embedded = operations.filter((one) => one.name === name).map(({ operationId }) => operationId);
  expect(embedded.sort()).toEqual(operationIds(name).sort());
});

describe.each(operations)('$name $operationId', ({ name, operation }) => {
  const spec = providerSpec(name);
  const match = spec.match(operation.method, exampleRequest(name, operation).path)!;

  test.each(operation.statuses)('has an answer for %s that is as described', (key) => {
    const status = key === 'default' ? 599 : Number(key.replace('XX', '99'));
    const type = spec.mediaType(match, status);
    const body = spec.answer(match, status);
    expect(body === undefined).toBe(type === undefined);
    expect(spec.problems(operation.operationId, status, type, body)).toEqual([]);
  });
});

describe('an answer', () => {
  const { spec, match } = matched('finicity', 'GET', '/aggregation/v1/customers/42');

  test('tells of the thing that was asked for', () => {
    const accounts = matched('finicity', 'GET', '/aggregation/v1/customers/42/accounts');
    const body = accounts.spec.answer(accounts.match, 200);
    expect(body).toMatchObject({ accounts: [{ customerId: '42' }, { customerId: '42' }] });
  });

  test('can be changed without changing the next', () => {
    const first = spec.answer(match, 200) as Record<string, unknown>;
    first.username = 'changed';
    expect(spec.answer(match, 200)).not.toMatchObject({ username: 'changed' });
  });

  test('is the first example, in JSON where there is a choice', () => {
    const offers = matched('plo', 'GET', '/matchedoffers');
    expect(offers.spec.answer(offers.match, 200)).toMatchObject({ Response: { TotalCount: 2 } });
    const users = matched('mailinabox', 'GET', '/mail/users');
    expect(users.spec.mediaType(users.match, 200)).toBe('application/json');
    expect(Array.isArray(users.spec.answer(users.match, 200))).toBe(true);
  });

  test('is nothing for a status without body', () => {
    const removal = matched('finicity', 'DELETE', '/aggregation/v1/customers/42');
    expect(removal.spec.mediaType(removal.match, 204)).toBeUndefined();
    expect(removal.spec.answer(removal.match, 204)).toBeUndefined();
    expect(removal.spec.problems('deleteCustomer', 204, undefined, '')).toEqual([]);
  });

  test('is refused for a status that is not described, and for one without an example', () => {
    expect(() => spec.answer(match, 418)).toThrow('getCustomer answers no 418');
    const content = { 'application/json': { schema: {} } };
    const bare = lazySpec('plo', {
      components: {},
      paths: { '/a': { get: { operationId: 'getA', responses: { 200: { content } } } } },
    })();
    expect(() => bare.answer(bare.match('GET', '/a')!, 200)).toThrow(
      'no example of what getA answers with 200',
    );
  });
});

describe('a pointer into a description', () => {
  const document = {
    paths: {},
    components: {
      schemas: { Whole: { properties: { constructor: { $ref: '#/components/schemas/Text' } } } },
    },
  };

  test.each(['constructor', '__proto__', 'toString', 'constructor/name'])(
    'finds nothing at %s, where it is only inherited',
    (step) => {
      expect(locate(document, `#/components/schemas/${step}`)).toBeUndefined();
      expect(locate(document, `#/components/schemas/Whole/${step}`)).toBeUndefined();
    },
  );

  test('finds a member of such a name that is there, and follows it', () => {
    expect(() => locate(document, '#/components/schemas/Whole/properties/constructor')).toThrow(
      'The embedded spec has no #/components/schemas/Text.',
    );
  });
});
