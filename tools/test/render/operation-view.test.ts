import { parameterModels } from '../../src/generate/model/parameters.js';
import { schemeModels, securityModel } from '../../src/generate/model/security.js';
import type {
  HttpMethod,
  Operation,
  Parameter,
  Response,
  Schema,
} from '../../src/generate/openapi/document.js';
import { printSecurityFile, printServers } from '../../src/generate/render/client-files.js';
import { printSecurity } from '../../src/generate/render/descriptor.js';
import { operationView } from '../../src/generate/render/operation-view.js';
import { type Code, sourceOf, ts } from '../../src/print/code.js';
import { identifier } from '../../src/print/literal.js';
import { templateData } from '../../src/print/template.js';
import { documentOf } from '../documents.js';
import { modelled, viewed } from '../modelled.js';

const print = (schema: { $ref?: string; type?: unknown }): Code =>
  schema.$ref !== undefined ? ts`models.X` : schema.type === 'string' ? ts`string` : ts`unknown`;

function view(operation: Operation, method: HttpMethod = 'post'): Record<string, unknown> {
  return viewed(operation, print, method);
}

describe('parameters', () => {
  const parameter = (over: Partial<Parameter>): Parameter => ({
    name: 'p',
    in: 'query',
    schema: { type: 'array', items: { type: 'string' } },
    ...over,
  });
  const document = documentOf({}, { components: { schemas: { Id: { type: ['integer', 'null'] } } } });

  test.each<[Partial<Parameter>, string]>([
    [{}, 'query'],
    [{ explode: false }, 'queryJoined'],
    [{ style: 'spaceDelimited', explode: false }, 'querySpaced'],
    [{ style: 'pipeDelimited', explode: false }, 'queryPiped'],
    [{ style: 'pipeDelimited', explode: true }, 'query'],
    [{ style: 'deepObject', explode: true }, 'deepObject'],
    [{ content: { 'application/json': {} } }, 'queryJson'],
    [{ in: 'path' }, 'pathSimple'],
    [{ in: 'path', explode: true }, 'pathSimpleExplode'],
    [{ in: 'path', style: 'label' }, 'pathLabel'],
    [{ in: 'path', style: 'matrix', explode: true }, 'pathMatrixExplode'],
    [{ in: 'header' }, 'header'],
    [{ in: 'header', explode: true }, 'headerExplode'],
    [{ in: 'cookie' }, 'cookie'],
    [{ in: 'cookie', explode: false }, 'cookieJoined'],
  ])('%j is written by %s', (over, encoder) => {
    expect(parameterModels(document, [parameter(over)], [])[0]!.encode).toBe(encoder);
  });

  test.each<[Partial<Parameter>, string]>([
    [{}, 'queryPrimitive'],
    [{ explode: false }, 'queryPrimitive'],
    [{ in: 'path' }, 'pathPrimitive'],
    [{ in: 'header' }, 'headerPrimitive'],
    [{ schema: { $ref: '#/components/schemas/Id' } }, 'queryPrimitive'],
    [{ schema: {} }, 'query'],
    [{ schema: { type: ['string', 'array'] } }, 'query'],
    [{ allowReserved: true }, 'query'],
    [{ style: 'deepObject' }, 'deepObject'],
    [{ in: 'path', style: 'label' }, 'pathLabel'],
    [{ in: 'cookie' }, 'cookie'],
  ])('a primitive, %j, is written by %s', (over, encoder) => {
    const [carriedParameter] = parameterModels(
      document,
      [parameter({ schema: { type: 'string' }, ...over })],
      [],
    );
    expect(carriedParameter!.encode).toBe(encoder);
  });

  const text = { type: 'string' };
  test.each<[string, Schema, boolean]>([
    ['a text', text, false],
    ['an enum without type', { enum: ['a', 1, null] }, false],
    ['a list of texts', { type: 'array', items: text }, false],
    ['an object of texts', { type: 'object', properties: { a: text }, additionalProperties: text }, false],
    ['a union of these', { oneOf: [text, { type: 'array', items: text }] }, false],
    ['a part that says it is a text', { allOf: [{ description: 'A text.' }, text] }, false],
    ['a list of anything', { type: 'array' }, true],
    ['a list of lists', { type: 'array', items: { type: 'array', items: text } }, true],
    ['a list of objects', { type: 'array', items: { properties: { a: text } } }, true],
    ['an object of objects', { properties: { a: { type: 'object' } } }, true],
    ['an object that declares nothing', { type: 'object' }, true],
    ['a union with one of them', { anyOf: [text, { type: 'object' }] }, true],
    ['anything', {}, true],
  ])(
    '%s: objects and lists within the value are JSON only where it can have some',
    (_title, schema, nested) => {
      expect(parameterModels(document, [parameter({ schema })], [])[0]!.nested).toBe(nested);
    },
  );

  test('a value of the format password is a secret, also by reference', () => {
    const schemas = { Token: { type: 'string', format: 'password' } };
    const described = documentOf({}, { components: { schemas } });
    const secretOf = (over: Partial<Parameter>) =>
      parameterModels(described, [parameter(over)], [])[0]!.secret;
    expect(secretOf({ schema: { type: 'string', format: 'password' } })).toBe(true);
    expect(secretOf({ schema: { $ref: '#/components/schemas/Token' } })).toBe(true);
    expect(secretOf({ schema: { type: 'string', format: 'byte' } })).toBe(false);
    expect(secretOf({ schema: {} })).toBe(false);
    const operation = view({
      parameters: [parameter({ name: 'Token', required: true, schema: schemas.Token })],
      responses: {},
    });
    expect(operation.params).toEqual([
      "{ encode: runtime.queryPrimitive, key: 'token', name: 'Token', required: true, secret: true }",
    ]);
  });

  test('names that fall together say their place, and keep their wire name', () => {
    const keys = parameterModels(
      document,
      [
        parameter({ name: 'id', in: 'header' }),
        parameter({ name: 'id', in: 'path' }),
        parameter({ name: 'body' }),
        parameter({ name: 'ID' }),
      ],
      ['body', 'contentType'],
    ).map(({ key, name }) => [key, name]);
    expect(keys).toEqual([
      ['idHeader', 'id'],
      ['id', 'id'],
      ['bodyQuery', 'body'],
      ['idQuery', 'ID'],
    ]);
  });
});

describe('the comment of a method', () => {
  const described = {
    summary: 'Pay',
    'x-outcome-check': 'ask',
    responses: {
      200: { description: 'ok' },
      404: { description: 'none' },
      default: { description: 'other' },
    },
  };

  test('says which request it sends, which errors it throws, and where its page is', () => {
    const lines = (over: Operation): string[] =>
      templateData(operationView(modelled(over, 'post'), print, 'https://docs.test/#op')).comment as string[];
    expect(lines(described)).toEqual([
      ' Pay',
      '',
      ' `POST /a`',
      '',
      ' @throws ResponseError when the response is an error; `OpErrors` has its body by status (404, any other).',
      ' @throws OutcomeUnknownError when it may have taken effect: ask `ask` before you send it again.',
      ' @see https://docs.test/#op',
    ]);
    expect(lines({ responses: {} })).toContain(' @throws ResponseError when the response is an error.');
  });

  test("has the body's own description, where there is one", () => {
    const { members } = view({
      requestBody: { description: 'The payment to make.', content: { 'application/json': {} } },
      responses: {},
    });
    expect(members).toMatchObject([{ member: 'body?', text: [' The payment to make.'] }]);
  });
});

describe('bodies', () => {
  test('one media type needs no word in the request, several are told apart by contentType', () => {
    const one = view({
      requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/x' } } } },
      responses: {},
    });
    expect(one.members).toEqual([
      { member: 'body', type: 'models.X', text: [' The body, as `application/json`.'] },
    ]);
    const several = view({
      requestBody: { content: { 'application/json': { schema: { $ref: '#/x' } }, 'text/csv': {} } },
      responses: {},
    });
    const variants = several.variants as { fields: { member: string; type: string }[] }[];
    expect(variants.map(({ fields }) => fields.map(({ member, type }) => `${member}: ${type}`))).toEqual([
      ["contentType?: 'application/json' | undefined", 'body?: models.X | undefined'],
      ["contentType: 'text/csv'", 'body?: string | undefined'],
    ]);
  });

  test.each<[string, Schema | undefined, string]>([
    ['application/json', { type: 'object' }, 'jsonBody'],
    ['application/vnd.api+json', { type: 'object' }, 'jsonBody'],
    ['application/json', { type: 'integer', format: 'int64' }, 'jsonInt64Body'],
    ['application/x-www-form-urlencoded', { type: 'object' }, 'urlencodedBody'],
    [
      'application/x-www-form-urlencoded',
      {
        type: 'object',
        properties: {
          name: { type: ['string', 'null'] },
          sizes: { type: 'array', items: { type: 'integer' } },
          id: { type: 'integer', format: 'int64' },
        },
        additionalProperties: false,
      },
      'urlencodedPrimitiveBody',
    ],
    ...[
      { properties: { place: { type: 'object' } } },
      { properties: { places: { type: 'array', items: { type: 'object' } } } },
      { properties: { rows: { type: 'array', items: { type: 'array', items: { type: 'string' } } } } },
      { properties: { any: {} } },
      { properties: { name: { type: 'string' } }, additionalProperties: { type: 'object' } },
      { properties: { name: { type: 'string' } }, allOf: [{ type: 'object' }] },
    ].map((form): [string, Schema, string] => [
      'application/x-www-form-urlencoded',
      { type: 'object', ...form },
      'urlencodedBody',
    ]),
    ['multipart/form-data; charset=utf-8', { type: 'object' }, 'multipartBody'],
    ['text/csv', { type: 'string' }, 'textBody'],
    ['application/xml', { type: 'object' }, 'textBody'],
    ['application/octet-stream', { type: 'string', format: 'binary' }, 'binaryBody'],
    ['application/pdf', undefined, 'binaryBody'],
  ])('%s with %j is written by %s', (mediaType, schema, encoder) => {
    const { body } = view({
      requestBody: { content: { [mediaType]: schema === undefined ? {} : { schema } } },
      responses: {},
    });
    expect(body).toContain(`runtime.${encoder}`);
  });

  test('an encoding of a form member becomes a media type or a style function', () => {
    const { body } = view({
      requestBody: {
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: { tags: { type: 'array', items: { type: 'string' } }, 'a b': { type: 'string' } },
            },
            encoding: {
              meta: { contentType: 'application/json' },
              tags: { style: 'form', explode: false },
              'a b': { allowReserved: true },
              other: { explode: true },
              deep: { style: 'deepObject', 'x-deep-object-lists': 'brackets' },
            },
          },
        },
      },
      responses: {},
    });
    expect(body).toContain(
      "encoding: { meta: { contentType: 'application/json' }, tags: { encode: runtime.queryJoined }, 'a b': { encode: runtime.query, allowReserved: true }, other: { encode: runtime.nestedJson, as: runtime.query }, deep: { encode: runtime.deepObjectBrackets } }",
    );
  });
});

describe('responses', () => {
  test('each status has its readers; the result is the union of the successes, errors go by status', () => {
    const json = { 'application/json': { schema: { $ref: '#/x' } } };
    const operation = view({
      responses: {
        200: { description: '', content: { ...json, 'text/csv': { schema: { type: 'string' } } } },
        204: { description: '' },
        '4xx': { description: 'your fault', content: json },
        default: { description: '' },
      },
    });
    expect(operation.result).toBe('models.X | string | undefined');
    expect(operation.responses).toEqual([
      "200: { read: runtime.orNone, as: { read: runtime.byMediaType, contents: { 'application/json': runtime.json, 'text/csv': runtime.text } } }",
      '204: runtime.none',
      "'4XX': runtime.json",
      'default: runtime.none',
    ]);
    expect(operation.errors).toEqual([
      { status: "'4XX'", type: 'models.X', text: [' your fault'], described: true },
      { status: 'default', type: 'unknown', text: [], described: false },
    ]);
    expect(operation.accept).toBe("'application/json, text/csv'");
  });

  test('errors that are all read alike need one reader', () => {
    const json = { 'application/json': { schema: { $ref: '#/x' } } };
    const answers = { 400: { description: '', content: json }, 401: { description: '', content: json } };
    const { responses: readers } = view({
      responses: { 200: { description: '', content: json }, ...answers },
    });
    expect(readers).toEqual(['200: runtime.json', 'default: runtime.json']);
    // Without a declared success, `default` would be taken for one.
    expect(view({ responses: answers }).responses).toEqual(['400: runtime.json', '401: runtime.json']);
  });

  test.each([204, 205])('%d never has a body (RFC 9110), though the description gives it one', (status) => {
    const content = { 'application/json': { schema: { $ref: '#/x' } } };
    const alone = view({ responses: { [status]: { description: '', content } } });
    expect([alone.result, alone.responses]).toEqual(['void', [`${status}: runtime.none`]]);
    const beside = view({
      responses: { 200: { description: '', content }, [status]: { description: '', content } },
    });
    expect(beside.result).toBe('models.X | undefined');
    expect(beside.responses).toEqual([
      '200: { read: runtime.orNone, as: runtime.json }',
      `${status}: runtime.none`,
    ]);
  });

  test('HEAD is answered without a body, as success and as error; it accepts what GET would', () => {
    const response: Response = {
      description: '',
      content: { 'application/json': { schema: { $ref: '#/x' } } },
      'x-error-when': { pointer: '/error' },
    };
    const operation = view({ responses: { 200: response, 404: response } }, 'head');
    expect(operation.result).toBe('void');
    expect(operation.responses).toEqual(['200: runtime.none', 'default: runtime.none']);
    expect(operation.errors).toMatchObject([{ status: '404', type: 'undefined' }]);
    expect(operation.accept).toBe("'application/json'");
  });

  test('the body of an error that the description gives none is unknown; that of a 304 is not there', () => {
    const responses = { 200: { description: '' }, 304: { description: '' }, 402: { description: '' } };
    expect(view({ responses }).errors).toMatchObject([
      { status: '304', type: 'undefined' },
      { status: '402', type: 'unknown' },
    ]);
  });

  test('where nothing has a body there is no Accept, and the result is void', () => {
    const operation = view({ responses: { 204: { description: '' } } });
    expect(operation.accept).toBe(false);
    expect(operation.result).toBe('void');
  });

  test('only default declared: it is what success looks like', () => {
    const operation = view({
      responses: {
        default: { description: '', content: { 'application/json': { schema: { $ref: '#/x' } } } },
      },
    });
    expect(operation.result).toBe('models.X');
  });
});

describe('security', () => {
  const schemes = {
    app_key: { type: 'apiKey', in: 'header', name: 'X-App' },
    login: { type: 'http', scheme: 'Basic' },
    oauth: { type: 'oauth2' },
    tls: { type: 'mutualTLS' },
  } as const;
  const document = documentOf({}, { components: { securitySchemes: { ...schemes } } });

  test('alternatives and what goes together keep their order; scopes stay with their scheme', () => {
    const printed = securityModel(schemeModels(document), [
      { app_key: [], login: [] },
      { oauth: ['read', 'write'] },
      { tls: [] },
      {},
    ]);
    expect(sourceOf(printSecurity(printed!, identifier))).toBe(
      "[[appKey, login], [{ scheme: oauth, scopes: ['read', 'write'] }], [], []]",
    );
  });

  test('what operations inherit is a constant of its own, whatever a scheme is called', () => {
    const named = documentOf({}, { components: { securitySchemes: { requirements: schemes.app_key } } });
    const models = schemeModels(named);
    const security = securityModel(models, [{ requirements: [] }, {}])!;
    expect(sourceOf(printSecurityFile({ schemes: models, security }))).toContain(
      'export const requirements: readonly runtime.SecurityAlternative[] = [[requirements2], []];',
    );
  });

  test('a scheme is placed by the encoder of its place', () => {
    const text = sourceOf(printSecurityFile({ schemes: schemeModels(document), security: undefined }));
    expect(text).toContain(
      "export const appKey: runtime.SecurityScheme = {\n  id: 'app_key',\n  credential: runtime.apiKey,\n  encode: runtime.headerPrimitive,\n  name: 'X-App',\n};",
    );
    expect(text).toContain(
      "credential: runtime.basic,\n  encode: runtime.headerPrimitive,\n  name: 'Authorization',",
    );
    expect(text).toContain('credential: runtime.oauth2');
  });
});

test('servers keep their variables, and no text leaves its quotes', () => {
  const text = sourceOf(
    printServers([{ url: "https://{host}/it's", variables: { host: { default: 'a', enum: ['a', 'b'] } } }]),
  );
  expect(text).toContain(
    "url: 'https://{host}/it\\'s', variables: { host: { default: 'a', enum: ['a', 'b'] } }",
  );
});
