import { createRandom } from '../../src/core/random.js';
import { below, locate, type ParameterObject, type Schema } from '../../src/openapi/document.js';
import { exampleValue } from '../../src/openapi/example-value.js';
import { operationPointer } from '../../src/openapi/responses.js';
import type { Match, Operation } from '../../src/openapi/spec.js';
import { createValidate } from '../../src/openapi/validators.js';
import { operationIds, providerDocument, providerNames, providerSpec } from '../specs.js';
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
  const match = withParams(name, operation);

  test.each(operation.statuses)('has an answer for %s that is as described', (key) => {
    const status = key === 'default' ? 599 : Number(key.replace('XX', '99'));
    const type = spec.mediaType(match, status);
    const body = spec.answer(match, status, { seed: 1 });
    expect(body === undefined).toBe(type === undefined);
    expect(spec.problems(operation.operationId, status, type, body)).toEqual([]);
  });
});

const schemas = providerNames.flatMap((name) => {
  const document = providerDocument(name);
  const validate = createValidate(document);
  return Object.keys(document.components.schemas ?? {}).map((schema) => ({
    name,
    schema,
    document,
    validate,
  }));
});

test.each(schemas)('what is made of $schema of $name is as it says, and the same each time', (described) => {
  const { schema, document, validate } = described;
  const $ref = `#/components/schemas/${schema}`;
  for (let seed = 0; seed < 5; seed++) {
    const value = exampleValue(document, { $ref }, createRandom(seed, schema));
    expect({ value, problems: validate($ref, value) }).toEqual({ value, problems: [] });
    expect(exampleValue(document, { $ref }, createRandom(seed, schema))).toEqual(value);
  }
});

describe('an answer', () => {
  const { spec, match } = matched('finicity', 'GET', '/aggregation/v1/customers/42');

  test('tells of the thing that was asked for', () => {
    const accounts = matched('finicity', 'GET', '/aggregation/v1/customers/42/accounts');
    const body = accounts.spec.answer(accounts.match, 200, { seed: 1 });
    expect(body).toMatchObject({ accounts: [{ customerId: '42' }, { customerId: '42' }] });
  });

  test('can be changed without changing the next', () => {
    const first = spec.answer(match, 200, { seed: 1 }) as Record<string, unknown>;
    first.username = 'changed';
    expect(spec.answer(match, 200, { seed: 1 })).not.toMatchObject({ username: 'changed' });
  });

  test('is the example that was asked for', () => {
    const offers = matched('plo', 'GET', '/matchedoffers');
    const single = offers.spec.answer(offers.match, 200, { seed: 1, example: 'single' });
    expect(single).toMatchObject({ Response: { TotalCount: 1 } });
    expect(offers.spec.answer(offers.match, 200, { seed: 1 })).toMatchObject({ Response: { TotalCount: 2 } });
  });

  test('comes in the media type that was asked for', () => {
    const users = matched('mailinabox', 'GET', '/mail/users');
    expect(users.spec.mediaType(users.match, 200)).toBe('application/json');
    expect(Array.isArray(users.spec.answer(users.match, 200, { seed: 1 }))).toBe(true);
    expect(typeof users.spec.answer(users.match, 200, { seed: 1, mediaType: 'text/html' })).toBe('string');
  });

  test('is nothing for a status without body', () => {
    const removal = matched('finicity', 'DELETE', '/aggregation/v1/customers/42');
    expect(removal.spec.mediaType(removal.match, 204)).toBeUndefined();
    expect(removal.spec.answer(removal.match, 204, { seed: 1 })).toBeUndefined();
    expect(removal.spec.problems('deleteCustomer', 204, undefined, '')).toEqual([]);
  });

  test('is refused for a status, type or example that is not described', () => {
    expect(() => spec.answer(match, 418, { seed: 1 })).toThrow('getCustomer answers no 418');
    expect(() => spec.answer(match, 200, { seed: 1, mediaType: 'text/csv' })).toThrow(
      'application/json only',
    );
    expect(() => spec.answer(match, 200, { seed: 1, mediaType: '__proto__' })).toThrow(
      'application/json only',
    );
    for (const example of ['x', 'constructor']) {
      expect(() => spec.answer(match, 200, { seed: 1, example })).toThrow(
        `has no example "${example}" for 200`,
      );
    }
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

/** Path parameters that the operation allows. */
function withParams(name: (typeof providerNames)[number], operation: Operation): Match {
  const document = providerDocument(name);
  const list = below(operationPointer(operation), 'parameters');
  const count = locate<unknown[]>(document, list)?.value.length ?? 0;
  const pathParams: Record<string, string> = {};
  for (let index = 0; index < count; index++) {
    const { value, pointer } = locate<ParameterObject>(document, below(list, `${index}`))!;
    const schema = locate<Schema>(document, below(pointer, 'schema'))!.value;
    if (value.in === 'path') {
      pathParams[value.name] = String(exampleValue(document, schema, createRandom(1, value.name)));
    }
  }
  return { operation, pathParams };
}
