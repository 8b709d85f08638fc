import type { OpenApiDocument } from '../../src/generate/openapi/document.js';
import { printed } from '../printed.js';

test('a schema that is true or false, as OpenAPI 3.1 has them, has a page as any other', () => {
  const components = {
    schemas: {
      Anything: true,
      Nothing: false,
      Parts: { type: 'object', properties: { a: true, b: false }, allOf: [true, { required: ['a'] }] },
    },
  };
  const json = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Anything' } } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Booleans', version: '1' },
    paths: {
      '/a': {
        post: { operationId: 'a', requestBody: json, responses: { 200: { description: 'Fine', ...json } } },
      },
    },
    components,
  };
  const pages = printed(document as unknown as OpenApiDocument).pages('@acme/a-client');
  expect(Object.keys(pages)).toEqual(
    expect.arrayContaining(['Anything.md', 'Nothing.md', 'Parts.md', 'DefaultApi.md']),
  );
});
