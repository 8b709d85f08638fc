import { operationsOf } from './exchange.js';

type ApiClass = abstract new (...args: never[]) => unknown;

/**
 * Tests what the index of a client exports.
 *
 * @param classes its API classes, sorted by name; every one has rows in a test beside the caller.
 * @param count how many operations they have together.
 */
export function describeExports(client: object, classes: readonly ApiClass[], count: number): void {
  describe('the package', () => {
    test('has no API class that is not tested', () => {
      const names = Object.keys(client).filter((name) => name.endsWith('Api'));
      expect(names.sort()).toStrictEqual(classes.map(({ name }) => name));
    });

    test('has every operation as a method, a raw method, a function and a description', () => {
      const operations = classes.flatMap(operationsOf);
      const methods = classes.flatMap((api) => Object.getOwnPropertyNames(api.prototype));
      expect(operations).toHaveLength(count);
      for (const operation of operations) {
        expect(methods).toContain(`${operation}Raw`);
        expect(client).toHaveProperty(operation, expect.any(Function));
        expect(client).toHaveProperty([`${operation}Operation`, 'id'], operation);
      }
    });
  });
}
