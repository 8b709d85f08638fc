import type { OpenApiDocument } from '../../src/generate/openapi/document.js';

/** Markdown by which a description could take over a page, on GitHub or under VitePress. */
export const attacks: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{{ constructor.constructor("alert(1)")() }}',
  'in code: `{{ 1 + 1 }}` and `` `{{ 2 }}` ``',
  'escaped: \\{{ 3 }} \\<b> \\`<i>\\` \\\\<u>',
  'a comment <!-- @include: ../../package.json --> and `<!-- @include: ../../package.json -->`',
  '```js\n<!-- @include: ../../package.json -->\n{{ 4 }}\n```',
  '```\nunclosed {{ 5 }} <b>',
  '~~~ vue {{ 6 }}\n<b>\n```\n</b>\n~~~\n~~~',
  'para\n      ```\n<b>\n      ```',
  '- item\n\n  ```\n<b>{{ 7 }}\n  ```\n- other',
  '> ```\n<b>\n> ```',
  '# Models\n\nAuthorization\n===\n\n## {#models}',
  '::: v-pre\n:::',
  '<<< @/../package.json',
  '[click](javascript:alert(1)) ![x](https://tracker.example/x.png) [page](./other.md) [ref][ref]\n\n[ref]: javascript:alert(1)',
  'text {onclick="alert(1)"} **bold**{v-html="1"} `code`{@click="alert(1)"}',
  '| a | b |\n| --- | --- |\n| `x|y` | {{ 8 }} |',
  'ends the cell | and the row\n\n---\nname: x\n---',
  '&lt;b&gt; &#123;&#123; 9 }} \u202e reversed',
  '<https://example.com/a|b{{c}}> <https://example.com/?q=1> [good](https://example.com/a_b "t")',
  '`` unbalanced ` <b> ``` {{ 10 }}',
];

const all = attacks.join('\n\n');

/** A vendor's document with such texts wherever a text can be. */
export const hostile: OpenApiDocument = {
  openapi: '3.0.3',
  info: { title: '<b>{{ 11 }}</b> # | `', version: '{{ 12 }}', description: all },
  servers: [
    {
      url: 'https://{host}/{{a}}',
      description: all,
      variables: { host: { default: '<b>', enum: ['<b>', '{{ 13 }}'], description: all } },
    },
  ],
  tags: [{ name: 'Things' }],
  paths: {
    '/things/{id}/`|{{x}}': {
      post: {
        operationId: 'example',
        tags: ['Things'],
        summary: attacks[0]!,
        description: all,
        externalDocs: { url: 'javascript:alert(1)', description: all },
        security: [{ 'a | <b>': ['{{ scope }}', '|'], key: [] }, {}],
        parameters: [
          {
            name: '<b>|`{{ 14 }}',
            in: 'query',
            required: true,
            description: all,
            schema: { type: 'string', enum: attacks as string[], pattern: '^(a\\|b|`)$', default: '|' },
          },
          { name: 'id', in: 'path', required: true, schema: { type: 'string', example: '```\n{{ 15 }}' } },
          { name: 'x', in: 'path', required: true, schema: { type: 'string' } },
        ],
        requestBody: {
          description: all,
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
        },
        responses: {
          200: {
            description: all,
            headers: { 'X-<b>|': { description: all, schema: { type: 'string', example: '{{ 16 }}' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
          default: { description: '' },
        },
      },
      get: {
        operationId: 'thingsApi',
        tags: ['Things'],
        responses: { 204: { description: 'Nothing.' } },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: 'object',
        description: all,
        required: ['<b>|'],
        properties: {
          '<b>|': { type: 'string', description: all, example: attacks[7]! },
          '{{ 17 }}': { type: 'array', items: { $ref: '#/components/schemas/Thing' }, description: '|' },
          constant: { type: 'string', const: '`|`' },
        },
        example: { '<b>|': '```\n{{ 18 }} <!-- @include: ../../package.json -->' },
      },
      Readme: { type: 'string', enum: ['`', '|', '{{ 19 }}', ''], description: all },
      ThingsApi: { type: 'object', additionalProperties: { type: 'string', format: '{{ 20 }}' } },
    },
    securitySchemes: {
      'a | <b>': {
        type: 'oauth2',
        description: all,
        flows: { clientCredentials: { tokenUrl: 'javascript:alert(1)', scopes: { '{{ scope }}': all } } },
      },
      key: { type: 'apiKey', in: 'header', name: 'X-`|{{ 21 }}' },
    },
  },
};
