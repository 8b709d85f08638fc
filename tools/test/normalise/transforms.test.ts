import { assignTags } from '../../src/generate/normalise/assign-tags.js';
import { dropIgnoredHeaders } from '../../src/generate/normalise/drop-ignored-headers.js';
import { flattenPathItems } from '../../src/generate/normalise/flatten-path-items.js';
import { inlineReferences } from '../../src/generate/normalise/inline-references.js';
import { nameOperations, type OperationNames } from '../../src/generate/normalise/name-operations.js';
import type { Operation } from '../../src/generate/openapi/document.js';
import { apply, documentOf } from '../documents.js';

const answers = { 200: { description: 'fine' } };

describe('inline-references', () => {
  test('parameters, bodies, responses and headers take the place of the references to them; schema references stay', () => {
    const document = documentOf(
      {
        '/pets': {
          post: {
            parameters: [{ $ref: '#/components/parameters/Page' } as never],
            requestBody: { $ref: '#/components/requestBodies/Pet' } as never,
            responses: {
              200: { $ref: '#/components/responses/Pet' },
              default: { $ref: '#/components/responses/Pet' },
            },
          },
        },
      },
      {
        components: {
          parameters: { Page: { name: 'page', in: 'query', schema: { type: 'integer' } } },
          requestBodies: {
            Pet: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
          },
          responses: {
            Pet: { description: 'a pet', headers: { 'x-left': { $ref: '#/components/headers/Left' } } },
          },
          headers: { Left: { schema: { type: 'integer' } } },
          schemas: { Pet: { type: 'object' } },
        },
      },
    );
    const report = apply(inlineReferences, document);
    const pet = { description: 'a pet', headers: { 'x-left': { schema: { type: 'integer' } } } };
    expect(document.paths!['/pets']!.post).toEqual({
      parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
      responses: { 200: pet, default: pet },
    });
    expect(Object.keys(document.components!)).toEqual(['schemas']);
    expect(report).toEqual(['6 references to parameters, bodies, responses and the like resolved in place']);
  });
});

describe('flatten-path-items', () => {
  test('an operation has the parameters of its path, unless it states its own of that name and place', () => {
    const shared = { name: 'id', in: 'path', required: true, schema: { type: 'string' } } as const;
    const own = { ...shared, description: 'mine' };
    const verbose = { name: 'verbose', in: 'query' } as const;
    const document = documentOf({
      '/pets/{id}': { parameters: [shared, verbose], get: { parameters: [own], responses: answers } },
    });
    apply(flattenPathItems, document);
    expect(document.paths!['/pets/{id}']!.get!.parameters).toEqual([verbose, own]);
    expect(document.paths!['/pets/{id}']!.parameters).toBeUndefined();
  });

  test('servers of the path and security of the root hold where the operation states none', () => {
    const document = documentOf(
      {
        '/a': {
          servers: [{ url: 'https://files.example' }],
          get: { responses: answers },
          put: { security: [], responses: answers },
        },
      },
      { security: [{ key: [] }] },
    );
    apply(flattenPathItems, document);
    const { get, put } = document.paths!['/a']!;
    expect(get!.servers).toEqual([{ url: 'https://files.example' }]);
    expect(get!.security).toEqual([{ key: [] }]);
    expect(put!.security).toEqual([]);
  });

  test('webhooks and callbacks are left out, and it says so', () => {
    const document = documentOf(
      { '/a': { post: { operationId: 'a', callbacks: { done: {} }, responses: answers } } },
      { webhooks: {} },
    );
    expect(apply(flattenPathItems, document)).toHaveLength(2);
    expect(document.webhooks).toBeUndefined();
    expect(document.paths!['/a']!.post!.callbacks).toBeUndefined();
  });
});

describe('name-operations', () => {
  const named = (...ids: (string | undefined)[]): string[] => {
    const document = documentOf(
      Object.fromEntries(
        ids.map((id, index) => [
          `/p${index}/{id}`,
          { get: { ...(id === undefined ? {} : { operationId: id }), responses: answers } },
        ]),
      ),
    );
    const names = new Map<Operation, OperationNames>();
    apply(nameOperations(names), document);
    return Object.values(document.paths!).map((item) => names.get(item.get!)!.function);
  };

  test.each([
    [['CreateToken'], ['createToken']],
    [['users/list'], ['usersList']],
    [
      ['delete', 'constructor', 'withMiddleware', 'then'],
      ['_delete', '_constructor', '_withMiddleware', '_then'],
    ],
    [
      ['foo', 'fooRaw'],
      ['foo', 'fooRaw2'],
    ],
    [
      ['foo', 'fooOperation'],
      ['foo', 'fooOperation2'],
    ],
    [
      ['getThing', 'getthing'],
      ['getThing', 'getthing2'],
    ],
    [
      ['models', 'runtime'],
      ['_models', '_runtime'],
    ],
    [['2fa'], ['_2fa']],
    [['größe'], ['größe']],
    [['!'], ['operation']],
    [[undefined], ['p0IdGet']],
  ])('operationIds %j are called %j', (ids, names) => {
    expect(named(...ids)).toEqual(names);
  });

  test('the operationId itself stays as the vendor spells it', () => {
    const document = documentOf({ '/a': { get: { operationId: 'CreateToken', responses: answers } } });
    expect(apply(nameOperations(new Map()), document)).toEqual([
      'CreateToken is called createToken in TypeScript',
    ]);
    expect(document.paths!['/a']!.get!.operationId).toBe('CreateToken');
  });
});

describe('assign-tags', () => {
  test.each([
    [['User Token'], 'UserToken'],
    [['a', 'b'], 'A'],
    [undefined, 'Default'],
    [['用户'], 'Default'],
    [['2fa'], 'Tag2fa'],
  ])('tags %j put the operation into %sApi', (tags, name) => {
    const document = documentOf({
      '/a': { get: { ...(tags === undefined ? {} : { tags }), responses: answers } },
    });
    apply(assignTags, document);
    expect(document.paths!['/a']!.get!.tags).toEqual([name]);
  });

  test('tags that differ in case only share one class, so that no disk mixes their files up', () => {
    const document = documentOf({
      '/a': { get: { tags: ['DNS'], responses: answers } },
      '/b': { get: { tags: ['dns'], responses: answers } },
    });
    apply(assignTags, document);
    expect(document.tags).toEqual([{ name: 'DNS' }]);
  });
});

describe('drop-ignored-headers', () => {
  test('Accept, Content-Type and Authorization are the runtime’s, and so is what a security scheme sends', () => {
    const header = (name: string) => ({ name, in: 'header', schema: { type: 'string' } }) as const;
    const document = documentOf(
      {
        '/a': {
          get: {
            operationId: 'a',
            security: [{ key: [] }],
            parameters: [
              header('accept'),
              header('Content-Type'),
              header('authorization'),
              header('x-app-key'),
              header('x-other'),
            ],
            responses: answers,
          },
        },
      },
      { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-App-Key' } } } },
    );
    expect(apply(dropIgnoredHeaders, document)).toHaveLength(4);
    expect(document.paths!['/a']!.get!.parameters).toEqual([header('x-other')]);
  });
});
