import { resolveSchemaRefs } from '../../src/generate/normalise/resolve-schema-refs.js';
import type { Schema } from '../../src/generate/openapi/document.js';
import { apply, documentOf } from '../documents.js';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const heir = (parent: string, member: string): Schema => ({
  allOf: [ref(parent), { type: 'object', properties: { [member]: { type: 'string' } } }],
});
const parent = (more: Schema): Schema => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string' } },
  ...more,
});
const discriminator = { propertyName: 'kind' };

function resolved(schemas: Record<string, Schema>): Record<string, Schema> {
  const document = documentOf({}, { components: { schemas } });
  apply(resolveSchemaRefs, document);
  return document.components!.schemas!;
}

test('a parent that lists its children is their union; what they extend is a component of its own', () => {
  const schemas = resolved({
    Item: parent({ oneOf: [ref('Card'), ref('Bank')], discriminator, description: 'An item.' }),
    Card: heir('Item', 'pan'),
    Bank: heir('Item', 'iban'),
  });
  expect(schemas.Item).toEqual({
    description: 'An item.',
    oneOf: [ref('Card'), ref('Bank')],
    discriminator,
  });
  expect(schemas.ItemBase).toEqual(parent({ description: 'An item.' }));
  expect([schemas.Card!.allOf![0], schemas.Bank!.allOf![0]]).toEqual([ref('ItemBase'), ref('ItemBase')]);
});

test('what a parent lists beside its children has the members of the parent as well', () => {
  const schemas = resolved({
    Item: parent({ anyOf: [ref('Card'), ref('Other')] }),
    Card: heir('Item', 'pan'),
    Other: { type: 'object', properties: { other: { type: 'string' } } },
  });
  expect(schemas.Item).toEqual({ anyOf: [ref('Card'), ref('Other')], allOf: [ref('ItemBase')] });
});

test('a discriminator names the children that extend its schema, at any distance, and the schema itself on request', () => {
  const schemas = resolved({
    Pet: parent({ discriminator: { propertyName: 'kind', mapping: { any: 'Pet', cat: 'Cat' } } }),
    Cat: heir('Pet', 'lives'),
    Lion: heir('Cat', 'mane'),
    PetBase: { type: 'string' },
  });
  expect(schemas.Pet!.oneOf).toEqual([ref('Cat'), ref('Lion'), ref('PetBase2')]);
  expect(schemas.Pet!.discriminator!.mapping).toEqual({ any: ref('PetBase2').$ref, cat: 'Cat' });
  expect(schemas.PetBase2).toEqual(parent({}));
  expect(schemas.Lion!.allOf![0]).toEqual(ref('Cat'));
});

test.each(['first', 'last'])('a child can be a parent again, also where it stands %s', (place) => {
  const animal: [string, Schema][] = [['Animal', parent({ discriminator })]];
  const cat: [string, Schema][] = [
    ['Cat', { ...heir('Animal', 'lives'), discriminator }],
    ['Lion', heir('Cat', 'mane')],
  ];
  const schemas = resolved(Object.fromEntries(place === 'first' ? [...cat, ...animal] : [...animal, ...cat]));
  expect(schemas.Animal!.oneOf).toEqual([ref('Cat'), ref('Lion')]);
  expect(schemas.Cat!.oneOf).toEqual([ref('Lion')]);
  expect(schemas.Lion!.allOf![0]).toEqual(ref('CatBase'));
  expect(schemas.CatBase!.allOf![0]).toEqual(ref('AnimalBase'));
});

test('a union whose members do not extend it, and a parent without discriminator, stay as they are', () => {
  const schemas = {
    Union: { oneOf: [ref('Card'), ref('Parent')], discriminator },
    Parent: parent({}),
    Card: heir('Parent', 'pan'),
    Alone: parent({ discriminator }),
  };
  expect(resolved(structuredClone(schemas))).toEqual(schemas);
});
