import { type Json, strictDocument } from './strict-document.js';

type Members = { [key: string]: Json };
// 3.1 has numbers where 3.0 has flags, and no `nullable`.
const strict = JSON.parse(
  JSON.stringify(strictDocument)
    .replace('"minimum":0,"exclusiveMinimum":true', '"exclusiveMinimum":0')
    .replace(',"nullable":true', ''),
) as Members;
const components = strict.components as { [section: string]: Members };
const paths = strict.paths as Members;

/**
 * A harmless OpenAPI 3.1 document as a vendor might write it: what our own rules do not allow, inline schemas, the
 * keywords of JSON Schema, callbacks and webhooks, schemes that no client can serve.
 */
export const lenientDocument: Members = {
  ...strict,
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  paths: {
    ...paths,
    '/things/{thing-id}': {
      get: {
        tags: ['Things of all kinds', 'Pets'],
        parameters: [
          { name: 'thing-id', in: 'path', required: true, schema: { type: ['string', 'integer'] } },
          { name: 'Accept', in: 'header', schema: { type: 'string' } },
          { name: 'X-Key', in: 'header', schema: { type: 'string' } },
          { name: 'all', in: 'query', schema: { $ref: '#/components/schemas/Anything' } },
        ],
        security: [{ tls: [], digest: [] }, { connect: ['openid'] }],
        responses: {
          '2XX': {
            description: 'A thing.',
            content: {
              'application/vnd.thing+json': {
                schema: {
                  type: 'object',
                  title: 'Thing',
                  properties: {
                    inner: { type: 'object', properties: { deep: { type: 'string', const: 'fixed' } } },
                    kind: { enum: ['one', 'two', null] },
                    pair: {
                      type: 'array',
                      prefixItems: [{ type: 'string' }, { type: 'number' }],
                      items: false,
                    },
                  },
                  patternProperties: { '^x-': { type: 'string' } },
                },
              },
              'application/xml': { schema: { type: 'string' } },
            },
          },
          default: { description: 'Otherwise.' },
        },
        callbacks: {
          onDone: { '{$request.query.all}': { post: { responses: { 200: { description: 'Thanks.' } } } } },
        },
      },
      delete: {
        operationId: 'delete',
        tags: ['Things of all kinds'],
        parameters: [{ name: 'thing-id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 204: { description: 'Gone.' }, 400: { description: 'No.' } },
      },
    },
  },
  webhooks: {
    changed: { post: { operationId: 'changed', responses: { 200: { description: 'Thanks.' } } } },
  },
  components: {
    ...components,
    schemas: {
      ...components.schemas,
      Anything: {
        description: 'Many things.',
        anyOf: [
          { type: 'string', contentMediaType: 'image/png' },
          { type: 'integer', exclusiveMinimum: 3, examples: [4] },
          { type: 'null' },
          { type: 'object', unevaluatedProperties: { type: 'boolean' } },
        ],
        $defs: { Part: { type: 'string' } },
      },
      'Odd name.2': { type: 'object', const: { a: [1, 'two', { 'b c': null }] }, default: { a: 'b' } },
      Holder: {
        type: 'object',
        required: ['odd', 'undeclared'],
        properties: {
          odd: { $ref: '#/components/schemas/Odd name.2', description: 'Beside a reference.' },
          String: { type: 'string', format: 'uuid', deprecated: true, default: 'x' },
          other: { if: { type: 'string' }, else: { not: { type: 'null' } }, propertyNames: { maxLength: 3 } },
        },
      },
      Promise: { type: 'string', enum: ['a', 'b'], 'x-enum-varnames': ['A', 'B'] },
    },
    securitySchemes: {
      ...components.securitySchemes,
      tls: { type: 'mutualTLS', description: 'A certificate.' },
      digest: { type: 'http', scheme: 'digest' },
      connect: { type: 'openIdConnect', openIdConnectUrl: 'https://api.example/openid' },
    },
  },
};
