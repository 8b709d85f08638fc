import { schemaFacts } from '../../src/generate/model/facts.js';
import type { OpenApiDocument, Schema } from '../../src/generate/openapi/document.js';
import { own, type TypeNames, throughImports } from '../../src/generate/types/names.js';
import { typePrinter } from '../../src/generate/types/printer.js';
import { sourceOf } from '../../src/print/code.js';
import { compile, compilers } from './compile.js';
import { modelsOf, normalised, textOf } from './triggers.js';

function documentOf(schemas: Record<string, Schema>): OpenApiDocument {
  return { openapi: '3.0.3', info: { title: 'Test', version: '1' }, components: { schemas } };
}

function models(schemas: Record<string, Schema>): string {
  return modelsOf(documentOf(schemas));
}

const files = {
  '3.0/models.ts': modelsOf(normalised('triggers.yaml')),
  '3.0/usage.ts': textOf('usage.ts.txt'),
  '3.1/models.ts': modelsOf(normalised('triggers-3.1.yaml')),
  '3.1/usage.ts': textOf('usage-3.1.ts.txt'),
};

test.each(compilers)('%s: the types take what the API means and nothing else', async (_name, compiler) => {
  expect(await compile(compiler, files)).toBe('');
});

test('the types compile for users who are less strict', async () => {
  expect(
    await compile(compilers[0]![1], files, { exactOptionalPropertyTypes: false, strict: false }),
  ).not.toMatch(/models\.ts/);
});

test('what must not compile does not', async () => {
  const usage = `import type { Zone } from './models.js';\nexport const zone: Zone = 'Mars';\n`;
  expect(await compile(compilers[0]![1], { ...files, '3.0/wrong.ts': usage })).toMatch(
    /3\.0.wrong\.ts.*TS2322/,
  );
});

test('models hold types only, without any', () => {
  const document = normalised('triggers.yaml');
  const text = modelsOf(document);
  const count = Object.keys(document.components!.schemas!).length;
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  expect(code).not.toMatch(/\b(any|enum|const|components|paths)\b/);
  expect(code.match(/^export (interface|type) /gm)).toHaveLength(count);
  expect(text).toMatch(/^import type { Int64 } from '@acme\/fetch-runtime';\n/);
});

test('Int64 is imported where a type uses it, not where a text mentions it', () => {
  expect(models({ A: { type: 'string', enum: ['Int64'], description: 'An Int64.' } })).not.toMatch(/import/);
  expect(models({ A: { type: 'integer', format: 'int64' } })).toMatch(/^import type { Int64 }/);
});

test('a document without schemas is still a module', () => {
  expect(models({})).toBe('export {};\n');
});

test('an object is an interface, everything else an alias', () => {
  expect(
    models({
      User: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string' }, 'a b': { type: 'number' } },
      },
      Users: { type: 'array', items: { $ref: '#/components/schemas/User' } },
    }),
  ).toBe("export interface User {\n  id: string;\n  'a b'?: number;\n}\n\nexport type Users = User[];\n");
});

test('a property with a default is not made required', () => {
  expect(models({ A: { type: 'object', properties: { a: { type: 'string', default: '' } } } })).toContain(
    'a?: string;',
  );
});

test('descriptions become comments that cannot end early or set tags', () => {
  const text = models({
    A: {
      type: 'object',
      description: 'First */ export const x = 1; /*\n@internal\n\nA <b>&amp;</b> line.\u202e',
      properties: {
        at: { type: 'string', format: 'date-time', description: 'When.' },
        n: { type: 'integer', minimum: 0, exclusiveMaximum: true, maximum: 9, default: 1, deprecated: true },
      },
    },
  });
  expect(text).toBe(`/**
 * First *\\/ export const x = 1; /*
 * \\@internal
 *
 * A <b>&amp;</b> line.
 */
export interface A {
  /**
   * When.
   *
   * Format: date-time
   */
  at?: string;
  /**
   * Minimum: 0; maximum: 9; less than the maximum
   * @default 1
   * @deprecated
   */
  n?: number;
}
`);
});

test('a schema without a name prints with the prefix of its references', () => {
  const document = documentOf({ User: { type: 'object' } });
  const print = (schema: Schema, names: TypeNames = own) =>
    typePrinter({ document, facts: schemaFacts(document) }, names)(schema);
  const user = { $ref: '#/components/schemas/User' };
  const list = { type: 'array', items: { nullable: true, allOf: [user] } };
  expect(sourceOf(print(list, throughImports))).toBe('(models.User | null)[]');
  expect(sourceOf(print({ type: 'object', additionalProperties: user }))).toBe(
    '{\n  [key: string]: User;\n}',
  );
  expect(sourceOf(print({}))).toBe('unknown');
});

test('the same document prints the same text', () => {
  const text = (): string => modelsOf(normalised('triggers.yaml'));
  expect(text()).toBe(text());
});

test('a discriminator that is a number is narrowed to numbers', () => {
  const text = models({
    Kind: { type: 'integer' },
    A: { type: 'object', properties: { kind: { $ref: '#/components/schemas/Kind' } } },
    Either: {
      oneOf: [{ $ref: '#/components/schemas/A' }, { type: 'string' }],
      discriminator: { propertyName: 'kind', mapping: { 1: '#/components/schemas/A' } },
    },
  });
  expect(text).toContain('export type Either = (A & { kind: 1 }) | string;');
});
