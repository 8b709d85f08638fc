import { hoistInlineSchemas } from '../../src/generate/normalise/hoist-inline-schemas.js';
import type { Schema } from '../../src/generate/openapi/document.js';
import { apply, documentOf } from '../documents.js';
import { expectFixture } from './fixture.js';

const object: Schema = { type: 'object', properties: { a: { type: 'string' } } };

function response(schema: Schema) {
  return { description: '', content: { 'application/json': { schema: structuredClone(schema) } } };
}

test('inline objects, enums and unions get a name by where they stand', () => {
  expectFixture(hoistInlineSchemas(new Map()));
});

test('a status added later renames nothing', () => {
  const names = (responses: Record<string, ReturnType<typeof response>>) => {
    const document = documentOf({ '/a': { get: { operationId: 'getA', responses } } });
    apply(hoistInlineSchemas(new Map()), document);
    return Object.keys(document.components?.schemas ?? {}).sort();
  };
  expect(names({ '200': response(object) })).toEqual(['GetAResponse']);
  expect(names({ '200': response(object), '400': response(object), default: response(object) })).toEqual([
    'GetA400Response',
    'GetADefaultResponse',
    'GetAResponse',
  ]);
});

test('equal schemas are not merged, and titles do not name', () => {
  const titled = { ...object, title: 'Thing' };
  const document = documentOf({
    '/a': { get: { operationId: 'a', responses: { '200': response(titled) } } },
    '/b': { get: { operationId: 'b', responses: { '200': response(titled) } } },
  });
  apply(hoistInlineSchemas(new Map()), document);
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(['AResponse', 'BResponse']);
});

test('in 3.1 null stays where the schema stood, and the component is not nullable', () => {
  const property = (schema: Schema): Record<string, Schema> => {
    const schemas: Record<string, Schema> = { X: { type: 'object', properties: { p: schema } } };
    const document = { ...documentOf({}, { components: { schemas } }), openapi: '3.1.0' };
    apply(hoistInlineSchemas(new Map()), document);
    const { X, ...others } = document.components!.schemas!;
    return { place: X!.properties!.p!, ...others };
  };
  const place = { anyOf: [{ $ref: '#/components/schemas/XP' }, { type: 'null' }] };
  expect(property({ type: ['string', 'null'], enum: ['a', 'b', null] })).toEqual({
    place,
    XP: { type: 'string', enum: ['a', 'b'] },
  });
  expect(property({ oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] })).toEqual({
    place,
    XP: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  });
  expect(property({ oneOf: [structuredClone(object), { type: 'null' }] })).toEqual({
    place: { oneOf: [{ $ref: '#/components/schemas/XP' }, { type: 'null' }] },
    XP: object,
  });
});

test('properties called like things objects inherit are properties', () => {
  const properties = JSON.parse(
    '{"__proto__": {"type": "string", "enum": ["a", "b"]}, "constructor": {"type": "string"}}',
  );
  const document = documentOf({}, { components: { schemas: { X: { type: 'object', properties } } } });
  apply(hoistInlineSchemas(new Map()), document);
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(['X', 'XProto']);
  expect(Object.keys(properties)).toEqual(['__proto__', 'constructor']);
});

test('bodies are called like the other types of their operation', () => {
  const operation = { operationId: 'GETThing', responses: { '200': response(object) } };
  const document = documentOf({ '/a': { get: operation } });
  apply(hoistInlineSchemas(new Map([[operation, { type: 'GetThing2' }]])), document);
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(['GetThing2Response']);
});
