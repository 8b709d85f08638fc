import { readdirSync } from 'node:fs';
import path from 'node:path';
import { linted } from '../linted.js';
import { type Case, problemsOf, testCases } from './fixtures/cases.js';

const good = `openapi: 3.0.3
info:
  title: Pets
  version: '1'
  description: Pets and who owns them.
  license: { name: MIT }
servers:
  - url: https://pets.example.com
security:
  - token: []
tags:
  - name: Pets
    description: Listing pets.
paths:
  /pets:
    get:
      operationId: listPets
      tags: [Pets]
      summary: List pets
      description: Lists all pets.
      parameters:
        - name: kind
          in: query
          description: Which pets.
          schema: { type: string }
          example: cat
      responses:
        '200':
          description: The pets.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Pet' }
              example: { name: Tom }
        default:
          description: It failed.
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
  schemas:
    Pet:
      type: object
      description: A pet.
      required: [name]
      properties:
        name:
          type: string
          description: What it is called.
`;

/** The good description, in which texts are put in the place of others. */
function changed(title: string, rule: string, ...changes: [before: string, after: string][]): Case {
  const spec = changes.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`The good description has no ${before}`);
    return text.replace(before, after);
  }, good);
  return { title, rule, spec };
}

const described = '  description: Pets and who owns them.\n';
const get = '    get:\n';
const responses = '      responses:\n';
const name = '        name:\n';

const cases: Case[] = [
  changed('no description', 'info-complete', [described, ''], ['info:', 'info: #!']),
  changed('no licence', 'info-complete', ['  license: { name: MIT }\n', ''], ['info:', 'info: #!']),
  changed('a server by http', 'servers-https', ['https://pets.example.com', 'http://pets.example.com #!']),
  changed(
    'no server',
    'servers-https',
    ['servers:\n  - url: https://pets.example.com\n', ''],
    ['3.0.3', '3.0.3 #!'],
  ),
  changed(
    'no word on security',
    'security-stated',
    [get, '    get: #!\n'],
    ['security:\n  - token: []\n', ''],
    ['  securitySchemes:\n    token: { type: http, scheme: bearer }\n', ''],
  ),
  changed('an undescribed tag', 'operation-tag', [
    '  - name: Pets\n    description: Listing pets.',
    '  - name: Pets #!',
  ]),
  changed('an undeclared tag', 'operation-tag', ['tags: [Pets]', 'tags: [Dogs] #!']),
  changed('two tags', 'operation-tag', ['tags: [Pets]', 'tags: [Pets, Pets] #!']),
  changed('no tag', 'operation-tag', [get, '    get: #!\n'], ['      tags: [Pets]\n', '']),
  changed('no operationId', 'operation-id', [get, '    get: #!\n'], ['      operationId: listPets\n', '']),
  changed('an operationId in snake_case', 'operation-id', ['listPets', 'list_pets #!']),
  changed('a summary with a full stop', 'operation-text', ['List pets', 'List pets. #!']),
  changed('no summary', 'operation-text', [get, '    get: #!\n'], ['      summary: List pets\n', '']),
  changed(
    'no description of a call',
    'operation-text',
    [get, '    get: #!\n'],
    ['      description: Lists all pets.\n', ''],
  ),
  changed(
    'no answer of a success',
    'operation-responses',
    [responses, '      responses: #!\n'],
    ["'200'", "'300'"],
  ),
  changed(
    'no answer of a failure',
    'operation-responses',
    [responses, '      responses: #!\n'],
    ['        default:\n          description: It failed.\n', ''],
  ),
  changed(
    'a parameter without description',
    'parameter-complete',
    ['- name: kind', '- name: kind #!'],
    ['          description: Which pets.\n', ''],
  ),
  changed(
    'a parameter without example',
    'parameter-complete',
    ['- name: kind', '- name: kind #!'],
    ['          example: cat\n', ''],
  ),
  changed(
    'an undescribed property',
    'property-description',
    [name, '        name: #!\n'],
    ['          description: What it is called.\n', ''],
  ),
  changed(
    'a schema in snake_case',
    'schema-name',
    ['    Pet:', '    a_pet: #!'],
    ['schemas/Pet', 'schemas/a_pet'],
  ),
  changed(
    'schemas that are equal but for case',
    'schema-name',
    ['      properties:\n', "      allOf: [{ $ref: '#/components/schemas/PET' }]\n      properties:\n"],
    ['  schemas:\n', '  schemas:\n    PET: { type: object }\n'],
    ['    Pet:', '    Pet: #!'],
  ),
  changed('an inline object', 'schema-inline', [
    name,
    '        home: #!\n          type: object\n          description: Its home.\n' +
      `          properties: { city: { type: string, description: Its city. } }\n${name}`,
  ]),
  changed(
    'a required property nobody declares',
    'required-properties',
    ['required: [name]', 'required: [name, age] #!'],
    ['name: Tom', 'name: Tom, age: 3'],
  ),
  changed('an example of another type', 'example-valid', ['{ name: Tom }', '{ name: 3 } #!']),
  changed('an example without a required property', 'example-valid', ['{ name: Tom }', '{} #!']),
  changed("a parameter's example of another type", 'example-valid', ['example: cat', 'example: 3 #!']),
  changed("a schema's example of another type", 'example-valid', [
    name,
    '        name:\n          example: 3 #!\n',
  ]),
  changed('an unused component', 'component-unused', [
    '  schemas:\n',
    '  headers:\n    X-A: { description: a, schema: { type: string } } #!\n  schemas:\n',
  ]),
  changed('digest', 'security-placeable', ['scheme: bearer }', 'scheme: digest } #!']),
  changed(
    'an object as XML',
    'request-media-type',
    [
      responses,
      "      requestBody:\n        content:\n          text/xml: { schema: { $ref: '#/components/schemas/Pet' } } #!\n" +
        responses,
    ],
    [get, '    put:\n'],
  ),
  changed('an unknown field', 'unexpected-field', [
    '      summary: List',
    '      sumary: a #!\n      summary: List',
  ]),
  changed('an empty field', 'empty-value', [
    '      description: A pet.',
    '      description: A pet.\n      title: #!',
  ]),
];
testCases(cases, 'strict', 'error');

testCases(
  [
    changed('a schema without type', 'schema-typed', [
      name,
      `        age: #!\n          description: Its age.\n${name}`,
    ]),
    changed('an internal call', 'internal-operation', [
      '      summary:',
      '      x-internal: true #!\n      summary:',
    ]),
  ],
  'strict',
  'warning',
);

test('style is not reported about documents of others', async () => {
  const style = new Set(['operation-text', 'operation-tag', 'schema-name', 'servers-https', 'example-valid']);
  for (const { spec, rule } of cases) {
    if (style.has(rule)) expect(await problemsOf(spec, 'lenient')).toEqual([]);
  }
});

const specs = path.join(import.meta.dirname, '../../../specs');
test.each(readdirSync(specs).filter((file) => file.endsWith('.yaml')))(
  'our %s has no errors',
  async (file) => {
    expect((await linted(path.join(specs, file), 'strict')).files).toEqual([path.join(specs, file)]);
  },
);
