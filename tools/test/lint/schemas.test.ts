import { type Case, okPaths, problemsOf, schema, spec, testCases } from './fixtures/cases.js';

const errors: Case[] = [
  {
    title: 'an array without items',
    rule: 'array-items',
    spec: schema('      type: object\n      properties:\n        a: { type: array } #!\n'),
  },
  {
    title: 'items that are a list',
    rule: 'array-items',
    spec: schema('      type: array\n      items: [{ type: string }] #!\n'),
  },
  { title: 'an unknown type', rule: 'schema-type', spec: schema('      type: float #!\n') },
  { title: 'null as a type of 3.0', rule: 'schema-type', spec: schema("      type: 'null' #!\n") },
  { title: 'several types in 3.0', rule: 'schema-type', spec: schema('      type: [string, number] #!\n') },
  {
    title: 'an unknown type of 3.1',
    rule: 'schema-type',
    spec: schema('      type: [string, date] #!\n').replace('3.0.3', '3.1.0'),
  },
  {
    title: 'properties that are a list',
    rule: 'wrong-type',
    spec: schema('      type: object\n      properties: [a, b] #!\n'),
  },
  {
    title: 'a property that is text',
    rule: 'wrong-type',
    spec: schema('      type: object\n      properties:\n        a: string #!\n'),
  },
  {
    title: 'required that is a flag',
    rule: 'wrong-type',
    spec: schema('      type: string\n      required: true #!\n'),
  },
  {
    title: 'a mapping to a missing schema',
    rule: 'discriminator-mapping',
    spec: schema(
      "\n      type: object\n      discriminator:\n        propertyName: kind\n        mapping:\n          cat: '#/components/schemas/Pet'\n          dog: '#/components/schemas/Dog' #!\n",
    ),
  },
  {
    title: 'a mapping to a missing name',
    rule: 'discriminator-mapping',
    spec: schema(
      '      type: object\n      discriminator:\n        propertyName: kind\n        mapping:\n          cow: Cow #!\n',
    ),
  },
  {
    title: 'a discriminator without its property',
    rule: 'missing-field',
    spec: schema('      type: object\n      discriminator: {} #!\n'),
  },
  {
    title: 'a line break in an enum value',
    rule: 'control-character',
    spec: schema('      type: string\n      enum:\n        - a\n        - "b\\n" #!\n'),
  },
  {
    title: 'a tab in a property',
    rule: 'control-character',
    spec: schema('      type: object\n      properties:\n        "a\\tb": { type: string } #!\n'),
  },
];
testCases(errors, 'lenient', 'error');

const warnings: Case[] = [
  {
    title: 'a required property nobody declares',
    rule: 'required-properties',
    spec: schema(
      '      type: object\n      required:\n        - a\n        - b #!\n      properties: { a: { type: string } }\n',
    ),
  },
  {
    title: 'a keyword of 3.1',
    rule: 'unexpected-field',
    spec: schema('      type: string\n      const: a #!\n'),
  },
  {
    title: 'a schema with a blank in its name',
    rule: 'component-name',
    spec: spec(okPaths, 'components:\n  schemas:\n    A Pet: { type: string } #!\n'),
  },
];
testCases(warnings, 'lenient', 'warning');

test.each([
  [
    'a required property of a part',
    'allOf: [{ required: [a, b] }, { type: object, properties: { a: {}, b: {} } }]',
  ],
  [
    'a required property of a schema referred to',
    "required: [name]\n      allOf: [{ $ref: '#/components/schemas/Named' }]",
  ],
  [
    'a schema that refers to itself by a property',
    "type: object\n      properties: { mother: { $ref: '#/components/schemas/Pet' } }",
  ],
  [
    'null in an enum, an example and a default',
    'type: string\n      nullable: true\n      enum: [a, null]\n      default: null\n      example: null',
  ],
  ['a reference within an example', "type: object\n      example: { $ref: '#/nowhere' }"],
  [
    'a property called $ref',
    'type: object\n      properties: { $ref: { type: string }, type: { type: string } }',
  ],
])('vendor: nothing is reported about %s', async (_, fields) => {
  expect(
    await problemsOf(schema(`      ${fields}\n    Named: { type: object, properties: { name: {} } }\n`)),
  ).toEqual([]);
});

test('3.1: arrays without items, types in lists and schemas that are flags pass', async () => {
  const fields =
    '      type: [array, "null"]\n      contains: { const: 1 }\n      unevaluatedItems: false\n      prefixItems: [true]\n';
  expect(await problemsOf(schema(fields).replace('3.0.3', '3.1.0'))).toEqual([]);
});

test('chains of thousands of schemas are refused, without an overflow', async () => {
  const all = Array.from(
    { length: 20_000 },
    (_, n) => `    S${n}: { required: [z], allOf: [{ $ref: '#/components/schemas/S${n + 1}' }] }\n`,
  );
  const problems = await problemsOf(
    spec(okPaths, `components:\n  schemas:\n${all.join('')}    S20000: { type: object }\n`),
  );
  expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['composition-size']));
});
