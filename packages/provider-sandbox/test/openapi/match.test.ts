import { providerNames, providerSpec } from '../specs.js';

describe.each(providerNames)('the operations of %s', (name) => {
  const spec = providerSpec(name);

  test.each(spec.operations)('$method $path is found by its path', ({ operationId, method, path }) => {
    const filled = path.replace(/\{\w+\}/g, 'one%20two');
    const match = spec.match(method, filled);
    expect(match?.operation.operationId).toBe(operationId);
    expect(Object.values(match!.pathParams).every((value) => value === 'one two')).toBe(true);
  });
});

test('a fixed segment goes before a parameter', () => {
  const path = '/aggregation/v2/customers/testing';
  expect(providerSpec('finicity').match('POST', path)?.operation.operationId).toBe('addTestingCustomer');
  const dns = providerSpec('mailinabox');
  expect(dns.match('GET', '/dns/custom')?.pathParams).toEqual({});
  expect(dns.match('GET', '/dns/custom/a.example/TXT')?.pathParams).toEqual({
    qname: 'a.example',
    rtype: 'TXT',
  });
});

test('a slash in a parameter does not make another path of it', () => {
  expect(providerSpec('finicity').match('GET', '/aggregation/v1/customers/a%2Fb')?.pathParams).toEqual({
    customerId: 'a/b',
  });
});

test('a percent sign that encodes nothing is taken as it is', () => {
  expect(providerSpec('finicity').match('GET', '/aggregation/v1/customers/100%')?.pathParams).toEqual({
    customerId: '100%',
  });
});

test.each([
  ['GET', '/nothing'],
  ['PATCH', '/aggregation/v1/customers'],
  ['GET', '/aggregation/v1/customers/'],
  ['GET', '/aggregation/v1/customers/1/2'],
  ['GET', '/Aggregation/v1/customers'],
])('%s %s is no operation', (method, path) => {
  expect(providerSpec('finicity').match(method, path)).toBeUndefined();
});
