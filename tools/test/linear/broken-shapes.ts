import { documents, type Shape } from './shapes.js';

type Json = Readonly<Record<string, unknown>>;

const done = { 204: { description: 'Done' } };
const text = { type: 'string' };
const get = (more: Json): Json => ({ '/a': { get: { responses: done, ...more } } });
const record = (indices: readonly number[], entry: (index: number) => readonly [string, unknown]): Json =>
  Object.fromEntries(indices.map(entry));

/** Descriptions with the same mistake as often as there is room for it. */
export const broken: readonly Shape[] = [
  documents('values of the wrong type', (indices) => ({
    paths: get({}),
    components: {
      schemas: record(indices, (index) => [`S${index}`, { type: 'string', maxLength: '4', title: 1 }]),
    },
  })),
  documents('one parameter, again and again', (indices) => ({
    paths: get({ parameters: indices.map(() => ({ name: 'a', in: 'query', required: true, schema: text })) }),
  })),
  documents('parameters without a schema', (indices) => ({
    paths: get({ parameters: indices.map((index) => ({ name: `p${index}`, in: 'query' })) }),
  })),
  documents('path parameters that the path lacks', (indices) => ({
    paths: get({
      parameters: indices.map((index) => ({ name: `p${index}`, in: 'path', required: true, schema: text })),
    }),
  })),
  documents('placeholders that nothing declares', (indices) => ({
    paths: record(indices, (index) => [`/a/{b${index}}`, { get: { responses: done } }]),
  })),
  documents('one operationId, again and again', (indices) => ({
    paths: record(indices, (index) => [`/a${index}`, { get: { operationId: 'a', responses: done } }]),
  })),
  documents('paths without a slash, and with one', (indices) => ({
    paths: record(indices, (index) => [
      `${index % 2 === 0 ? '' : '/'}a${index >> 1}`,
      { get: { responses: done } },
    ]),
  })),
  documents('placeholders in queries of one path', (indices) => ({
    paths: record(indices, (index) => [`/a?b${index}={b${index}}`, { get: { responses: done } }]),
  })),
  documents('fixed queries that are parameters as well', (indices) => ({
    paths: record(indices, (index) => [
      `/a?b=${index}`,
      { get: { parameters: [{ name: 'b', in: 'query', schema: text }], responses: done } },
    ]),
  })),
  documents('schemes that are not declared', (indices) => ({
    paths: get({ security: indices.map((index) => ({ [`key${index}`]: [] })) }),
    components: {
      securitySchemes: record(indices, (index) => [`Key-${index}x`, { type: 'basic' }]),
    },
  })),
  documents('media types that are none', (indices) => ({
    paths: get({
      responses: { 200: { description: 'a', content: record(indices, (index) => [`a${index}`, {}]) } },
    }),
  })),
  documents('references to nothing', (indices) => ({
    paths: get({}),
    components: {
      schemas: record(indices, (index) => [`S${index}`, { $ref: `#/components/schemas/T${index}` }]),
    },
  })),
  documents('numbers in the place of texts', (indices) => ({
    paths: get({ parameters: [{ name: 'a', in: 'query', schema: { type: 'string', enum: indices } }] }),
  })),
];
