import { nameOperations, type OperationNames } from '../../src/generate/normalise/name-operations.js';
import type {
  OpenApiDocument,
  Operation,
  Pagination,
  Response,
  Schema,
} from '../../src/generate/openapi/document.js';
import { type Code, ts } from '../../src/print/code.js';
import { identifier } from '../../src/print/literal.js';
import { apply, documentOf } from '../documents.js';
import { viewed } from '../modelled.js';
import { printed } from '../printed.js';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const print = (schema: Schema): Code =>
  schema.$ref === undefined
    ? ts`string`
    : ts`models.${identifier(schema.$ref.replace('#/components/schemas/', ''))}`;

const schemas: Record<string, Schema> = {
  Ok: { type: 'object', properties: { status: { type: 'string' } } },
  Bad: { type: 'object', properties: { errorCode: { type: 'integer' } } },
  Either: { oneOf: [ref('Ok'), ref('Bad')] },
  Pet: { type: 'object' },
  Pets: { type: 'array', items: ref('Pet') },
  List: {
    type: 'object',
    properties: {
      pets: { type: 'array', items: ref('Pet') },
      refs: ref('Pets'),
      oneOrMore: { oneOf: [ref('Pet'), ref('Pets')] },
      maybe: { allOf: [ref('Pets')], nullable: true },
      none: { anyOf: [ref('Pets'), { type: 'null' }] },
      mixed: { anyOf: [{ type: 'array', items: { type: 'string' } }, ref('Pets')] },
      'a/b': { type: 'object', properties: { 'c~d': ref('Pets') } },
    },
  },
  Whole: { allOf: [ref('List'), { type: 'object' }] },
};

/** What the templates get of an operation. */
function view(operation: Operation, method: 'get' | 'post' = 'get'): Record<string, unknown> {
  return viewed(operation, print, method, schemas);
}

const json = (schema: Schema, more: Partial<Response> = {}): Response => ({
  description: 'A.',
  content: { 'application/json': { schema } },
  ...more,
});

describe('x-error-when', () => {
  test('the reader is told where to look; the error is none of the results', () => {
    const condition = { pointer: '/errorCode', schema: ref('Bad') };
    const operation = view({ responses: { 200: json(ref('Either'), { 'x-error-when': condition }) } });
    expect(operation.responses).toEqual([
      "200: { read: runtime.errorWhen, as: runtime.json, at: ['errorCode'] }",
    ]);
    expect(operation.result).toBe('Exclude<models.Either, models.Bad>');
    expect(operation.errors).toEqual([
      {
        status: '200',
        type: 'models.Bad',
        text: [' An error inside a success: `/errorCode` is there.'],
        described: true,
      },
    ]);
  });

  test('without a schema of its own the error has the type of the body, and so has the result', () => {
    const condition = { pointer: '/status', in: ['invalid', "it's", 3, null] };
    const operation = view({ responses: { 200: json(ref('Ok'), { 'x-error-when': condition }) } });
    expect(operation.responses).toEqual([
      "200: { read: runtime.errorWhen, as: runtime.json, at: ['status'], in: ['invalid', 'it\\'s', 3, null] }",
    ]);
    expect(operation.result).toBe('models.Ok');
    expect(operation.errors).toEqual([
      {
        status: '200',
        type: 'models.Ok',
        text: [" An error inside a success: `/status` is one of: invalid, it's, 3, null."],
        described: true,
      },
    ]);
  });

  test('keys of the pointer are unescaped, and an answer that may be empty stays so', () => {
    const condition = { pointer: '/a~1b/c~0d' };
    const operation = view({
      responses: { 200: json(ref('Ok'), { 'x-error-when': condition }), 204: { description: 'None.' } },
    });
    expect(operation.responses).toEqual([
      "200: { read: runtime.orNone, as: { read: runtime.errorWhen, as: runtime.json, at: ['a/b', 'c~d'] } }",
      '204: runtime.none',
    ]);
  });

  test('of several successes, each has its own error', () => {
    const condition = { pointer: '/errorCode', schema: ref('Bad') };
    const operation = view({
      responses: { 200: json(ref('Either'), { 'x-error-when': condition }), 201: json(ref('Pet')) },
    });
    expect(operation.result).toBe('Exclude<models.Either, models.Bad> | models.Pet');
    expect((operation.errors as { status: string }[]).map(({ status }) => status)).toEqual(['200']);
  });

  test('the schema of the error is renamed along with the others', () => {
    const condition = { pointer: '/errorCode', schema: ref('Error') };
    const operation: Operation = {
      operationId: 'op',
      responses: { 200: json(ref('Either'), { 'x-error-when': condition }) },
    };
    const document: OpenApiDocument = documentOf(
      { '/a': { get: operation } },
      {
        components: {
          schemas: { ...schemas, Error: schemas.Bad!, Either: { oneOf: [ref('Ok'), ref('Error')] } },
        },
      },
    );
    const [api] = printed(document).view.apis;
    expect(api!.operations[0]!.data.result).toBe('Exclude<models.Either, models.ModelError>');
  });
});

describe('x-idempotent and x-outcome-check', () => {
  test('a POST whose answer is lost is in doubt, unless it can be sent again', () => {
    expect(view({ responses: {} }, 'post')).toMatchObject({ isLost: true, isIdempotent: false });
    expect(view({ responses: {} }, 'get')).toMatchObject({ isLost: false, isIdempotent: false });
    expect(view({ 'x-idempotent': true, responses: {} }, 'post')).toMatchObject({
      isLost: false,
      isIdempotent: true,
    });
  });

  test('the operation that tells is named by its operationId, safe to print', () => {
    expect(view({ 'x-outcome-check': "it's", responses: {} }, 'post').outcomeCheck).toBe("'it\\'s'");
    expect(view({ responses: {} }, 'post').outcomeCheck).toBe(false);
  });
});

describe('x-pagination', () => {
  const query = (name: string) => ({ name, in: 'query', schema: { type: 'integer' } }) as const;
  const list = (
    pagination: Pagination,
    schema: Schema = ref('List'),
  ): { item: string; rule: string; text: string[] } =>
    view({
      'x-pagination': pagination,
      parameters: [query('page-number'), query("it's")],
      responses: { 200: json(schema), 204: { description: 'None.' }, 400: json(ref('Bad')) },
    }).pagination as never;

  test('an operation without it has nothing to print', () => {
    expect(view({ responses: {} }).pagination).toBe(false);
  });

  test.each([
    [{ record: 'page-number', items: '/pets' }, "{ by: 'record', at: ['pageNumber'], items: ['pets'] }"],
    [
      { page: 'page-number', first: 0, items: '', pages: '/n' },
      "{ by: 'page', at: ['pageNumber'], first: 0, items: [], pages: ['n'] }",
    ],
    [
      { cursor: "it's", next: '/a~1b/c~0d', items: '/pets', more: '/m' },
      "{ by: 'cursor', at: ['itS'], next: ['a/b', 'c~d'], items: ['pets'], more: ['m'] }",
    ],
    [
      { cursor: "it's", nextUrl: '/n', items: '/pets' },
      "{ by: 'cursor', at: ['itS'], next: ['n'], inUrl: 'it\\'s', items: ['pets'] }",
    ],
    [
      { cursor: '/paging/after', next: '/n', items: '/pets' },
      "{ by: 'cursor', at: ['body', 'paging', 'after'], next: ['n'], items: ['pets'] }",
    ],
    [
      { record: 'page-number', limit: "it's", items: '/pets', total: '/t' },
      "{ by: 'record', at: ['pageNumber'], items: ['pets'], total: ['t'] }",
    ],
  ])('%j is %s', (pagination, rule) => {
    expect(list(pagination).rule).toBe(rule);
  });

  test.each([
    ['/pets', 'models.Pet'],
    ['/refs', 'models.Pet'],
    ['/oneOrMore', 'models.Pet'],
    ['/maybe', 'models.Pet'],
    ['/none', 'models.Pet'],
    ['/mixed', 'string | models.Pet'],
    ['/a~1b/c~0d', 'models.Pet'],
  ])('an item of %s is %s', (items, item) => {
    expect(list({ record: 'page-number', items }).item).toBe(item);
    expect(list({ record: 'page-number', items }, ref('Whole')).item).toBe(item);
  });

  test('an item of a list that is the whole answer', () => {
    expect(list({ record: 'page-number', items: '' }, ref('Pets')).item).toBe('models.Pet');
  });

  test('the documentation names the members of the request', () => {
    const text = list({ record: 'page-number', limit: "it's", items: '/pets' }).text.join('\n');
    expect(text).toContain('`pageNumber` says where to begin, and `itS` how many come per page');
  });

  test('its function and its rule do not take the names of others', () => {
    const paged = { record: 'start', items: '/pets' };
    const operations = documentOf({
      '/a': { get: { operationId: 'listPets', 'x-pagination': paged } },
      '/b': { get: { operationId: 'listPetsAll' } },
      '/c': { get: { operationId: 'listCats' }, post: { operationId: 'listCatsAll' } },
    });
    const names = new Map<Operation, OperationNames>();
    apply(nameOperations(names), operations);
    expect([...names.values()].map((name) => name.function)).toEqual([
      'listPets',
      'listPetsAll2',
      'listCats',
      'listCatsAll',
    ]);
  });
});
