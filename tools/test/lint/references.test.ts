import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { specFiles } from '../../src/generate/read/read-spec.js';
import { linted } from '../linted.js';
import { type Case, inFolder, okPaths, problemsOfFile, spec, testCases } from './fixtures/cases.js';

/** A call that uses one reference of each kind that is not a schema's. */
function at(kind: string, ref = `#/components/${kind}/None`): string {
  const places: Record<string, string> = {
    schemas: `paths: { /a: { get: { responses: { '200': { description: a, content: { a/b: { schema:\n  { $ref: '${ref}' } #!\n} } } } } } }\n`,
    parameters: `paths: { /a: { get: { parameters: [\n  { $ref: '${ref}' } #!\n], responses: { '200': { description: a } } } } }\n`,
    responses: `paths: { /a: { get: { responses: { '200':\n  { $ref: '${ref}' } #!\n} } } }\n`,
    headers: `paths: { /a: { get: { responses: { '200': { description: a, headers: { X-A:\n  { $ref: '${ref}' } #!\n} } } } } }\n`,
    requestBodies: `paths: { /a: { put: { requestBody:\n  { $ref: '${ref}' } #!\n, responses: { '200': { description: a } } } } }\n`,
    examples: `paths: { /a: { get: { responses: { '200': { description: a, content: { a/b: { examples: { a:\n  { $ref: '${ref}' } #!\n} } } } } } } }\n`,
    securitySchemes: `${okPaths}components: { securitySchemes: { a:\n  { $ref: '${ref}' } #!\n} }\n`,
    links: `paths: { /a: { get: { responses: { '200': { description: a, links: { a:\n  { $ref: '${ref}' } #!\n} } } } } }\n`,
    callbacks: `paths: { /a: { get: { callbacks: { a:\n  { $ref: '${ref}' } #!\n}, responses: { '200': { description: a } } } } }\n`,
    pathItems: `paths:\n  /b: { get: { responses: { '200': { description: a } } } }\n  /a:\n    $ref: '${ref}' #!\n`,
  };
  return spec(places[kind]!);
}

const kinds = [
  'schemas',
  'parameters',
  'responses',
  'headers',
  'requestBodies',
  'examples',
  'securitySchemes',
];
const errors: Case[] = [
  ...[...kinds, 'links', 'callbacks', 'pathItems'].map((kind) => ({
    title: kind,
    rule: 'ref-unresolved',
    spec: at(kind),
  })),
  {
    title: 'a $ref that is a number',
    rule: 'wrong-type',
    spec: spec(okPaths, 'components:\n  schemas:\n    A:\n      $ref: 5 #!\n'),
  },
  { title: 'an anchor', rule: 'ref-unresolved', spec: at('schemas', '#Pet') },
  { title: 'a broken escape', rule: 'ref-unresolved', spec: at('schemas', '#/%E0%A4%A') },
  { title: 'a missing file', rule: 'ref-unresolved', spec: at('schemas', 'none.yaml') },
  {
    title: 'another kind',
    rule: 'ref-kind',
    spec: spec(
      at('schemas', '#/components/responses/A').slice(50),
      'components: { responses: { A: { description: a } } }\n',
    ),
  },
  {
    title: 'a place for none',
    rule: 'ref-kind',
    spec: spec(
      okPaths,
      "components:\n  schemas:\n    A:\n      properties:\n        $ref: '#/x-properties' #!\nx-properties: {}\n",
    ),
  },
  {
    title: 'a reference to itself',
    rule: 'ref-cycle',
    spec: spec(okPaths, "components:\n  schemas:\n    A: { $ref: '#/components/schemas/A' } #!\n"),
  },
  {
    title: 'a chain to itself',
    rule: 'ref-cycle',
    spec: spec(
      okPaths,
      "components:\n  parameters:\n    A: { $ref: '#/components/parameters/B' } #!\n    B: { $ref: '#/components/parameters/A' }\n",
    ),
  },
  {
    title: 'a part of itself',
    rule: 'ref-cycle',
    spec: spec(
      okPaths,
      "components:\n  schemas:\n    A:\n      allOf: [{ $ref: '#/components/schemas/B' }] #!\n    B:\n      allOf: [{ $ref: '#/components/schemas/A' }]\n",
    ),
  },
  ...[
    '../other.yaml',
    'a/../../other.yaml',
    '%2e%2e/other.yaml',
    '/etc/passwd',
    'file:///etc/passwd',
    'https://example.com/a.yaml#/A',
    'HTTP://example.com/a.yaml',
    '//example.com/a.yaml',
    'C:\\\\a.yaml',
    '..\\\\a.yaml',
  ].map((ref) => ({ title: ref, rule: 'ref-outside', spec: at('schemas', ref.replaceAll('\\\\', '\\')) })),
];
testCases(errors, 'lenient', 'error');

const shared = `
Pet:
  type: object
  properties:
    owner: { $ref: 'people/owner.yaml#/Owner' }
    mother: { $ref: '#/Pet' }
    home: { $ref: '../pets.yaml#/components/schemas/Home' }
    kind: { $ref: 'pets.yaml#/components/schemas/Kind' }
`;
const files = {
  'pets.yaml': spec(`
paths:
  /pets: { $ref: 'paths.yaml' }
components:
  schemas:
    Owner: { type: string }
    Kind: { type: string }
`),
  'paths.yaml': "get: { responses: { '200': { $ref: 'answers.json#/Fine' } } }\n",
  'answers.json':
    '{ "Fine": { "description": "a", "content": { "a/b": { "schema": { "$ref": "shared.yaml#/Pet" } } } } }',
  'shared.yaml': shared.replace(/ *home:.*\n/, ''),
  'people/owner.yaml':
    "Owner: { type: object, properties: { pets: { type: array, items: { $ref: '../shared.yaml#/Pet' } } } }\n",
};

test('what other files of the folder hold is brought into the document', async () => {
  await inFolder(files, async (folder) => {
    const { document, files: read } = await linted(path.join(folder, 'pets.yaml'), 'lenient');
    expect(document.paths!['/pets']!.get!.responses).toEqual({
      '200': { $ref: '#/components/responses/Fine' },
    });
    expect(document.components!.responses!.Fine!.content!['a/b']!.schema).toEqual({
      $ref: '#/components/schemas/Pet',
    });
    expect(document.components!.schemas).toMatchObject({
      Owner: { type: 'string' },
      Pet: {
        properties: {
          owner: { $ref: '#/components/schemas/Owner2' },
          mother: { $ref: '#/components/schemas/Pet' },
          kind: { $ref: '#/components/schemas/Kind' },
        },
      },
      Owner2: { properties: { pets: { items: { $ref: '#/components/schemas/Pet' } } } },
    });
    expect(JSON.stringify(document)).not.toMatch(/yaml|json#/);
    expect(read.map((file) => path.relative(folder, file))).toEqual(Object.keys(files).sort());
    expect(await specFiles(path.join(folder, 'pets.yaml'))).toEqual(read);
  });
});

test('a problem in another file is reported there', async () => {
  const broken = {
    ...files,
    'people/owner.yaml': 'a: 1\nOwner:\n  type: object\n  properties: { a: { type: float } }\n',
  };
  await inFolder(broken, async (folder) => {
    expect(await problemsOfFile(path.join(folder, 'pets.yaml'), 'lenient')).toMatchObject([
      { file: path.join(folder, 'people/owner.yaml'), line: 4, rule: 'schema-type' },
    ]);
  });
});

test('a file in the folder that is a link out of it is not read', async () => {
  await inFolder(
    { 'secret.yaml': 'type: string', 'specs/pets.yaml': at('schemas', 'link.yaml') },
    async (folder) => {
      await symlink(path.join(folder, 'secret.yaml'), path.join(folder, 'specs/link.yaml'));
      const problems = await problemsOfFile(path.join(folder, 'specs/pets.yaml'), 'lenient');
      expect(problems).toMatchObject([{ rule: 'ref-outside' }]);
      expect(await specFiles(path.join(folder, 'specs/pets.yaml'))).toHaveLength(1);
    },
  );
});

test('path items that bring each other in without end are refused', async () => {
  const item = "$ref: 'b.yaml'\n";
  const nested = (file: string): string =>
    `get: { callbacks: { a: { '/a': { $ref: '${file}' } } }, responses: { '200': { description: a } } }\n`;
  for (const [a, b] of [
    [item, "$ref: 'a.yaml'\n"],
    [nested('b.yaml'), nested('a.yaml')],
  ] as const) {
    await inFolder(
      { 'pets.yaml': spec("paths:\n  /a: { $ref: 'a.yaml' }\n"), 'a.yaml': a, 'b.yaml': b },
      async (folder) => {
        const problems = await problemsOfFile(path.join(folder, 'pets.yaml'), 'lenient');
        expect(problems.map(({ rule }) => rule)).toContain('ref-cycle');
      },
    );
  }
});

test.each([
  ['over lines', '$ref: >-\n        other.yaml#/A'],
  ['with an escape', '"$re\\u0066": other.yaml#/A'],
  ['with an escape in its value', '$ref: "oth\\x65r.yaml#/A"'],
  ['over two lines of plain text', '$ref:\n        other.yaml#/A'],
  ['with a question mark', '? $ref\n      : other.yaml#/A'],
])(
  'the files of a reference written %s are inputs all the same, or it is no reference',
  async (_, written) => {
    const text = spec(okPaths, `components:\n  schemas:\n    B:\n      ${written}\n`);
    await inFolder({ 'pets.yaml': text, 'other.yaml': 'A: { type: string }\n' }, async (folder) => {
      const file = path.join(folder, 'pets.yaml');
      const { files: read } = await linted(file, 'lenient');
      expect(await specFiles(file)).toEqual(expect.arrayContaining([...read]));
    });
  },
);
