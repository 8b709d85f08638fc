import { type Case, okPaths, operation, problemsOf, spec, testCases } from './fixtures/cases.js';

const ok = "responses: { '200': { description: Fine } }";
const errors: Case[] = [
  { title: 'no paths', rule: 'paths-present', spec: spec().replace('3.0.3', '3.0.3 #!') },
  { title: 'paths without operations', rule: 'paths-present', spec: spec('paths: {} #!\n') },
  { title: 'no title', rule: 'missing-field', spec: `openapi: 3.0.3\ninfo: { version: '1' } #!\n${okPaths}` },
  { title: 'no version', rule: 'missing-field', spec: `openapi: 3.0.3\ninfo: { title: a } #!\n${okPaths}` },
  { title: 'no info', rule: 'missing-field', spec: `openapi: 3.0.3 #!\n${okPaths}` },
  {
    title: 'a version that is a number',
    rule: 'wrong-type',
    spec: `openapi: 3.0.3\ninfo:\n  title: a\n  version: 1.0 #!\n${okPaths}`,
  },
  {
    title: 'a path without a slash',
    rule: 'path-form',
    spec: spec(`paths:\n  pets: #!\n    get: { ${ok} }\n`),
  },
  {
    title: 'a path with a query',
    rule: 'path-query',
    spec: spec(`paths:\n  /pets?sort=1: #!\n    get: { ${ok} }\n`),
  },
  {
    title: 'a path with a fragment',
    rule: 'path-fragment',
    spec: spec(`paths:\n  '/pets#all': #!\n    get: { ${ok} }\n`),
  },
  {
    title: 'an open brace',
    rule: 'path-form',
    spec: spec(`paths:\n  '/pets/{id': #!\n    get: { ${ok} }\n`),
  },
  {
    title: 'a control character in a path',
    rule: 'control-character',
    spec: spec(`paths:\n  "/pets\\u0001": #!\n    get: { ${ok} }\n`),
  },
  {
    title: 'two paths that differ by names only',
    rule: 'path-template-unique',
    spec: spec(`
paths:
  /pets/{x}:
    parameters: [{ name: x, in: path, required: true, schema: { type: string } }]
    get: { ${ok} }
  /pets/{y}: #!
    parameters: [{ name: y, in: path, required: true, schema: { type: string } }]
    put: { ${ok} }
`),
  },
  {
    title: 'an undeclared path parameter',
    rule: 'path-parameters',
    spec: spec(`paths:\n  /pets/{id}: #!\n    get: { ${ok} }\n`),
  },
  {
    title: 'a path parameter that is not in the path',
    rule: 'path-parameters',
    spec: operation(`
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } } #!
`),
  },
  {
    title: 'a path parameter that may be left out',
    rule: 'path-parameters',
    spec: operation(
      '      parameters:\n        - { name: id, in: path, schema: { type: string } } #!\n',
      'get',
      '/pets/{id}',
    ),
  },
  {
    title: 'an operationId that stands twice',
    rule: 'operation-id-unique',
    spec: spec(
      `paths:\n  /a:\n    get: { operationId: list, ${ok} }\n    put:\n      operationId: list #!\n      ${ok}\n`,
    ),
  },
  {
    title: 'operationIds that are equal but for case',
    rule: 'operation-id-unique',
    spec: spec(
      `paths:\n  /a:\n    get: { operationId: getPet, ${ok} }\n    put:\n      operationId: getpet #!\n      ${ok}\n`,
    ),
  },
  { title: 'TRACE', rule: 'method-trace', spec: spec(`paths:\n  /a:\n    trace: #!\n      ${ok}\n`) },
  {
    title: 'a body with GET',
    rule: 'method-body',
    spec: operation('      requestBody: { content: { text/plain: { schema: { type: string } } } } #!\n'),
  },
  {
    title: 'a body with HEAD',
    rule: 'method-body',
    spec: operation('      requestBody: { content: { text/plain: {} } } #!\n', 'head'),
  },
  {
    title: 'no response',
    rule: 'response-status',
    spec: spec('paths:\n  /a:\n    get:\n      responses: {} #!\n'),
  },
  {
    title: 'responses left out',
    rule: 'missing-field',
    spec: spec('paths:\n  /a:\n    get: #!\n      summary: a\n'),
  },
  {
    title: 'a status in words',
    rule: 'response-status',
    spec: spec(
      "paths:\n  /a:\n    get:\n      responses:\n        '200': { description: a }\n        ok: { description: a } #!\n",
    ),
  },
  {
    title: 'a range in small letters',
    rule: 'response-status',
    spec: spec("paths:\n  /a:\n    get:\n      responses:\n        '2xx': { description: a } #!\n"),
  },
  {
    title: 'a status of four digits',
    rule: 'response-status',
    spec: spec("paths:\n  /a:\n    get:\n      responses:\n        '2000': { description: a } #!\n"),
  },
  {
    title: 'a media type without a slash',
    rule: 'media-type-key',
    spec: operation('      requestBody:\n        content:\n          json: {} #!\n', 'post'),
  },
];
testCases(errors, 'lenient', 'error');

const warnings: Case[] = [
  {
    title: 'digest',
    rule: 'security-placeable',
    spec: spec(
      okPaths,
      'components:\n  securitySchemes:\n    a:\n      type: http\n      scheme: digest #!\n',
    ),
  },
  {
    title: 'mutual TLS',
    rule: 'security-placeable',
    spec: spec(okPaths, 'components:\n  securitySchemes:\n    a:\n      type: mutualTLS #!\n').replace(
      '3.0.3',
      '3.1.0',
    ),
  },
  {
    title: 'an object as XML',
    rule: 'request-media-type',
    spec: operation(
      '      requestBody:\n        content:\n          application/xml: { schema: { type: object } } #!\n',
      'post',
    ),
  },
  { title: 'an internal call', rule: 'internal-operation', spec: operation('      x-internal: true #!\n') },
  { title: 'an unknown field', rule: 'unexpected-field', spec: operation('      sumary: a #!\n') },
  { title: 'an empty field', rule: 'empty-value', spec: operation('      description: #!\n') },
];
testCases(warnings, 'lenient', 'warning');

test.each([
  ['a path in two methods', `paths:\n  /a:\n    get: { ${ok} }\n    put: { ${ok} }\n`],
  [
    'statuses that are numbers',
    'paths:\n  /a:\n    get:\n      responses:\n        200: { description: a }\n        4XX: { description: a }\n        default: { description: a }\n',
  ],
  [
    'extensions anywhere',
    `x-a: 1\npaths:\n  x-a: {}\n  /a:\n    x-b: 1\n    get: { x-c: 1, responses: { x-d: 1, '200': { description: a, x-e: 1 } } }\n`,
  ],
  [
    'a parameter of the path that an operation overrides',
    `paths:\n  /a:\n    parameters: [{ name: a, in: query, schema: {} }]\n    get: { parameters: [{ name: a, in: query, schema: {} }, { name: a, in: header, schema: {} }], ${ok} }\n`,
  ],
  [
    'a text body as XML',
    `paths:\n  /a:\n    put: { requestBody: { content: { application/xml: { schema: { type: string } } } }, ${ok} }\n`,
  ],
  [
    'media types with parameters',
    `paths:\n  /a:\n    put: { requestBody: { content: { 'application/json; charset=utf-8': {}, 'image/*': {}, '*/*': {} } }, ${ok} }\n`,
  ],
  [
    'no credentials as an alternative',
    `security: [{}, { a: [] }]\ncomponents: { securitySchemes: { a: { type: http, scheme: Basic } } }\n${okPaths}`,
  ],
])('vendor: nothing is reported about %s', async (_, text) => {
  expect(await problemsOf(spec(text))).toEqual([]);
});

test('text that would end a comment or a string in code passes: what prints it escapes it', async () => {
  const dollar = '$';
  const hostile = String.raw`*/ \` ' " ${dollar}{process.exit()} <script> \\`;
  const quoted = JSON.stringify(hostile);
  const text = `
servers: [{ url: ${JSON.stringify(`https://a/*/'"\`${dollar}`)}, description: ${quoted} }]
tags: [{ name: ${quoted}, description: ${quoted} }]
paths:
  ${JSON.stringify(`/a*/'"\`${dollar}`)}:
    get:
      summary: ${quoted}
      description: "a\\nb ${dollar}{x} */"
      tags: [${quoted}]
      parameters: [{ name: ${quoted}, in: query, description: ${quoted}, schema: { type: string } }]
      responses: { '200': { description: ${quoted}, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }
components:
  schemas:
    A:
      type: object
      description: "*/\\n\\u2028"
      properties:
        ${quoted}: { type: string, enum: [${quoted}, constructor], description: ${quoted} }
        constructor: { type: string }
        class: { type: string }
`;
  expect(await problemsOf(spec(text))).toEqual([]);
});
