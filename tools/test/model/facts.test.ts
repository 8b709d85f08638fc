import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { schemaFacts } from '../../src/generate/model/facts.js';
import type { OpenApiDocument, Schema } from '../../src/generate/openapi/document.js';
import { allSchemas } from '../../src/generate/openapi/roots.js';
import { documentOf } from '../documents.js';

/** A document whose schemas say by an extension what is expected to be found of them. */
function marked(file: string): OpenApiDocument {
  return parse(readFileSync(new URL(`./${file}.yaml`, import.meta.url), 'utf8')) as OpenApiDocument;
}

function schemasWith(document: OpenApiDocument, mark: `x-${string}`): Schema[] {
  return [...allSchemas(document)].filter((schema) => schema[mark] === true);
}

test('enums of texts and numbers that a response can hold are open, constants and enums of requests are closed', () => {
  const document = marked('open-enums');
  const expected = schemasWith(document, 'x-expect-open');
  expect(expected.length).toBeGreaterThan(3);
  expect([...schemaFacts(document).openEnums].sort(byText)).toEqual(expected.sort(byText));
});

test('an int64 is found unless its bounds fit a number', () => {
  const document = marked('int64');
  const expected = schemasWith(document, 'x-expect-int64');
  expect(expected.length).toBeGreaterThan(3);
  expect([...schemaFacts(document).int64]).toEqual(expected);
});

test('an extension of a description does not pass for what we have found', () => {
  const document = documentOf(
    {},
    { components: { schemas: { A: { type: 'integer', 'x-int64': true, 'x-open-enum': true } } } },
  );
  const { int64, openEnums, holdsInt64 } = schemaFacts(document);
  expect([int64.size, openEnums.size, holdsInt64(document.components!.schemas!.A!)]).toEqual([0, 0, false]);
});

test('a body is read for int64 if anything in it is one, also in circles', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const document = documentOf(
    {},
    {
      components: {
        schemas: {
          A: { type: 'object', properties: { b: ref('B') } },
          B: { type: 'object', properties: { a: ref('A'), ids: { type: 'array', items: ref('Id') } } },
          Id: { type: 'integer', format: 'int64' },
          C: { type: 'object', properties: { c: ref('C'), n: { type: 'integer', format: 'int32' } } },
        },
      },
    },
  );
  const { holdsInt64 } = schemaFacts(document);
  expect(holdsInt64({ type: 'array', items: ref('A') })).toBe(true);
  expect(holdsInt64(document.components!.schemas!.Id!)).toBe(true);
  expect(holdsInt64(ref('C'))).toBe(false);
  expect(holdsInt64({})).toBe(false);
});

function byText(one: Schema, other: Schema): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
