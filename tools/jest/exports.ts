import { type DescribedOperation, describedOperations } from './described.js';
import { answerWith, json, operationsOf } from './exchange.js';

type ApiClass = abstract new (...args: never[]) => unknown;

/** A descriptor of the runtime, as far as a request can be made by it. */
interface Descriptor {
  readonly id: string;
  readonly params?: readonly { readonly key: string; readonly name: string }[];
}

type Call = (configuration: object, request: object) => Promise<unknown>;

/**
 * Tests what the index of a client exports, and one call of each operation, against the description that it is made
 * from: an operation that is added there is tested before anybody has written a row for it.
 *
 * @param apis what the subpaths of the API classes export, the descriptors among them.
 * @param provider the name of the description in `specs/`.
 */
export function describeExports(client: object, apis: object, provider: string): void {
  const exported = new Map(Object.entries<unknown>({ ...apis, ...client }));
  const operations = describedOperations(provider);
  const names = [...exported.keys()];
  const nameOf = new Map(
    names
      .filter((name) => name.endsWith('Operation'))
      .map((name) => [(exported.get(name) as Descriptor).id, name.slice(0, -'Operation'.length)]),
  );

  describe('the package', () => {
    test('has the operations of the description, and no others', () => {
      expect([...nameOf.keys()].sort()).toStrictEqual(operations.map(({ id }) => id).sort());
    });

    test('has every operation as a method of one API class, a raw method and a function', () => {
      const classes = names
        .filter((name) => name.endsWith('Api'))
        .map((name) => exported.get(name) as ApiClass);
      const methods = classes.flatMap((api) => Object.getOwnPropertyNames(api.prototype));
      expect(classes.flatMap(operationsOf).sort()).toStrictEqual([...nameOf.values()].sort());
      for (const name of nameOf.values()) {
        expect(methods).toContain(`${name}Raw`);
        expect(client).toHaveProperty(name, expect.any(Function));
      }
    });

    test('has one object, named after the provider, with every API class as a member', () => {
      const classes = names.filter((name) => name.endsWith('Api'));
      const words = provider.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
      const type = exported.get(words.join('')) as new () => Record<string, object>;
      const object = new type();
      const members = Object.entries(Object.getOwnPropertyDescriptors(type.prototype))
        .filter(([, { get }]) => get !== undefined)
        .map(([name]) => object[name]!.constructor.name);
      expect(members.sort()).toStrictEqual(classes.sort());
    });

    test('exports no descriptors from its index, where nothing takes them', () => {
      expect(Object.keys(client).filter((name) => /(?:Operation|Pagination)$/.test(name))).toEqual([]);
    });

    test.each(operations)(
      '$id sends what its description says, and its error names it',
      async (operation) => {
        const name = nameOf.get(operation.id)!;
        const sent = answerWith(json({}, 418));
        const call = exported.get(name) as Call;
        const request = requestOf(operation, exported.get(`${name}Operation`) as Descriptor);
        await expect(call(configuration, request)).rejects.toMatchObject({
          operationId: operation.id,
          status: 418,
        });
        expect(sent).toHaveLength(1);
        const { method, url, headers } = sent[0]!;
        const { pathname, searchParams } = new URL(url);
        expect([method, pathname]).toEqual([operation.method, `/base${filled(operation)}`]);
        for (const parameter of operation.required) {
          if (parameter.in === 'query') expect(searchParams.get(parameter.name)).toBe(value(parameter.name));
          if (parameter.in === 'header')
            expect(headers[parameter.name.toLowerCase()]).toBe(value(parameter.name));
        }
      },
    );
  });
}

const configuration = {
  basePath: 'https://api.example.com/base',
  apiKey: () => 'made-up-key',
  accessToken: 'made-up-token',
  username: 'made-up-user',
  password: 'made-up-password',
};

function value(name: string): string {
  return `any ${name}`;
}

function filled({ path }: DescribedOperation): string {
  return path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(value(name)));
}

function requestOf({ required, mediaType }: DescribedOperation, { params = [] }: Descriptor): object {
  const keys = new Map(params.map(({ key, name }) => [name, key]));
  const members = required.flatMap(({ name }): [string, unknown][] => {
    const key = keys.get(name);
    return key === undefined ? [] : [[key, value(name)]];
  });
  return { ...Object.fromEntries(members), ...(mediaType === undefined ? {} : { body: bodyOf(mediaType) }) };
}

function bodyOf(mediaType: string): unknown {
  if (/json|form/.test(mediaType)) return {};
  return mediaType.startsWith('text/') ? 'any text' : new Blob(['any bytes']);
}
