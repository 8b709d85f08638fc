/** A description of about so many characters: half is one large part, half are places that share it. */
export interface SharedShape {
  readonly title: string;
  readonly text: (characters: number) => string;
  /** Whether the larger one is printed, or a limit refuses it. */
  readonly ends: 'made' | 'refused';
}

type Json = Readonly<Record<string, unknown>>;

const head = { openapi: '3.0.3', info: { title: 'Hostile', version: '1' } };
const fine = { description: 'Fine' };
const string = { type: 'string' };
const key = { type: 'apiKey', in: 'header', name: 'K' };

function shape(title: string, make: (half: number) => Json, ends: SharedShape['ends'] = 'made'): SharedShape {
  return { title, ends, text: (characters) => JSON.stringify({ ...head, ...make(characters / 2) }) };
}

/** As many as fill the characters when each takes so many. */
function many(characters: number, each: number): number[] {
  return Array.from({ length: Math.floor(characters / each) }, (_, index) => index);
}

function from(indices: readonly number[], entry: (index: number) => [string, unknown]): Json {
  return Object.fromEntries(indices.map(entry));
}

const long = (characters: number): string => 'x y '.repeat(characters / 4);
const ref = (section: string, name: string): Json => ({ $ref: `#/components/${section}/${name}` });
const one = ref('schemas', 'One');
const json = (schema: Json): Json => ({ 'application/json': { schema } });

function operations(half: number, each: number, say: Json = {}): Json {
  return from(many(half, each), (index) => [
    `/p${index}`,
    { post: { operationId: `o${index}`, responses: { 200: fine }, ...say } },
  ]);
}

/** A call that sends and returns the schema called `All`. */
const call = {
  '/a': {
    post: {
      operationId: 'a',
      requestBody: { content: json(ref('schemas', 'All')) },
      responses: { 200: { ...fine, content: json(ref('schemas', 'All')) } },
    },
  },
};

const inherited: readonly SharedShape[] = [
  shape('alternatives of the root security', (half) => ({
    security: many(half, 14).map((index) => ({ [`k${index % 2}`]: [] })),
    paths: operations(half, 70),
    components: { securitySchemes: { k0: key, k1: { type: 'http', scheme: 'bearer' } } },
  })),
  shape('schemes of one alternative', (half) => ({
    security: [from(many(half, 60), (index) => [`k${index}`, []])],
    paths: operations(half, 70),
    components: {
      securitySchemes: from(many(half, 60), (index) => [`k${index}`, { ...key, name: `K${index}` }]),
    },
  })),
  shape('scopes', (half) => ({
    security: [{ k: many(half, 10).map((index) => `scope${index}`) }],
    paths: operations(half, 70),
    components: { securitySchemes: { k: { type: 'http', scheme: 'bearer' } } },
  })),
  shape('a long scope', (half) => ({
    security: [{ k: [long(half)] }],
    paths: operations(half, 70),
    components: { securitySchemes: { k: { type: 'http', scheme: 'bearer' } } },
  })),
  shape('variables of the server', (half) => ({
    servers: [
      {
        url: `https://a.example/${many(half, 30)
          .map((index) => `{v${index}}`)
          .join('')}`,
        variables: from(many(half, 30), (index) => [`v${index}`, { default: 'a' }]),
      },
    ],
    paths: operations(half, 70),
  })),
  shape('a long variable of the server', (half) => ({
    servers: [{ url: 'https://a.example/{v}', variables: { v: { default: long(half) } } }],
    paths: operations(half, 70),
  })),
  shape('a long URL of the server', (half) => ({
    servers: [{ url: `https://a.example/${'x'.repeat(half)}` }],
    paths: from(many(half, 90), (index) => [
      `/p${index}`,
      { get: { tags: [`T${index}`], responses: { 200: fine } } },
    ]),
  })),
];

const components: readonly SharedShape[] = [
  shape(
    'a long description of a response',
    (half) => ({
      paths: operations(half, 100, { responses: { 200: fine, 400: ref('responses', 'R') } }),
      components: { responses: { R: { description: long(half), content: json(string) } } },
    }),
    'refused',
  ),
  shape(
    'headers of a response',
    (half) => ({
      paths: operations(half, 100, { responses: { 200: ref('responses', 'R') } }),
      components: {
        responses: {
          R: { ...fine, headers: from(many(half, 30), (index) => [`h${index}`, { schema: string }]) },
        },
      },
    }),
    'refused',
  ),
  shape(
    'media types of a body',
    (half) => ({
      paths: operations(half, 100, { requestBody: ref('requestBodies', 'B') }),
      components: {
        requestBodies: {
          B: { content: from(many(half, 35), (index) => [`text/t${index}`, { schema: string }]) },
        },
      },
    }),
    'refused',
  ),
  ...[
    { description: long },
    { example: long },
    { schema: (half: number) => ({ type: 'string', default: long(half) }) },
    { schema: (half: number) => ({ type: 'string', enum: many(half, 8).map((index) => `v${index}`) }) },
    {
      schema: (half: number) => ({
        type: 'object',
        properties: from(many(half, 30), (index) => [`p${index}`, string]),
      }),
    },
  ].map((said) => {
    const [[name, make]] = Object.entries(said) as [[string, (half: number) => unknown]];
    return shape(
      `a parameter with a long ${name}`,
      (half) => ({
        paths: operations(half, 100, { parameters: [ref('parameters', 'P')] }),
        components: { parameters: { P: { name: 'q', in: 'query', schema: string, [name]: make(half) } } },
      }),
      'refused',
    );
  }),
];

/** What refers to a schema shows some of what it says. */
const schemas: readonly SharedShape[] = [
  ...['description', 'example', 'default', 'pattern', 'format', 'title', 'enum'].flatMap((keyword) => {
    const saying = (half: number): Json => ({
      type: 'string',
      [keyword]: keyword === 'enum' ? [long(half), 'b'] : long(half),
    });
    return [
      shape(`a schema with a long ${keyword}, and properties`, (half) => ({
        paths: call,
        components: {
          schemas: {
            All: {
              type: 'object',
              required: many(half, 60).map((index) => `p${index}`),
              properties: from(many(half, 60), (index) => [`p${index}`, one]),
            },
            One: saying(half),
          },
        },
      })),
      shape(`a schema with a long ${keyword}, and operations`, (half) => ({
        paths: operations(half, 150, {
          parameters: [{ name: 'q', in: 'query', required: true, schema: one }],
          requestBody: { content: json(one) },
          responses: { 200: { ...fine, content: json(one), headers: { a: { schema: one } } } },
        }),
        components: { schemas: { One: saying(half) } },
      })),
    ];
  }),
  shape('a schema with a long constant, and properties', (half) => ({
    openapi: '3.1.0',
    paths: call,
    components: {
      schemas: {
        All: { type: 'object', properties: from(many(half, 50), (index) => [`p${index}`, one]) },
        One: { const: long(half) },
      },
    },
  })),
  shape('a long example, and the items of a tuple', (half) => ({
    openapi: '3.1.0',
    paths: call,
    components: {
      schemas: {
        All: { type: 'array', prefixItems: many(half, 40).map(() => one) },
        One: { type: 'string', examples: [long(half)] },
      },
    },
  })),
  shape('an example of many values, and required properties', (half) => ({
    paths: call,
    components: {
      schemas: {
        All: {
          type: 'object',
          required: many(half, 60).map((index) => `p${index}`),
          properties: from(many(half, 60), (index) => [`p${index}`, one]),
        },
        One: { example: many(half, 2).map(() => 1) },
      },
    },
  })),
  shape('the properties of a parent, and its children', (half) => ({
    paths: call,
    components: {
      schemas: {
        All: { type: 'object', properties: from(many(half, 30), (index) => [`p${index}`, string]) },
        ...from(many(half, 60), (index) => [`S${index}`, { allOf: [ref('schemas', 'All')] }]),
      },
    },
  })),
  shape('the alternatives of a parent, and its children', (half) => ({
    paths: call,
    components: {
      schemas: {
        All: { oneOf: many(half, 60).map((index) => ref('schemas', `O${index}`)) },
        ...from(many(half, 60), (index) => [`O${index}`, string]),
        ...from(many(half, 60), (index) => [`S${index}`, { allOf: [ref('schemas', 'All')] }]),
      },
    },
  })),
  shape('a long description of a parent, and its children', (half) => ({
    paths: call,
    components: {
      schemas: {
        All: { type: 'object', description: long(half), properties: { a: string } },
        ...from(many(half, 60), (index) => [`S${index}`, { allOf: [ref('schemas', 'All')] }]),
      },
    },
  })),
  shape('values that all mean one schema, and a union that names it again and again', (half) => ({
    paths: call,
    components: {
      schemas: {
        All: {
          oneOf: many(half, 35).map(() => one),
          discriminator: {
            propertyName: 'kind',
            mapping: from(many(half, 35), (index) => [`k${index}`, '#/components/schemas/One']),
          },
        },
        One: { type: 'object', properties: { kind: string } },
      },
    },
  })),
];

const start = JSON.stringify(head).slice(0, -1);

/** What only YAML can share. */
const yaml: readonly SharedShape[] = [
  {
    title: 'an alias of a long text',
    ends: 'refused',
    text: (characters) =>
      `${start}, x-a: &a "${long(characters / 2)}", paths: {${many(characters / 2, 70)
        .map((index) => `/p${index}: {get: {description: *a, responses: {200: {description: a}}}}`)
        .join(',\n')}}}`,
  },
  {
    title: 'an alias of an object with a long text',
    ends: 'refused',
    text: (characters) =>
      `${start}, x-a: &a {200: {description: "${long(characters / 2)}"}}, paths: {${many(characters / 2, 40)
        .map((index) => `/p${index}: {get: {responses: *a}}`)
        .join(',\n')}}}`,
  },
  {
    title: 'a merge key of an object with a long text',
    ends: 'refused',
    text: (characters) =>
      `${start}, x-a: &a {description: "${long(characters / 2)}"}, paths: {${many(characters / 2, 70)
        .map((index) => `/p${index}: {get: {<<: *a, responses: {200: {description: a}}}}`)
        .join(',\n')}}}`,
  },
];

export const shared: readonly SharedShape[] = [...inherited, ...components, ...schemas, ...yaml];
