import type {
  Operation,
  Parameter,
  RequestBody,
  Response,
  Schema,
} from '../../src/generate/openapi/document.js';
import { modelled } from '../modelled.js';

const item: Schema = { type: 'object', properties: { id: { type: 'string' } } };
const json = (schema: Schema, more: Partial<Response> = {}): Response => ({
  description: 'A.',
  content: { 'application/json': { schema } },
  ...more,
});
const query = (name: string, required = false): Parameter => ({
  name,
  in: 'query',
  required,
  schema: { type: 'integer' },
});
const requestBody = (required: boolean, ...mediaTypes: string[]): RequestBody => ({
  required,
  content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: item }])),
});

test('an operation has its names, its class and its place', () => {
  expect(modelled({ operationId: 'ListPets', tags: ['Pets'], responses: {} })).toMatchObject({
    id: 'ListPets',
    name: 'op',
    nameOfAll: undefined,
    types: { request: 'OpRequest', result: 'OpResult', errors: 'OpErrors' },
    api: 'PetsApi',
    method: 'get',
    path: '/a',
  });
});

test.each<[string, Operation, boolean]>([
  ['nothing', {}, true],
  ['an optional parameter', { parameters: [query('a')] }, true],
  ['a required parameter', { parameters: [query('a', true)] }, false],
  ['an optional body', { requestBody: requestBody(false, 'application/json') }, true],
  ['a required body', { requestBody: requestBody(true, 'application/json') }, false],
  ['a body whose media type must be said', { requestBody: requestBody(false, 'image/*') }, false],
])('a call with %s can be made without a request: %p', (_what, operation, expected) => {
  expect(modelled({ ...operation, responses: {} }, 'post').takesNothing).toBe(expected);
});

test.each([
  [['application/json'], false],
  [['application/json', 'text/csv'], true],
  [['image/*'], true],
])('of a body as %j the media type is chosen: %p', (mediaTypes, expected) => {
  const { body } = modelled({ requestBody: requestBody(true, ...mediaTypes), responses: {} }, 'post');
  expect(body!.isChosen).toBe(expected);
  expect(body!.contents.map(({ mediaType }) => mediaType)).toEqual(mediaTypes);
});

test('statuses are results, errors or both', () => {
  const { responses } = modelled({
    responses: {
      200: json(item, { 'x-error-when': { pointer: '/id' } }),
      204: { description: '' },
      '4xx': json(item),
      default: json(item),
    },
  });
  expect(responses.results.map(({ status }) => status)).toEqual(['200', '204']);
  expect(responses.errors.map(({ status }) => status)).toEqual(['200', '4XX', 'default']);
});

test('without a described success, default is result and error', () => {
  const { responses } = modelled({ responses: { default: json(item), 404: json(item) } });
  expect(responses.results.map(({ status }) => status)).toEqual(['default']);
  expect(responses.errors.map(({ status }) => status).sort()).toEqual(['404', 'default']);
});

test.each([
  ['post', {}, true],
  ['patch', {}, true],
  ['post', { 'x-idempotent': true }, false],
  ['put', {}, false],
  ['get', {}, false],
  ['delete', {}, false],
] as const)('what became of a lost %s with %j is unknown: %p', (method, operation, expected) => {
  expect(modelled({ ...operation, responses: {} }, method).changesOnce).toBe(expected);
});

test('pagination is said in members of the request and places of the response', () => {
  const list: Schema = { type: 'object', properties: { 'a/b': { type: 'array', items: item } } };
  const { pagination, nameOfAll } = modelled({
    parameters: [query('page-number'), query('size')],
    'x-pagination': { page: 'page-number', limit: 'size', items: '/a~1b', first: 0 },
    responses: { 200: json(list) },
  });
  expect(nameOfAll).toBe('opAll');
  expect(pagination).toMatchObject({
    by: 'page',
    at: ['pageNumber'],
    limit: ['size'],
    first: 0,
    items: ['a/b'],
  });
  expect(pagination!.itemSchemas).toEqual([item]);
});

test('a model holds no printed code: what prints it decides on names and prefixes', () => {
  const operation = modelled(
    { responses: { 200: json(item) }, requestBody: requestBody(true, 'text/csv') },
    'post',
  );
  // Printed code refuses to become JSON.
  expect(JSON.parse(JSON.stringify(operation))).toMatchObject({ id: 'op', path: '/a' });
});
