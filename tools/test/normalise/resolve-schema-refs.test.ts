import { resolveSchemaRefs } from '../../src/generate/normalise/resolve-schema-refs.js';
import type { Schema } from '../../src/generate/openapi/document.js';
import { apply, documentOf } from '../documents.js';
import { expectFixture } from './fixture.js';

function resolved(schemas: Record<string, Schema>, openapi = '3.0.3'): Record<string, Schema> {
  const document = { ...documentOf({}, { components: { schemas } }), openapi };
  apply(resolveSchemaRefs, document);
  return document.components!.schemas!;
}

test('a schema that is referenced inside another one becomes a component, named by its place', () => {
  expectFixture(resolveSchemaRefs);
});

test('in 3.1 the siblings of a reference count, except those that only describe', () => {
  const schemas = resolved(
    {
      Named: { type: 'string' },
      Short: { $ref: '#/components/schemas/Named', maxLength: 3 },
      Marked: { $ref: '#/components/schemas/Named', readOnly: true, allOf: [{ minLength: 1 }] },
      Described: { $ref: '#/components/schemas/Named', description: 'A name.' },
    },
    '3.1.0',
  );
  expect(schemas.Short).toEqual({ maxLength: 3, allOf: [{ $ref: '#/components/schemas/Named' }] });
  expect(schemas.Marked).toEqual({
    readOnly: true,
    allOf: [{ $ref: '#/components/schemas/Named' }, { minLength: 1 }],
  });
  expect(schemas.Described).toEqual({ $ref: '#/components/schemas/Named', description: 'A name.' });
});

test.each([
  '#/components/schemas/Missing',
  '#/components/schemas/User/properties/missing',
  '#/components/schemas/constructor',
  'other.yaml#/User',
])('%s, which leads nowhere, is refused by name', (ref) => {
  const schemas = { User: { type: 'object' }, Holder: { type: 'array', items: { $ref: ref } } };
  expect(() => resolved(schemas)).toThrow(expect.objectContaining({ code: 'unresolved-schema-ref' }));
  expect(() => resolved(schemas)).toThrow(ref);
});

test('a schema that is only itself is refused; one that holds itself is fine', () => {
  const ref = { $ref: '#/components/schemas/A' };
  const circular = expect.objectContaining({ code: 'circular-schema-ref' });
  expect(() => resolved({ A: ref })).toThrow(circular);
  expect(() =>
    resolved({ A: { $ref: '#/components/schemas/B' }, B: { oneOf: [{ type: 'string' }, ref] } }),
  ).toThrow(circular);
  expect(() => resolved({ A: { oneOf: [{ type: 'string' }, { type: 'array', items: ref }] } })).not.toThrow();
});
