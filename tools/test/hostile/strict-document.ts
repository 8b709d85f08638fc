/** Plain JSON; what a description is before anybody has looked at it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const json = (schema: Json, rest: Record<string, Json> = {}): Json => ({
  'application/json': { schema, ...rest },
});
const ref = (name: string, section = 'schemas'): Json => ({ $ref: `#/components/${section}/${name}` });
const text = (description: string, rest: Record<string, Json> = {}): Json => ({
  type: 'string',
  description,
  ...rest,
});

const parameter = (name: string, place: string, rest: Record<string, Json> = {}): Json => ({
  name,
  in: place,
  description: `The ${name}.`,
  example: 'one',
  schema: { type: 'string' },
  ...(place === 'path' ? { required: true } : {}),
  ...rest,
});
const words: Json = { type: 'array', items: { type: 'string' } };

const failure: Json = { description: 'It failed.', content: json(ref('Failure')) };

/**
 * A harmless OpenAPI 3.0 document that passes our own rules and uses what the pipeline prints: every place and style
 * of a parameter, bodies, media types, errors, our extensions, security schemes, servers with variables, unions.
 */
export const strictDocument: { [key: string]: Json } = {
  openapi: '3.0.3',
  info: {
    title: 'Harmless',
    version: '1.2.3',
    description: 'What the pipeline prints.\n\nIn two paragraphs.',
    termsOfService: 'https://api.example/terms',
    contact: { name: 'Somebody', url: 'https://api.example/contact', email: 'somebody@api.example' },
    license: { name: 'MIT', url: 'https://api.example/licence' },
  },
  externalDocs: { url: 'https://api.example/docs', description: 'All of it' },
  servers: [
    {
      url: 'https://{region}.api.example/{stage}',
      description: 'The regions.',
      variables: {
        region: { default: 'eu', enum: ['eu', 'us'], description: 'Where.' },
        stage: { default: 'live' },
      },
    },
    { url: 'https://test.api.example' },
  ],
  tags: [
    { name: 'Pets', description: 'Animals.', externalDocs: { url: 'https://api.example/pets' } },
    { name: 'Files', description: 'Documents.' },
  ],
  security: [{ key: [] }, { login: ['read', 'write'], token: [] }],
  paths: {
    '/pets/{petId}/{tags}/{shape}': {
      summary: 'A pet.',
      description: 'Pets by id.',
      servers: [{ url: 'https://{zone}.pets.example', variables: { zone: { default: 'a' } } }],
      parameters: [parameter('petId', 'path')],
      get: {
        operationId: 'getPet',
        tags: ['Pets'],
        summary: 'Get a pet',
        description: 'Reads one pet.\n\n@see the guide',
        externalDocs: { url: 'https://api.example/get', description: 'More' },
        parameters: [
          parameter('tags', 'path', { style: 'label', explode: true, schema: words, example: ['a'] }),
          parameter('shape', 'path', { style: 'matrix', schema: words, example: ['a'] }),
          parameter('limit-of', 'query', {
            schema: { type: 'integer', minimum: 1, default: 10 },
            example: 5,
          }),
          parameter('spaced', 'query', {
            style: 'spaceDelimited',
            explode: false,
            schema: words,
            example: ['a'],
          }),
          parameter('piped', 'query', {
            style: 'pipeDelimited',
            explode: false,
            schema: words,
            example: ['a'],
          }),
          parameter('filter', 'query', {
            style: 'deepObject',
            explode: true,
            schema: { type: 'object', additionalProperties: { type: 'string' } },
            example: { a: 'b' },
          }),
          parameter('raw', 'query', { allowReserved: true, deprecated: true }),
          parameter('X-Trace', 'header', { examples: { first: { value: 'abc', summary: 'A trace' } } }),
          parameter('session', 'cookie'),
          {
            name: 'query',
            in: 'query',
            description: 'As JSON.',
            content: {
              'application/json': { schema: ref('Dog'), example: { kind: 'dog', name: 'Rex', tricks: [] } },
            },
          },
        ],
        responses: {
          200: {
            description: 'The pet.',
            headers: { 'X-Left': { description: 'Calls left.', schema: { type: 'integer' } } },
            content: json(ref('Pet')),
            'x-error-when': { pointer: '/state', in: ['gone', 'lost'], schema: ref('Failure') },
            links: { again: { operationId: 'getPet', description: 'Again.' } },
          },
          404: failure,
          '5XX': {
            description: 'The server failed.',
            content: { 'text/plain': { schema: { type: 'string' } } },
          },
          default: ref('Failed', 'responses'),
        },
      },
    },
    '/pets': {
      get: {
        operationId: 'listPets',
        tags: ['Pets'],
        summary: 'List pets',
        description: 'Reads all pets.',
        deprecated: true,
        parameters: [
          parameter('start', 'query', { schema: { type: 'integer', default: 1 }, example: 1 }),
          parameter('limit', 'query', { schema: { type: 'integer' }, example: 1 }),
        ],
        'x-pagination': {
          record: 'start',
          limit: 'limit',
          items: '/pets',
          more: '/more',
          total: '/total',
        },
        responses: {
          200: {
            description: 'A page.',
            content: json(ref('PetPage')),
            'x-error-when': { pointer: '/next', in: ['none', 1] },
          },
          default: failure,
        },
      },
      post: {
        operationId: 'addPet',
        tags: ['Pets'],
        summary: 'Add a pet',
        description: 'Writes one pet.',
        security: [{ basic: [] }, { cookieKey: [], queryKey: [] }, {}],
        'x-outcome-check': 'getPet',
        requestBody: { description: 'The pet.', required: true, content: json(ref('Pet')) },
        responses: {
          201: { description: 'Added.', content: json(ref('Pet')) },
          204: { description: 'Nothing.' },
          default: failure,
        },
      },
      patch: {
        operationId: 'searchPets',
        tags: ['Pets'],
        summary: 'Search pets',
        description: 'Reads some pets.',
        security: [],
        'x-idempotent': true,
        'x-pagination': { cursor: 'after', nextUrl: '/next', items: '/pets' },
        parameters: [parameter('after', 'query')],
        requestBody: ref('Search', 'requestBodies'),
        responses: { 200: { description: 'Some.', content: json(ref('PetPage')) }, default: failure },
      },
    },
    '/files': {
      servers: [{ url: 'https://files.api.example', description: 'Files only.' }],
      put: {
        operationId: 'putFile',
        tags: ['Files'],
        summary: 'Put a file',
        description: 'Stores a file.',
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: ref('Upload'),
              encoding: {
                file: { contentType: 'image/png', headers: { 'X-Part': { schema: { type: 'string' } } } },
                labels: { style: 'pipeDelimited', explode: false, allowReserved: true },
              },
            },
            'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
            'text/plain; charset=utf-8': { schema: { type: 'string' } },
          },
        },
        responses: {
          200: {
            description: 'Stored.',
            content: {
              'application/pdf': { schema: { type: 'string', format: 'binary' } },
              'text/csv; header=present': { schema: { type: 'string' } },
            },
          },
          default: failure,
        },
      },
      post: {
        operationId: 'postForm',
        tags: ['Files'],
        summary: 'Post a form',
        description: 'Stores a form.',
        requestBody: { content: { 'application/x-www-form-urlencoded': { schema: ref('Upload') } } },
        responses: { 200: { description: 'Any image.', content: { 'image/*': {} } }, default: failure },
      },
    },
  },
  components: {
    responses: { Failed: { description: 'It failed otherwise.', content: json(ref('Failure')) } },
    requestBodies: {
      Search: { description: 'What to look for.', content: json(ref('PetPage'), { example: { pets: [] } }) },
    },
    schemas: {
      Pet: {
        title: 'A pet',
        description: 'A dog or a cat.',
        oneOf: [ref('Dog'), ref('Cat')],
        discriminator: { propertyName: 'kind', mapping: { dog: '#/components/schemas/Dog', cat: 'Cat' } },
        externalDocs: { url: 'https://api.example/pet' },
      },
      Animal: {
        type: 'object',
        required: ['kind', 'name'],
        properties: {
          kind: text('What it is.'),
          name: text('What it hears.', { minLength: 1, maxLength: 40, pattern: '^[A-Z]', example: 'Rex' }),
          state: text('How it is.', { enum: ['here', 'gone', 'lost'], default: 'here' }),
          born: text('When.', { format: 'date-time', nullable: true }),
          weight: {
            type: 'number',
            description: 'In kg.',
            minimum: 0,
            exclusiveMinimum: true,
            multipleOf: 0.5,
          },
          number: { type: 'integer', format: 'int64', description: 'A number.', example: 7 },
          secret: text('Written only.', { writeOnly: true }),
          id: text('Read only.', { readOnly: true, deprecated: true }),
          'odd-name': text('Not an identifier.'),
          constructor: text('What every object has.'),
        },
      },
      Dog: {
        description: 'A dog.',
        allOf: [
          ref('Animal'),
          {
            type: 'object',
            required: ['tricks'],
            properties: {
              tricks: { ...(words as object), description: 'What it can do.', minItems: 0, maxItems: 9 },
              friends: { type: 'array', description: 'Others.', items: ref('Dog') },
            },
          },
        ],
      },
      Cat: {
        description: 'A cat.',
        allOf: [ref('Animal'), { type: 'object', additionalProperties: { type: 'integer' } }],
      },
      PetPage: {
        type: 'object',
        description: 'A page of pets.',
        required: ['pets'],
        properties: {
          pets: { type: 'array', description: 'The pets.', items: ref('Pet') },
          more: { type: 'boolean', description: 'Whether more follow.' },
          total: { type: 'integer', description: 'How many.' },
          next: text('Where more are.', { format: 'uri' }),
        },
        example: { pets: [], more: false },
      },
      Failure: {
        type: 'object',
        description: 'What failed.',
        properties: {
          state: text('How.', { enum: ['gone', 'lost'] }),
          code: { type: 'integer', description: 'A code.', enum: [1, 2] },
          details: { type: 'object', description: 'More.', additionalProperties: true },
        },
      },
      Upload: {
        type: 'object',
        description: 'A file.',
        properties: {
          file: { type: 'string', format: 'binary', description: 'The bytes.' },
          labels: { ...(words as object), description: 'Its labels.' },
        },
      },
    },
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key', description: 'A key.' },
      cookieKey: { type: 'apiKey', in: 'cookie', name: 'key' },
      queryKey: { type: 'apiKey', in: 'query', name: 'api key' },
      basic: { type: 'http', scheme: 'basic' },
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      login: {
        type: 'oauth2',
        flows: {
          clientCredentials: {
            tokenUrl: 'https://api.example/token',
            refreshUrl: 'https://api.example/refresh',
            scopes: { read: 'To read.', write: 'To write.' },
          },
          authorizationCode: {
            authorizationUrl: 'https://api.example/authorize',
            tokenUrl: 'https://api.example/token',
            scopes: { read: 'To read.' },
          },
        },
      },
    },
  },
};
