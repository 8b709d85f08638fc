import type { OpenApiDocument } from '../../src/generate/openapi/document.js';
import { printed } from '../printed.js';

const document: OpenApiDocument = {
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1.2.0', description: 'All about pets.\n\n## Limits\n\nTen a day.' },
  servers: [
    { url: 'https://api.example.com/v1', description: 'Production' },
    { url: 'https://sandbox.example.com' },
  ],
  tags: [{ name: 'Pet Care' }],
  security: [{ petKey: [] }],
  paths: {
    '/owners/{owner-id}/pets': {
      post: {
        operationId: 'addPet',
        tags: ['Pet Care'],
        summary: 'Add a pet',
        'x-outcome-check': 'countPets',
        description: 'The pet is known from then on.',
        security: [{ petKey: [], petAccount: ['pets:write'] }, { signIn: [] }, {}],
        parameters: [
          {
            name: 'owner-id',
            in: 'path',
            required: true,
            description: 'Whose pet it is.',
            schema: { type: 'string', pattern: '^o(1|2)$' },
            example: 'o1',
          },
          {
            name: 'notify',
            in: 'query',
            deprecated: true,
            schema: { type: 'string', enum: ['mail', 'push'], default: 'mail' },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Pet' },
              example: { id: 7, kind: 'cat', name: "O'Malley", tags: ['a'], unknown: true },
            },
          },
        },
        responses: {
          201: {
            description: 'Added.\n\n- at once\n- for good',
            'x-error-when': { pointer: '/error' },
            headers: { Location: { description: 'Where | it is.', schema: { type: 'string' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
          404: {
            description: 'No such owner.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
          default: { description: 'Any other failure.' },
        },
      },
      get: {
        operationId: 'countPets',
        tags: ['Pet Care'],
        deprecated: true,
        security: [],
        parameters: [{ name: 'owner-id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 204: { description: 'Nothing to say.' } },
      },
    },
    '/ping': {
      get: {
        operationId: 'ping',
        tags: ['Pet Care'],
        responses: { 200: { description: 'Up.', content: { 'text/plain': { schema: { type: 'string' } } } } },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        description: 'A pet. It has one owner.',
        required: ['kind', 'name'],
        properties: {
          id: { type: 'integer', format: 'int64', readOnly: true, description: 'Given by the server.' },
          kind: { $ref: '#/components/schemas/Kind' },
          name: { type: 'string', minLength: 1, maxLength: 40, example: 'Tom' },
          born: { type: 'string', format: 'date', nullable: true, deprecated: true },
          tags: { type: 'array', maxItems: 3, items: { type: 'string', maxLength: 9 } },
        },
      },
      Kind: { type: 'string', description: 'What it is.', enum: ['cat', 'dog'] },
      Problem: {
        description: 'What went wrong.',
        oneOf: [{ $ref: '#/components/schemas/Missing' }, { $ref: '#/components/schemas/Kinds' }],
      },
      Missing: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          { type: 'object', required: ['what'], properties: { what: { type: 'string' } } },
        ],
      },
      Base: { type: 'object', properties: { code: { type: 'integer' } }, additionalProperties: true },
      Kinds: {
        type: 'array',
        description: 'Several kinds.',
        minItems: 1,
        items: { $ref: '#/components/schemas/Kind' },
      },
    },
    securitySchemes: {
      petKey: { type: 'apiKey', in: 'header', name: 'X-Pet-Key', description: 'Ask for one.' },
      petAccount: {
        type: 'oauth2',
        flows: {
          clientCredentials: {
            tokenUrl: 'https://login.example.com/token',
            scopes: { 'pets:write': 'Add pets.' },
          },
        },
      },
      signIn: { type: 'http', scheme: 'basic' },
    },
  },
};

const docs = printed(document).pages('@acme/pet-shop-client');

/** The part of a page from a heading to the next one of its level. */
function part(page: string, heading: string): string {
  const level = /^#+/.exec(heading)![0];
  const text = docs[page]!.slice(docs[page]!.indexOf(`${heading}\n`) + heading.length + 1);
  const end = new RegExp(`^#{1,${level.length}} `, 'm').exec(text)?.index ?? text.length;
  return text
    .slice(0, end)
    .replace(/^\[Back to top\].*$/m, '')
    .trim();
}

test('there is a README, a page per API class and a page per model', () => {
  expect(Object.keys(docs).sort()).toEqual(
    [
      'Base.md',
      'Kind.md',
      'Kinds.md',
      'Missing.md',
      'Pet.md',
      'PetCareApi.md',
      'PetInput.md',
      'Problem.md',
      'README.md',
      'AddPetNotify.md',
    ].sort(),
  );
});

describe('the page of an API class', () => {
  test('begins with a table of its methods', () => {
    expect(part('PetCareApi.md', '# PetCareApi')).toMatch(
      /^All URIs are relative to `https:\/\/api\.example\.com\/v1`, or to another of the \[servers\]\(README\.md#servers\)\.\n/,
    );
    expect(docs['PetCareApi.md']).toContain(
      [
        '| Method | HTTP request | Description |',
        '| --- | --- | --- |',
        '| [countPets](#countpets) | **GET** `/owners/{owner-id}/pets` | – |',
        '| [addPet](#addpet) | **POST** `/owners/{owner-id}/pets` | Add a pet |',
        '| [ping](#ping) | **GET** `/ping` | – |',
      ].join('\n'),
    );
  });

  test('tells of an operation what it answers and takes, and what it is for', () => {
    expect(part('PetCareApi.md', '## addPet')).toMatch(
      /^> \[Pet\]\(Pet\.md\) `addPet\(\{ ownerId, notify\?, body \}\)`\n\nAdd a pet\n\nThe pet is known from then on\.\n\nDo not send it again blindly: where the answer was lost, \[countPets\]\(PetCareApi\.md#countpets\) tells what became of the call\.\n\n### Example\n/,
    );
    expect(part('PetCareApi.md', '## countPets')).toMatch(
      /^> void `countPets\(\{ ownerId \}\)`\n\n\*\*Deprecated\.\*\*\n/,
    );
  });

  test('has an example with the values of the description, without what a request cannot hold', () => {
    expect(part('PetCareApi.md', '### Example')).toContain('countPets({');
    expect(part('PetCareApi.md', '## addPet')).toContain(
      [
        '```ts',
        "import { Client } from '@acme/pet-shop-client';",
        '',
        'const client = new Client({',
        "  accessToken: process.env['PET_SHOP_ACCESS_TOKEN'],",
        "  apiKey: process.env['PET_SHOP_PET_KEY'],",
        '});',
        '',
        'const result = await client.petCare.addPet({',
        "  ownerId: 'o1',",
        "  body: { kind: 'cat', name: 'O\\'Malley', tags: ['a'] },",
        '});',
        'console.log(result);',
        '```',
      ].join('\n'),
    );
  });

  test('shows no credentials where none are wanted', () => {
    expect(part('PetCareApi.md', '## countPets')).toContain(
      "const client = new Client();\n\nawait client.petCare.countPets({ ownerId: 'example' });\n",
    );
  });

  test('tells of each member of the request its type, wire name and place, and what values it may have', () => {
    const parameters = /### Parameters\n\n([\s\S]*?)\n\n###/.exec(part('PetCareApi.md', '## addPet'))![1];
    expect(parameters).toBe(
      [
        '| Name | Type | Description | Notes |',
        '| --- | --- | --- | --- |',
        '| `ownerId` | string | Whose pet it is. | required<br>in path as `owner-id`<br>pattern <code>&#94;o&#40;1&#124;2&#41;&#36;</code><br>example `o1` |',
        '| `notify` | [AddPetNotify](AddPetNotify.md) | – | optional<br>in query<br>**deprecated**<br>one of `mail` or `push`<br>default `mail` |',
        '| `body` | [PetInput](PetInput.md) | The body of the request. | required<br>sent as `application/json` |',
      ].join('\n'),
    );
    expect(part('PetCareApi.md', '## ping')).toContain(
      '### Parameters\n\nThis endpoint does not need any parameter.\n',
    );
  });

  test('keeps AND and OR of the security requirements, with scopes and links', () => {
    expect(part('PetCareApi.md', '## addPet')).toContain(
      [
        '### Authorization',
        '',
        'Any one of:',
        '',
        '- [petKey](README.md#petkey) and [petAccount](README.md#petaccount) (scope `pets:write`)',
        '- [signIn](README.md#signin)',
        '- no authorization',
      ].join('\n'),
    );
    expect(part('PetCareApi.md', '## ping')).toContain('### Authorization\n\n[petKey](README.md#petkey)\n');
    expect(part('PetCareApi.md', '## countPets')).toContain(
      '### Authorization\n\nNo authorization required\n',
    );
  });

  test('tells media types, and what each status means and holds', () => {
    const section = part('PetCareApi.md', '## addPet');
    expect(section).toContain('- **Content-Type**: `application/json`\n- **Accept**: `application/json`\n');
    expect(section).toContain(
      [
        '| Status code | Description | Response headers | Error type |',
        '| --- | --- | --- | --- |',
        '| **`201`** | Added.<br><br>• at once<br>• for good<br>An error inside a success: `/error` is there. | `Location` (string): Where &#124; it is. | [Pet](Pet.md) (the result)<br>[Pet](Pet.md) (an error) |',
        '| **`404`** | No such owner. | – | [Problem](Problem.md) |',
        '| **`default`** | Any other failure. | – | unknown |',
      ].join('\n'),
    );
    expect(part('PetCareApi.md', '## countPets')).toContain(
      '### Return type\n\n`void` (empty response body)\n\n',
    );
    expect(part('PetCareApi.md', '## countPets')).toContain(
      '- **Content-Type**: Not defined\n- **Accept**: Not defined\n',
    );
  });
});

describe('the page of a model', () => {
  test('of an object: a table of its properties', () => {
    expect(part('Pet.md', '# Pet')).toMatch(/^A pet\. It has one owner\.\n/);
    expect(part('Pet.md', '## Properties')).toBe(
      [
        '| Name | Type | Description | Notes |',
        '| --- | --- | --- | --- |',
        '| `id` | Int64 | Given by the server. | optional<br>read-only<br>format `int64`, a `bigint` beyond 2^53 |',
        '| `kind` | [Kind](Kind.md) | What it is. | required<br>one of `cat` or `dog`; a server may add others |',
        '| `name` | string | – | required<br>minimum length 1<br>maximum length 40<br>example `Tom` |',
        '| `born` | string \\| null | – | optional<br>nullable<br>**deprecated**<br>format `date` |',
        '| `tags` | string\\[\\] | – | optional<br>maximum items 3<br>each: maximum length 9 |',
      ].join('\n'),
    );
  });

  test('as it is written: without what only a server sets', () => {
    expect(docs['PetInput.md']).not.toContain('`id`');
  });

  test('of a composition: the properties of all its parts', () => {
    expect(part('Missing.md', '## Properties')).toContain('| `code` | number | – | optional |');
    expect(part('Missing.md', '## Properties')).toContain('| `what` | string | – | required |');
    expect(part('Missing.md', '## Properties')).toContain('Other properties: `unknown`');
  });

  test('of an enum: its values', () => {
    expect(part('Kind.md', '# Kind')).toMatch(
      /^What it is\.\n\n## Values\n\n- `cat`\n- `dog`\n\nA server may answer/,
    );
  });

  test('of a union: its members', () => {
    expect(part('Problem.md', '## One of')).toBe('- [Missing](Missing.md)\n- [Kinds](Kinds.md)');
  });

  test('says which operations name the model, and which other models', () => {
    expect(part('Pet.md', '## Used by')).toMatch(/^- \[addPet\]\(PetCareApi\.md#addpet\)/);
    expect(part('Missing.md', '## Used by')).toBe('- [Problem](Problem.md)');
  });

  test('of anything else: the type it stands for', () => {
    expect(part('Kinds.md', '## Type')).toBe(
      '[Kind](Kind.md)\\[\\]\n\n- minimum items 1\n- each: one of `cat` or `dog`; a server may add others',
    );
  });
});

describe('the README', () => {
  test('tells of the description, without its headings', () => {
    expect(docs['README.md']).toMatch(
      /# Pets\n\nWhat `@acme\/pet-shop-client` can do.*`1\.2\.0`\.\n\nAll about pets\.\n\n\*\*Limits\*\*\n\nTen a day\.\n/,
    );
  });

  test('lists classes with their operations, and models', () => {
    expect(part('README.md', '## API classes')).toContain(
      '| [PetCareApi](PetCareApi.md) | `petCare` | [addPet](PetCareApi.md#addpet) | **POST** `/owners/{owner-id}/pets` | Add a pet |',
    );
    expect(part('README.md', '## Models')).toContain('- [Pet](Pet.md): A pet.\n');
  });

  test('tells of each security scheme where it goes, how it is given, and its scopes', () => {
    expect(part('README.md', '### petKey')).toBe(
      '- **Type**: API key\n- **Sent as**: header `X-Pet-Key`\n- **Configuration**: `apiKey`\n\nAsk for one.',
    );
    expect(part('README.md', '### petAccount')).toContain(
      'Flow `clientCredentials`: token URL `https://login.example.com/token`\n\n| Scope | Description |\n| --- | --- |\n| `pets:write` | Add pets. |',
    );
  });

  test('lists the servers as a configuration counts them', () => {
    expect(part('README.md', '## Servers')).toContain(
      '| `0` | `https://api.example.com/v1` | Production | – |',
    );
  });
});

test('the same document gives the same pages', () => {
  expect(printed(document).pages('@acme/pet-shop-client')).toEqual(docs);
});
