/** Descriptions that are made to take long, each of about the number of characters asked for. */
export interface Shape {
  readonly title: string;
  /** File name → text; the description is `api.yaml`. */
  files(characters: number): Record<string, string>;
}

type Json = Readonly<Record<string, unknown>>;

/** `make` is given as many numbers as make up the length. */
export function documents(title: string, make: (indices: readonly number[]) => Json): Shape {
  const textOf = (count: number): string =>
    JSON.stringify({ ...head, ...make(Array.from({ length: count }, (_, index) => index)) });
  return {
    title,
    files: (characters) => {
      // Numbers get longer: a little less than what the first ones take lets more in than wanted.
      const perItem = (textOf(2000).length - textOf(1000).length) / 1000;
      const guess = textOf(Math.ceil(characters / perItem));
      return { 'api.yaml': textOf(Math.ceil((characters / perItem) * (characters / guess.length))) };
    },
  };
}

const head = { openapi: '3.0.3', info: { title: 'Hostile', version: '1' } };
const fine = { description: 'Fine' };
const paths = { '/a': { get: { operationId: 'a', responses: { 200: fine } } } };
const text = { type: 'string' };
const ref = (name: string | number): Json => ({ $ref: `#/components/schemas/S${name}` });
const json = (schema: Json): Json => ({ description: 'Fine', content: { 'application/json': { schema } } });
const call = (schema: Json): Json => ({
  '/a': { get: { operationId: 'a', responses: { 200: json(schema) } } },
});
const posted = (schema: Json): Json => ({
  '/a': {
    post: {
      operationId: 'a',
      requestBody: { content: { 'application/json': { schema } } },
      responses: { 200: json(schema) },
    },
  },
});
function from<Value>(
  indices: readonly number[],
  entry: (index: number) => [string, Value],
): Record<string, Value> {
  return Object.fromEntries(indices.map(entry));
}
/** Schemas `S0`, `S1`, …; what they say can point to the next one, and that of the last to the first. */
function schemas(indices: readonly number[], make: (index: number, next: number) => Json): Json {
  return {
    schemas: from(indices, (index) => [`S${index}`, make(index, index + 1 < indices.length ? index + 1 : 0)]),
  };
}
/** Texts that differ and give the same word. */
function alike(index: number): string {
  return `a${Array.from({ length: 12 }, (_, digit) => '-_.'[Math.floor(index / 3 ** digit) % 3]).join('')}b`;
}

/** A long text, wherever a description may have one. */
function texts(title: string, make: (length: number) => string): Shape {
  return {
    title: `a long text: ${title}`,
    files: (characters) => {
      const documentOf = (length: number): string => JSON.stringify(document(make(Math.ceil(length))));
      // Some characters are written as two or six.
      const guess = documentOf(characters / 8).length;
      return { 'api.yaml': documentOf((characters / 8) * (characters / guess)) };
    },
  };
}

function document(long: string): Json {
  return {
    ...head,
    info: { ...head.info, description: long },
    paths: {
      '/a': {
        get: {
          operationId: 'a',
          summary: long,
          description: long,
          responses: { 200: { ...json({ $ref: '#/components/schemas/S0' }), description: long } },
        },
      },
    },
    components: {
      schemas: {
        S0: {
          type: 'object',
          description: long,
          properties: { a: { type: 'string', description: long, default: long, example: long } },
        },
      },
    },
  };
}

function repeated(unit: string): (length: number) => string {
  return (length) => unit.repeat(Math.ceil(length / unit.length));
}

const runsOfBackticks = (length: number): string => {
  const runs: string[] = [];
  for (let size = 1, sum = 0; sum < length; size += 1) {
    runs.push(`${'`'.repeat(size)} x `);
    sum += size + 3;
  }
  return runs.join('');
};

const longTexts: readonly Shape[] = [
  texts('base64', repeated('QmFzZTY0')),
  texts('opening brackets', repeated('[')),
  texts('links that do not end', repeated('[a](')),
  texts('links with a title that does not end', repeated('[a](https://a.example "')),
  texts('pairs of brackets', repeated('[]')),
  texts('backticks', repeated('`')),
  texts('runs of backticks, each longer than the one before', runsOfBackticks),
  texts('fences', repeated('```\n')),
  texts('fences of tildes', repeated('~~~~ ` ')),
  texts('comments that do not end', repeated('<!--')),
  texts('ends of comments', repeated('*/')),
  texts('tags that do not end', repeated('<a ')),
  texts('headings', repeated('# \n')),
  texts('a heading of spaces', (length) => `# ${' '.repeat(length)}\u00a0x`),
  texts('spaces', repeated(' ')),
  texts('line breaks', repeated('\n')),
  texts('lists within lists', repeated('\n- ')),
  texts('quotations', repeated('> ')),
  texts('bars', repeated('|')),
  texts('backslashes and quotes', repeated('\\"')),
  texts('apostrophes', repeated("\\'")),
  texts('addresses', repeated('https://')),
  texts('names of files', repeated('a.yaml.')),
  texts('references', repeated(' $ref: "a')),
  texts('braces', repeated('{{')),
  texts('emphasis', repeated('*a _')),
  texts('underscores', repeated('_')),
  texts('letters without a space', repeated('x')),
  texts('sentences', repeated('A. ')),
  texts('directions of writing', repeated('\u202e')),
];

/** The bits of the index as small and capital letters. */
const inCase = (index: number): string =>
  `n${index.toString(2).padStart(20, '0').replaceAll('0', 'a').replaceAll('1', 'A')}`;

const names: readonly Shape[] = [
  documents('schemas whose names differ in case only', (indices) => ({
    paths,
    components: { schemas: from(indices, (index) => [inCase(index), text]) },
  })),
  documents('operations whose names differ in case only', (indices) => ({
    paths: from(indices, (index) => [
      `/p${index}`,
      { get: { operationId: inCase(index), responses: { 200: fine } } },
    ]),
  })),
  documents('schemas that get one name', (indices) => ({
    paths,
    components: { schemas: from(indices, (index) => [alike(index), text]) },
  })),
  documents('operations that get one name', (indices) => ({
    paths: from(indices, (index) => [
      `/p${index}`,
      { get: { operationId: alike(index), responses: { 200: fine } } },
    ]),
  })),
  documents('parameters that get one name', (indices) => ({
    paths: {
      '/a': {
        get: {
          operationId: 'a',
          parameters: indices.map((index) => ({ name: alike(index), in: 'query', schema: text })),
          responses: { 200: fine },
        },
      },
    },
  })),
  documents('security schemes that get one name', (indices) => ({
    paths: {
      '/a': {
        get: {
          operationId: 'a',
          security: indices.map((index) => ({ [alike(index)]: [] })),
          responses: { 200: fine },
        },
      },
    },
    components: {
      securitySchemes: from(indices, (index) => [alike(index), { type: 'http', scheme: 'bearer' }]),
    },
  })),
  documents('properties whose objects get one name', (indices) => ({
    paths: call(ref(0)),
    components: {
      schemas: {
        S0: {
          type: 'object',
          properties: from(indices, (index) => [alike(index), { type: 'object', properties: { a: text } }]),
        },
      },
    },
  })),
  documents('tags that get one name', (indices) => ({
    tags: indices.map((index) => ({ name: alike(index) })),
    paths: from(indices, (index) => [
      `/p${index}`,
      { get: { tags: [alike(index)], responses: { 200: fine } } },
    ]),
  })),
  documents('tags', (indices) => ({
    paths: from(indices, (index) => [
      `/p${index}`,
      { get: { tags: [`T${index}`], responses: { 200: fine } } },
    ]),
  })),
];

/** Operations that all read, or send, one schema. */
const gets = (indices: readonly number[]): Json =>
  from(indices, (index) => [
    `/p${index}`,
    { get: { operationId: `o${index}`, responses: { 200: json(ref(0)) } } },
  ]);
const posts = (indices: readonly number[]): Json =>
  from(indices, (index) => [
    `/p${index}`,
    {
      post: {
        operationId: `o${index}`,
        requestBody: { content: { 'application/json': { schema: ref(0) } } },
        responses: { 200: fine },
      },
    },
  ]);

const graphs: readonly Shape[] = [
  documents('operations that all answer one chain of schemas', (indices) => ({
    paths: gets(indices),
    components: schemas(indices, (_, next) => ({
      type: 'object',
      properties: { a: next === 0 ? text : ref(next) },
    })),
  })),
  documents('operations that all send one chain of schemas', (indices) => ({
    paths: posts(indices),
    components: schemas(indices, (_, next) => ({
      type: 'object',
      properties: { a: next === 0 ? text : ref(next) },
    })),
  })),
  documents('operations that all answer one wide schema', (indices) => ({
    paths: gets(indices),
    components: {
      schemas: { S0: { type: 'object', properties: from(indices, (index) => [`p${index}`, text]) } },
    },
  })),
  documents('references to one schema', (indices) => ({
    paths: call(ref(0)),
    components: {
      schemas: {
        S0: { type: 'object', properties: from(indices, (index) => [`p${index}`, ref(1)]) },
        S1: text,
      },
    },
  })),
  documents('a chain of references', (indices) => ({
    paths: call(ref(0)),
    components: schemas(indices, (_, next) => (next === 0 ? text : ref(next))),
  })),
  documents('a ring of properties', (indices) => ({
    paths: posted(ref(0)),
    components: schemas(indices, (_, next) => ({ type: 'object', properties: { next: ref(next) } })),
  })),
  documents('a chain of properties that ends in one that is read only', (indices) => ({
    paths: posted(ref(0)),
    components: schemas(indices, (_, next) => ({
      type: 'object',
      properties:
        next === 0 ? { a: { type: 'integer', format: 'int64', readOnly: true } } : { next: ref(next) },
    })),
  })),
  documents('a chain of parts', (indices) => ({
    paths: posted(ref(0)),
    components: schemas(indices, (index, next) => ({
      allOf: [
        ...(next === 0 ? [] : [ref(next)]),
        { type: 'object', required: ['a'], properties: { [`p${index}`]: text } },
      ],
    })),
  })),
  documents('a chain of parts that ask for what another declares', (indices) => ({
    paths: posted(ref(0)),
    components: schemas(indices, (_, next) => ({
      type: 'object',
      required: ['a'],
      ...(next === 0 ? { properties: { a: text } } : { allOf: [ref(next)] }),
    })),
  })),
  documents('a schema of many parts', (indices) => ({
    paths: posted(ref(0)),
    components: {
      schemas: {
        S0: { allOf: indices.map((index) => ({ type: 'object', required: [`p${index}`] })) },
      },
    },
  })),
  documents('many names that are required, of many parts', (indices) => ({
    paths: posted(ref(0)),
    components: {
      schemas: {
        S0: {
          type: 'object',
          required: indices.map((index) => `p${index}`),
          allOf: indices.map((index) => ({ type: 'object', properties: { [`p${index}`]: text } })),
        },
      },
    },
  })),
  documents('a union of many', (indices) => ({
    paths: posted(ref('u')),
    components: {
      schemas: {
        Su: { oneOf: indices.map((index) => ref(index)) },
        ...(schemas(indices, () => ({ type: 'object', properties: { a: text } })).schemas as Json),
      },
    },
  })),
  documents('a discriminator with a long mapping', (indices) => ({
    paths: posted(ref('u')),
    components: {
      schemas: {
        Su: {
          oneOf: indices.map((index) => ref(index)),
          discriminator: {
            propertyName: 'kind',
            mapping: from(indices, (index) => [`k${index}`, `#/components/schemas/S${index}`]),
          },
        },
        ...(schemas(indices, () => ({ type: 'object', properties: { kind: text } })).schemas as Json),
      },
    },
  })),
  documents('a discriminator without a mapping', (indices) => ({
    paths: posted(ref('u')),
    components: {
      schemas: {
        Su: { oneOf: indices.map((index) => ref(index)), discriminator: { propertyName: 'kind' } },
        ...(schemas(indices, () => ({ type: 'object', properties: { kind: text } })).schemas as Json),
      },
    },
  })),
  documents('a parent with many children', (indices) => ({
    paths: posted(ref('p')),
    components: {
      schemas: {
        Sp: { type: 'object', properties: { kind: text }, discriminator: { propertyName: 'kind' } },
        ...(schemas(indices, (index) => ({
          allOf: [ref('p'), { type: 'object', properties: { [`p${index}`]: text } }],
        })).schemas as Json),
      },
    },
  })),
  documents('references into other schemas', (indices) => ({
    paths: call(ref(0)),
    components: schemas(indices, (_, next) => ({
      type: 'object',
      properties: {
        a: { type: 'object', properties: { b: text } },
        c: { $ref: `#/components/schemas/S${next}/properties/a` },
      },
    })),
  })),
  documents('callbacks that double at every level', (indices) => ({
    paths: {
      '/a': { post: { callbacks: { a: { $ref: '#/components/callbacks/C0' } }, responses: { 200: fine } } },
    },
    components: {
      callbacks: from(indices, (index) => [
        `C${index}`,
        index + 1 === indices.length
          ? {}
          : {
              a: {
                post: {
                  callbacks: {
                    a: { $ref: `#/components/callbacks/C${index + 1}` },
                    b: { $ref: `#/components/callbacks/C${index + 1}` },
                  },
                  responses: { 200: fine },
                },
              },
            },
      ]),
    },
  })),
  {
    title: 'references to one large response',
    files: (characters) => {
      const half = Math.ceil(characters / 2);
      const many = Array.from({ length: Math.ceil(half / 110) }, (_, index) => index);
      const document = {
        ...head,
        paths: from(many, (index) => [
          `/p${index}`,
          { get: { responses: { 200: { $ref: '#/components/responses/R' } } } },
        ]),
        components: {
          responses: {
            R: {
              description: 'Fine',
              content: {
                'application/json': { example: Array.from({ length: Math.ceil(half / 2) }, () => 1) },
              },
            },
          },
        },
      };
      return { 'api.yaml': JSON.stringify(document) };
    },
  },
];

const wide: readonly Shape[] = [
  documents('problems', (indices) => ({
    paths,
    components: { schemas: from(indices, (index) => [`S${index}`, { type: 'nothing', nonsense: 1 }]) },
  })),
  documents('warnings', (indices) => ({
    paths,
    components: { schemas: from(indices, (index) => [`S${index}`, { type: 'string', nonsense: 1 }]) },
  })),
  documents('an object of many properties, all required', (indices) => ({
    paths: posted(ref(0)),
    components: {
      schemas: {
        S0: {
          type: 'object',
          required: indices.map((index) => `p${index}`),
          properties: from(indices, (index) => [`p${index}`, text]),
          additionalProperties: { type: 'integer' },
        },
      },
    },
  })),
  documents('a wide enum', (indices) => ({
    paths: posted(ref(0)),
    components: { schemas: { S0: { type: 'string', enum: indices.map((index) => `v${index}`) } } },
  })),
  documents('a wide enum with many examples', (indices) => ({
    paths: call({ type: 'array', items: ref(0), example: indices.map((index) => `v${index}`) }),
    components: { schemas: { S0: { type: 'string', enum: indices.map((index) => `v${index}`) } } },
  })),
  documents('placeholders of a path', (indices) => ({
    paths: {
      [`/${indices.map((index) => `{p${index}}`).join('/')}`]: {
        get: {
          operationId: 'a',
          parameters: indices.map((index) => ({
            name: `p${index}`,
            in: 'path',
            required: true,
            schema: text,
          })),
          responses: { 200: fine },
        },
      },
    },
  })),
  documents('brackets of a path', (indices) => ({
    paths: { ...paths, [`/b${'{'.repeat(indices.length)}`]: { get: { responses: { 200: fine } } } },
  })),
  documents('parameters of a path item and of its operations', (indices) => ({
    paths: {
      '/a': {
        parameters: indices.map((index) => ({ name: `p${index}`, in: 'query', schema: text })),
        get: {
          operationId: 'a',
          parameters: indices.map((index) => ({ name: `q${index}`, in: 'header', schema: text })),
          responses: { 200: fine },
        },
      },
    },
  })),
  documents('operations with an outcome check', (indices) => ({
    paths: from(indices, (index) => [
      `/p${index}`,
      {
        post: { operationId: `post${index}`, 'x-outcome-check': `get${index}`, responses: { 200: fine } },
        get: { operationId: `get${index}`, responses: { 200: fine } },
      },
    ]),
  })),
  documents('operations with schemes of their own', (indices) => ({
    paths: from(indices, (index) => [
      `/p${index}`,
      { get: { operationId: `get${index}`, security: [{ [`k${index}`]: [] }], responses: { 200: fine } } },
    ]),
    components: {
      securitySchemes: from(indices, (index) => [
        `k${index}`,
        { type: 'apiKey', in: 'header', name: `K${index}` },
      ]),
    },
  })),
  documents('media types', (indices) => ({
    paths: {
      '/a': {
        post: {
          operationId: 'a',
          requestBody: { content: from(indices, (index) => [`text/t${index}`, { schema: text }]) },
          responses: {
            200: {
              description: 'Fine',
              content: from(indices, (index) => [`text/t${index}`, { schema: text }]),
            },
          },
        },
      },
    },
  })),
  documents('servers', (indices) => ({
    paths,
    servers: indices.map((index) => ({
      url: `https://a.example/{v}/${index}`,
      variables: { v: { default: '1', enum: ['1'] } },
    })),
  })),
  documents('a large example of a schema of many', (indices) => ({
    paths: posted(ref(0)),
    components: {
      schemas: {
        S0: {
          type: 'object',
          properties: from(indices, (index) => [`p${index}`, text]),
          example: from(indices, (index) => [`p${index}`, 'a']),
        },
      },
    },
  })),
  documents('examples of unions within unions', (indices) => ({
    paths: posted(ref(0)),
    components: schemas(indices.slice(0, 2000), (_, next) => ({
      anyOf: [ref(next), ref(next), { type: 'integer' }],
      example: { a: { a: { a: 1 } } },
    })),
  })),
  documents('paths of one form', (indices) => ({
    paths: from(indices, (index) => [`/a/{p${index}}`, { get: { responses: { 200: fine } } }]),
  })),
  documents('parameters twice', (indices) => ({
    paths: {
      '/a': {
        get: {
          parameters: indices.map(() => ({ name: 'a', in: 'query', schema: text })),
          responses: { 200: fine },
        },
      },
    },
  })),
  documents('a long key', (indices) => ({
    paths,
    components: { schemas: { ['S'.repeat(indices.length)]: text } },
  })),
  {
    title: 'schemas nested as deep as the parser goes',
    files: (characters) => {
      const deep = (levels: number): Json =>
        levels === 0 ? text : { type: 'object', properties: { a: deep(levels - 1) } };
      const one = deep(40);
      const count = Math.ceil(characters / JSON.stringify(one).length);
      const many = Array.from({ length: count }, (_, index) => index);
      return {
        'api.yaml': JSON.stringify({ ...head, paths: call(ref(0)), components: schemas(many, () => one) }),
      };
    },
  },
];

const files: readonly Shape[] = [
  {
    title: 'many references to parts of another file',
    files: (characters) => {
      const many = Array.from({ length: Math.ceil(characters / 120) }, (_, index) => index);
      return {
        'api.yaml': JSON.stringify({
          ...head,
          paths: call({
            type: 'object',
            properties: from(many, (index) => [`p${index}`, { $ref: `other.yaml#/${index}/${alike(0)}` }]),
          }),
        }),
        'other.yaml': JSON.stringify(many.map(() => ({ [alike(0)]: { type: 'string', nonsense: 1 } }))),
      };
    },
  },
  {
    title: 'aliases',
    files: (characters) => ({
      'api.yaml': `${JSON.stringify({ ...head, paths }).slice(0, -1)},"x-a":&a [1],"x-b":[${repeated('*a ,')(characters)}1]}`,
    }),
  },
  {
    title: 'aliases of a large value',
    files: (characters) => {
      const half = Math.ceil(characters / 2);
      return {
        'api.yaml': `${JSON.stringify({ ...head, paths }).slice(0, -1)},"x-a":&a [${repeated('1,')(half)}1],"x-b":[${repeated('*a ,')(half)}1]}`,
      };
    },
  },
  {
    title: 'merge keys',
    files: (characters) => ({
      'api.yaml': `${JSON.stringify({ ...head, paths }).slice(0, -1)},"x-a":&a {b: 1},"x-b":[${repeated('{<<: *a},')(characters)}1]}`,
    }),
  },
  {
    title: 'a block of text',
    files: (characters) => ({
      'api.yaml': `openapi: 3.0.3\ninfo:\n  title: a\n  version: '1'\n  description: |\n${repeated('    a\n')(characters)}paths:\n  /a: { get: { responses: { '200': { description: b } } } }\n`,
    }),
  },
  {
    title: 'comments and anchors',
    files: (characters) => ({
      'api.yaml': `openapi: 3.0.3\ninfo: { title: a, version: '1' }\n${repeated('# " \\" $ref: a\n')(characters)}paths:\n  /a: { get: { responses: { '200': { description: b } } } }\n`,
    }),
  },
  {
    title: 'brackets',
    files: (characters) => ({ 'api.yaml': '['.repeat(characters) }),
  },
  {
    title: 'text that is no YAML',
    files: (characters) => ({ 'api.yaml': `a: "${'\\"'.repeat(characters / 2)}` }),
  },
];

/** What an honest description of that length looks like: to compare with. */
export const honest: Shape = documents('an honest description', (indices) => ({
  info: { title: 'Honest', version: '1', description: 'What an honest API is for.' },
  paths: from(indices, (index) => [
    `/things${index}/{id}`,
    {
      get: {
        operationId: `getThing${index}`,
        tags: [`Things${index % 20}`],
        summary: 'Read a thing',
        description:
          'Reads one thing by its id. It is `404` when there is none, see [the guide](https://a.example/b).',
        parameters: [{ name: 'id', in: 'path', required: true, schema: text, description: 'Which thing.' }],
        responses: { 200: json(ref(index)), 404: { $ref: '#/components/responses/Missing' } },
      },
    },
  ]),
  components: {
    responses: { Missing: fine },
    ...schemas(indices, (index) => ({
      type: 'object',
      description: 'A thing, as the API shows it.',
      required: ['id', 'name'],
      properties: {
        id: { type: 'string', description: 'Its id.', example: 't1' },
        name: { type: 'string', description: 'Its name, as a person reads it.', maxLength: 80 },
        state: { type: 'string', enum: ['new', 'old', 'gone'], description: 'How it stands.' },
        count: { type: 'integer', format: 'int64', description: 'How many there are.' },
        parent: ref(Math.floor(index / 2)),
      },
    })),
  },
}));

export const hostile: readonly Shape[] = [...longTexts, ...names, ...graphs, ...wide, ...files];
