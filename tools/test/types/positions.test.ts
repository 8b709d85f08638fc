import * as runtime from '@acme/fetch-runtime';
import { modelOf } from '../../src/generate/model/model.js';
import { normalise } from '../../src/generate/normalise/normalise.js';
import type { MediaType, OpenApiDocument, Operation, Schema } from '../../src/generate/openapi/document.js';
import { printModels } from '../../src/generate/types/models.js';
import { throughImports } from '../../src/generate/types/names.js';
import { bodyType, parameterType } from '../../src/generate/types/operation-types.js';
import { typePrinter } from '../../src/generate/types/printer.js';
import { sourceOf } from '../../src/print/code.js';
import { documentOf } from '../documents.js';
import { compile, compilers } from './compile.js';

/** Everywhere that a client writes a value. */
const positions = ['path', 'query', 'header', 'cookie', 'urlencoded', 'multipart', 'json', 'text'] as const;
type Position = (typeof positions)[number];

/** What a kind of schema becomes: a text, a list of texts, pairs, or pairs and lists of what is JSON. */
type Wire = string | readonly string[] | Readonly<Record<string, string>>;

interface Kind {
  readonly schema: Schema;
  /** TypeScript of a value that the schema allows, and what stands for it in a request, before any escape. */
  readonly allowed: readonly (readonly [source: string, wire: Wire])[];
  /** TypeScript of values that it forbids. */
  readonly forbidden?: readonly string[];
}

const text: Schema = { type: 'string' };
const kinds: Readonly<Record<string, Kind>> = {
  string: { schema: text, allowed: [["'a b'", 'a b']], forbidden: ['1', '[1]'] },
  'date-time': {
    schema: { type: 'string', format: 'date-time' },
    allowed: [["'2024-01-02T03:04:05Z'", '2024-01-02T03:04:05Z']],
  },
  byte: { schema: { type: 'string', format: 'byte' }, allowed: [["'AQ=='", 'AQ==']] },
  base64: {
    schema: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' },
    allowed: [["'AQ=='", 'AQ==']],
  },
  integer: { schema: { type: 'integer' }, allowed: [['7', '7']], forbidden: ["'7'"] },
  int64: {
    schema: { type: 'integer', format: 'int64' },
    allowed: [
      ['7', '7'],
      ['9007199254740993n', '9007199254740993'],
    ],
    forbidden: ["'7'"],
  },
  number: { schema: { type: 'number' }, allowed: [['1.5', '1.5']], forbidden: ['true'] },
  boolean: { schema: { type: 'boolean' }, allowed: [['false', 'false']], forbidden: ["'false'"] },
  enum: { schema: { type: 'string', enum: ['a', 'b'] }, allowed: [["'a'", 'a']], forbidden: ["'c'"] },
  'enum of numbers': { schema: { type: 'integer', enum: [1, 2] }, allowed: [['1', '1']], forbidden: ['3'] },
  'enum beyond 2^53': {
    schema: { type: 'integer', enum: [2 ** 53] },
    allowed: [['9007199254740993n', '9007199254740993']],
  },
  constant: { schema: { const: 'c' }, allowed: [["'c'", 'c']], forbidden: ["'d'"] },
  'nullable text': { schema: { type: ['string', 'null'] }, allowed: [["'a'", 'a']], forbidden: ['1'] },
  'union of primitives': {
    schema: { oneOf: [text, { type: 'integer' }] },
    allowed: [
      ["'a'", 'a'],
      ['1', '1'],
    ],
    forbidden: ['true'],
  },
  list: {
    schema: { type: 'array', items: text },
    allowed: [["['a', 'b']", ['a', 'b']]],
    forbidden: ['[1]', "'a'"],
  },
  'list of numbers': {
    schema: { type: 'array', items: { type: 'number' } },
    allowed: [['[1, 2]', ['1', '2']]],
    forbidden: ["['1']"],
  },
  tuple: {
    schema: { type: 'array', prefixItems: [text, { type: 'integer' }], items: false },
    allowed: [["['a', 1]", ['a', '1']]],
    forbidden: ["[1, 'a']"],
  },
  object: {
    schema: { type: 'object', required: ['a'], properties: { a: text, b: { type: 'integer' } } },
    allowed: [["{ a: 'x', b: 1 }", { a: 'x', b: '1' }]],
    forbidden: ['{ a: 1 }', '{}', "{ a: 'x', c: 1 }"],
  },
  map: {
    schema: { type: 'object', additionalProperties: text },
    allowed: [["{ k: 'v' }", { k: 'v' }]],
    forbidden: ['{ k: 1 }'],
  },
  'object in allOf': {
    schema: {
      allOf: [
        { type: 'object', properties: { a: text } },
        { type: 'object', properties: { b: text } },
      ],
    },
    allowed: [["{ a: 'x', b: 'y' }", { a: 'x', b: 'y' }]],
    forbidden: ['{ a: 1 }'],
  },
  'list of objects': {
    schema: { type: 'array', items: { type: 'object', properties: { a: text } } },
    allowed: [["[{ a: 'x' }, {}]", ['{"a":"x"}', '{}']]],
    forbidden: ['[{ a: 1 }]'],
  },
  'list of lists': {
    schema: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
    allowed: [['[[1], [2, 3]]', ['[1]', '[2,3]']]],
    forbidden: ['[1]'],
  },
  'object of objects': {
    schema: { type: 'object', properties: { a: { type: 'object', properties: { b: text } } } },
    allowed: [["{ a: { b: 'x' } }", { a: '{"b":"x"}' }]],
    forbidden: ["{ a: 'x' }"],
  },
  'object with a list': {
    schema: { type: 'object', properties: { a: { type: 'array', items: text } } },
    allowed: [["{ a: ['x'] }", { a: '["x"]' }]],
    forbidden: ["{ a: 'x' }"],
  },
  'list or text': {
    schema: { anyOf: [text, { type: 'array', items: text }] },
    allowed: [
      ["'a'", 'a'],
      ["['a']", ['a']],
    ],
    forbidden: ['1'],
  },
  anything: {
    schema: {},
    allowed: [
      ["'a'", 'a'],
      ['[{ a: 1 }]', ['{"a":1}']],
      ['{ a: { b: 1 } }', { a: '{"b":1}' }],
    ],
  },
};

function operationOf(position: Position, schema: Schema): Operation {
  const responses = { 204: { description: 'Done' } };
  const body = (mediaType: string, media: MediaType): Operation => ({
    responses,
    requestBody: { required: true, content: { [mediaType]: media } },
  });
  const form: Schema = { type: 'object', properties: { value: schema }, required: ['value'] };
  switch (position) {
    case 'urlencoded':
      return body('application/x-www-form-urlencoded', { schema: form });
    case 'multipart':
      return body('multipart/form-data', { schema: form });
    case 'json':
      return body('application/json', { schema: form });
    case 'text':
      return body('text/plain', { schema });
    default:
      return { responses, parameters: [{ name: 'value', in: position, required: true, schema }] };
  }
}

const cells = Object.entries(kinds).flatMap(([kind, what]) =>
  positions.map((position, index) => ({
    kind,
    position,
    ...what,
    id: `op${Object.keys(kinds).indexOf(kind)}x${index}`,
  })),
);

function made() {
  const paths = cells.map(
    ({ id, position, schema }): [string, NonNullable<OpenApiDocument['paths']>[string]] => {
      const operation = { ...operationOf(position, structuredClone(schema)), operationId: id };
      return [`/${id}${position === 'path' ? '/{value}' : ''}`, { post: operation }];
    },
  );
  return modelOf(normalise({ ...documentOf(Object.fromEntries(paths)), openapi: '3.1.0' }));
}

const model = made();

const isForm = (position: Position): boolean => ['urlencoded', 'multipart', 'json'].includes(position);

/** A text body is a text, of which the caller makes what is no primitive. */
const isCell = ({ position, allowed }: { position: Position; allowed: Kind['allowed'] }): boolean =>
  position !== 'text' || allowed.every(([, wire]) => typeof wire === 'string');

test.each(compilers)(
  '%s: in every position, values that a schema allows compile, and others do not',
  async (_name, compiler) => {
    const print = typePrinter(model, throughImports);
    const lines = cells.filter(isCell).flatMap(({ id, position, allowed, forbidden = [] }) => {
      const { parameters, body } = model.byId.get(id)!;
      const [parameter] = parameters;
      const type =
        parameter === undefined ? bodyType(body!.contents[0], print) : parameterType(parameter, print);
      const placed = (source: string): string => (isForm(position) ? `{ value: ${source} }` : source);
      const declared = (source: string, index: number, what: string): string =>
        `export const ${id}${what}${index}: ${id} = ${placed(source)};`;
      // Without `null` where nothing but JSON could send it.
      const refused = position === 'json' || isForm(position) ? forbidden : [...forbidden, 'null'];
      return [
        `type ${id} = ${sourceOf(type)};`,
        ...allowed.map(([source], index) => declared(source, index, 'yes')),
        ...(kindTakesAll(id)
          ? []
          : refused.flatMap((source, index) => ['// @ts-expect-error', declared(source, index, 'no')])),
      ];
    });
    const usage = `import type * as models from './models.js';\nimport type * as runtime from '@acme/fetch-runtime';\nexport type { models, runtime };\n${lines.join('\n')}\n`;
    expect(await compile(compiler, { 'models.ts': sourceOf(printModels(model)), 'usage.ts': usage })).toBe(
      '',
    );
  },
);

function kindTakesAll(id: string): boolean {
  return cells.find((cell) => cell.id === id)!.kind === 'anything';
}

test.each(cells.filter(isCell).map((cell) => [cell.kind, cell.position, cell] as const))(
  '%s in %s: what compiles is sent, and as it was given',
  async (_kind, position, { id, allowed }) => {
    const { parameters, body } = model.byId.get(id)!;
    for (const [source, wire] of allowed) {
      const value: unknown = new Function(`return ${source}`)();
      const draft: runtime.RequestDraft = {
        operation: { id, method: 'POST', path: '/{value}' },
        path: '/{value}',
        query: [],
        headers: {},
      };
      const [parameter] = parameters;
      if (parameter !== undefined) write(draft, paramOf(parameter), value);
      else {
        const { encode, mediaType: type, encoding } = body!.contents[0];
        expect(encoding).toEqual([]);
        encoder(encode)(
          draft,
          { type, encode: () => undefined },
          position === 'text' ? value : { value },
          {},
        );
      }
      expect(await written(position, draft)).toEqual(expectedOf(position, wire, value));
    }
  },
);

// biome-ignore lint/suspicious/noExplicitAny: an encoder of a parameter or of a body
const encoder = (name: string): any => (runtime as Record<string, unknown>)[name];

const write = (draft: runtime.RequestDraft, param: runtime.Param, value: unknown): void =>
  param.encode(draft, param, value);

function paramOf({
  encode,
  key,
  name,
  nested,
}: {
  encode: string;
  key: string;
  name: string;
  nested: boolean;
}) {
  if (!nested) return { encode: encoder(encode), key, name };
  return { encode: runtime.nestedJson, as: encoder(encode), key, name };
}

/** What a server finds, split where the style splits and then decoded. */
async function written(
  position: Position,
  { path, query, headers, body }: runtime.RequestDraft,
): Promise<unknown> {
  const pair = (one: string): string[] => one.split(/=(.*)/s, 2).map(decodeURIComponent);
  switch (position) {
    case 'path':
      return path.slice(1).split(',').map(decodeURIComponent);
    case 'query':
      return query.map(pair);
    case 'header':
      return headers.value;
    case 'cookie':
      return headers.cookie?.split('; ').map(pair);
    case 'urlencoded':
      return [...new URLSearchParams(body as string)];
    case 'multipart': {
      const type = headers['content-type']!;
      return [...(await new Response(body as Blob, { headers: { 'content-type': type } }).formData())];
    }
    default:
      return body;
  }
}

function expectedOf(position: Position, wire: Wire, value: unknown): unknown {
  const items = typeof wire === 'string' ? [wire] : Array.isArray(wire) ? wire : Object.entries(wire).flat();
  const isObject = typeof wire === 'object' && !Array.isArray(wire);
  const named = items.map((item) => ['value', item]);
  switch (position) {
    case 'path':
      return items;
    case 'header':
      return items.join(',');
    case 'query':
    case 'cookie':
      return isObject ? Object.entries(wire) : named;
    case 'urlencoded':
    case 'multipart':
      return isObject ? [['value', JSON.stringify(value)]] : named;
    case 'json':
      return typeof value === 'bigint' ? `{"value":${value}}` : JSON.stringify({ value });
    default:
      return wire;
  }
}

test('bytes are a file in a multipart form, and text where there are no bytes', async () => {
  const bytes: Schema = { type: 'string', format: 'binary' };
  const typeIn = (position: Position, schema: Schema): string => {
    const paths = { '/a': { post: { ...operationOf(position, schema), operationId: 'op' } } };
    const model = modelOf(normalise(documentOf(paths)));
    const { parameters, body } = model.byId.get('op')!;
    const print = typePrinter(model, throughImports);
    const type =
      parameters[0] === undefined ? bodyType(body!.contents[0], print) : parameterType(parameters[0], print);
    return `${sourceOf(printModels(model))} ${sourceOf(type)}`;
  };
  const holders: readonly Schema[] = [
    bytes,
    { type: 'array', items: bytes },
    { oneOf: [bytes, { type: 'integer' }] },
  ];
  for (const schema of holders) {
    expect(typeIn('multipart', structuredClone(schema))).toContain('Blob');
    for (const position of ['query', 'header', 'urlencoded', 'json'] as const)
      expect(typeIn(position, structuredClone(schema))).not.toContain('Blob');
  }
  expect(typeIn('multipart', { type: 'object', properties: { inner: bytes } })).not.toContain('Blob');
});

test.each([
  ['multipart/form-data', 'FormData'],
  ['application/x-www-form-urlencoded', 'URLSearchParams'],
])('what is no object makes no %s: only the caller can', (mediaType, type) => {
  const requestBody = { required: true, content: { [mediaType]: { schema: text } } };
  const operation: Operation = {
    operationId: 'op',
    requestBody,
    responses: { 204: { description: 'Done' } },
  };
  const model = modelOf(normalise(documentOf({ '/a': { post: operation } })));
  const content = model.byId.get('op')!.body!.contents[0];
  expect(sourceOf(bodyType(content, typePrinter(model, throughImports)))).toBe(type);
});
