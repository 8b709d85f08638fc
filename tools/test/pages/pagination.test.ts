import type { Operation } from '../../src/generate/openapi/document.js';
import { printed } from '../printed.js';

function pageOf(more: Operation): string {
  const list: Operation = {
    operationId: 'list-pets',
    tags: ['Pets'],
    parameters: [{ name: 'start', in: 'query', schema: { type: 'integer' } }],
    responses: {
      200: {
        description: 'Pets.',
        content: { 'application/json': { schema: { type: 'array', items: { type: 'string' } } } },
      },
    },
    ...more,
  };
  const { pages: docs } = printed({
    openapi: '3.0.3',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets': { get: list } },
  });
  return docs('@acme/pets-client')['PetsApi.md']!;
}

test('the page of a list shows how to go over all pages', () => {
  const page = pageOf({ 'x-pagination': { record: 'start', items: '' } });
  expect(page).toContain('`for await (const item of client.pets.listPetsAll(request))`');
  expect(page).toContain('`listPetsAll(…).pages()`');
});

test('the page of another operation does not speak of pages', () => {
  expect(pageOf({})).not.toContain('listPetsAll');
});
