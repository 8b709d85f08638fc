import * as client from '../src/index.js';
import { operationsOf } from './support/exchange.js';

const classes = Object.entries(client).flatMap(([name, value]) =>
  typeof value === 'function' && 'prototype' in value && name.endsWith('Api') ? [{ name, api: value }] : [],
);

describe('the package', () => {
  test('has these API classes, each with a test of its own', () => {
    expect(classes.map(({ name }) => name).sort()).toStrictEqual([
      'DNSApi',
      'MFAApi',
      'MailApi',
      'SSLApi',
      'SystemApi',
      'UserApi',
      'WebApi',
    ]);
  });

  test('gives every operation as a method, a raw method, a function and a description', () => {
    const operations = classes.flatMap(({ api }) => operationsOf(api));
    const methods = classes.flatMap(({ api }) => Object.getOwnPropertyNames(api.prototype));
    expect(operations).toHaveLength(49);
    for (const operation of operations) {
      expect(methods).toContain(`${operation}Raw`);
      expect(client).toHaveProperty(operation, expect.any(Function));
      expect(client).toHaveProperty(`${operation}Operation.id`, operation);
    }
  });
});
