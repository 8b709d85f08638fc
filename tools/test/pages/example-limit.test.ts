import type { OpenApiDocument } from '../../src/generate/openapi/document.js';
import { printed } from '../printed.js';

/** Operations that all send one wide object: an example for each would be the product of both. */
function sending(operations: number): OpenApiDocument {
  const names = Array.from({ length: 1_500 }, (_, index) => `property${index}`);
  const paths = Array.from({ length: operations }, (_, index) => [
    `/p${index}`,
    {
      post: {
        operationId: `send${index}`,
        tags: ['Wide'],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Wide' } } } },
        responses: { 200: { description: 'Fine.' } },
      },
    },
  ]);
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  return {
    openapi: '3.0.3',
    info: { title: 'Wide', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas: { Wide: { type: 'object', required: names, properties } } },
  } as OpenApiDocument;
}

function pageOf(operations: number): string {
  return printed(sending(operations)).pages('@acme/wide-client')['WideApi.md']!;
}

test('the examples of all operations stay within what the pages may hold, and each operation keeps its section', () => {
  const one = pageOf(1).length;
  const operations = Math.ceil(30_000_000 / one);
  const page = pageOf(operations);
  expect(page.length).toBeLessThan(22_000_000);
  expect(page.match(/^## /gm)).toHaveLength(operations);
  expect(page.match(/^### Parameters$/gm)).toHaveLength(operations);
  expect(page.match(/^### Example$/gm)!.length).toBeLessThan(operations);
});

test('the examples of an honest description are all there', () => {
  expect(pageOf(20).match(/^### Example$/gm)).toHaveLength(20);
});
