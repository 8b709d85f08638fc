import { splitReadWrite } from '../../src/generate/normalise/split-read-write.js';
import type { OpenApiDocument, Schema } from '../../src/generate/openapi/document.js';
import { apply, documentOf } from '../documents.js';
import { expectFixture } from './fixture.js';

function exchanged(schemas: Record<string, Schema>, written: string, read: string): OpenApiDocument {
  const content = (name: string) => ({
    'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
  });
  return documentOf(
    {
      '/a': {
        post: {
          operationId: 'a',
          requestBody: { content: content(written) },
          responses: { '200': { description: '', content: content(read) } },
        },
      },
    },
    { components: { schemas } },
  );
}

test('a schema with members of one direction has a shape for each; others keep one', () => {
  expectFixture(splitReadWrite);
});

test('a member that a part declares is left out of all parts', () => {
  const document = exchanged(
    {
      X: {
        required: ['id', 'name'],
        allOf: [
          { type: 'object', properties: { id: { type: 'string', readOnly: true } } },
          { type: 'object', required: ['id'], properties: { name: { type: 'string' } } },
        ],
      },
    },
    'X',
    'X',
  );
  apply(splitReadWrite, document);
  expect(document.components?.schemas?.XInput).toEqual({
    required: ['name'],
    allOf: [
      { type: 'object', properties: {} },
      { type: 'object', properties: { name: { type: 'string' } } },
    ],
  });
});

test('schemas that hold each other are both split', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const document = exchanged(
    {
      A: { type: 'object', properties: { id: { type: 'string', readOnly: true }, b: ref('B') } },
      B: { type: 'object', properties: { a: ref('A') } },
    },
    'B',
    'A',
  );
  apply(splitReadWrite, document);
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(['A', 'AInput', 'B', 'BInput']);
  expect(document.components?.schemas?.BInput).toEqual({ type: 'object', properties: { a: ref('AInput') } });
});

test('the values of a discriminator lead to the shapes of their direction', () => {
  const document = exchanged(
    {
      Pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }],
        discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
      },
      Cat: {
        type: 'object',
        properties: { kind: { type: 'string' }, id: { type: 'string', readOnly: true } },
      },
    },
    'Pet',
    'Pet',
  );
  apply(splitReadWrite, document);
  expect(document.components?.schemas?.PetInput?.discriminator?.mapping).toEqual({
    cat: '#/components/schemas/CatInput',
  });
  expect(document.components?.schemas?.Pet?.discriminator?.mapping).toEqual({
    cat: '#/components/schemas/Cat',
  });
});
