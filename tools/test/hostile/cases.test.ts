import { lenientDocument } from './lenient-document.js';
import { renamed, withKey, withValue } from './mutate.js';
import { type Printed, print, printText } from './pipeline.js';
import { type Json, strictDocument } from './strict-document.js';
import { syntaxOf } from './syntax.js';

/*
 * Attacks that worked once, and others of their kind, each by itself: the property finds them in time, these at once.
 */

type Files = Readonly<Record<string, string>>;

function filesOf(printed: Printed): Files {
  if (!('files' in printed)) throw printed.refusal;
  return printed.files;
}

function problemsOf(files: Files): string[] {
  return Object.entries(files).flatMap(([path, text]) => [...syntaxOf(path, text).problems]);
}

const pet = ['components', 'schemas', 'Animal', 'properties', 'name'];
const operation = ['paths', '/pets', 'post'];

describe('a comment does not end before its end', () => {
  const marks = [
    '',
    '`',
    '\u202e',
    '\u2066',
    '\u200f',
    '\u0000',
    '\u2028',
    '\ufeff',
    '\ud800',
    '\r',
    '\u007f',
  ];
  const endings = marks.map((mark) => `*${mark}/globalThis.hit=1;/*`);

  test.each(endings)('in the id of a security scheme: %j', async (id) => {
    const printed = await print(renamed(strictDocument, 'token', id), 'lenient');
    if ('files' in printed) expect(problemsOf(printed.files)).toEqual([]);
    else expect(printed.refusal.message).toMatch(/control-character/);
  });

  test.each<[(string | number)[]]>([
    [[...pet, 'description']],
    [[...pet, 'default']],
    [[...pet, 'pattern']],
    [[...pet, 'format']],
    [['components', 'schemas', 'Animal', 'description']],
    [[...operation, 'summary']],
    [[...operation, 'description']],
    [['paths', '/pets/{petId}/{tags}/{shape}', 'parameters', 0, 'description']],
    [['servers', 0, 'description']],
    [['components', 'securitySchemes', 'basic', 'scheme']],
  ])('at %j', async (path) => {
    for (const text of endings) {
      const files = filesOf(await print(withValue(strictDocument, path, text), 'lenient'));
      expect(problemsOf(files)).toEqual([]);
    }
  });
});

describe('a value of another type is refused with its line, and never made a text', () => {
  const condition = ['paths', '/pets', 'get', 'responses', '200', 'x-error-when'];
  const values: Json[] = [
    [['code']],
    [{ toString: 'code' }],
    'code',
    [[['*/globalThis.hit=1;/*']]],
    [],
    {},
    null,
  ];

  test.each(values)('in x-error-when: %j', async (value) => {
    for (const rules of ['strict', 'lenient'] as const) {
      const printed = await print(withValue(strictDocument, [...condition, 'in'], value), rules);
      expect(printed).toMatchObject({
        refusal: { message: expect.stringMatching(/yaml:1:\d+ error error-when/) },
      });
    }
  });

  test.each([
    [[...operation, 'x-outcome-check'], 'outcome-check'],
    [[...operation, 'x-idempotent'], 'outcome-check'],
    [['paths', '/pets', 'get', 'x-pagination', 'items'], 'pagination'],
    [['paths', '/pets', 'get', 'x-pagination', 'record'], 'pagination'],
    [[...operation, 'description'], 'wrong-type'],
    [[...operation, 'operationId'], 'wrong-type'],
    [[...pet, 'format'], 'wrong-type'],
    [['components', 'schemas', 'Pet', 'discriminator', 'mapping', 'cat'], 'wrong-type'],
    [['servers', 0, 'variables', 'region', 'default'], 'wrong-type'],
    [['info', 'title'], 'wrong-type'],
  ])('at %j, by the rule %s', async (path, rule) => {
    for (const value of [['code'], { toString: 'code' }, 7] as Json[]) {
      const printed = await print(withValue(strictDocument, path, value), 'lenient');
      expect(printed).toMatchObject({ refusal: { message: expect.stringContaining(`error ${rule} `) } });
    }
  });
});

describe('nothing unseen stands in the code', () => {
  test('marks of writing direction are dropped from comments, and are escapes in literals', async () => {
    const marked = 'a\u202eb\u2066c\u200fd';
    const described = withValue(strictDocument, [...operation, 'summary'], marked);
    const named = withValue(described, ['components', 'securitySchemes', 'queryKey', 'name'], marked);
    const files = filesOf(await print(named, 'lenient'));
    expect(files['apis/PetsApi.ts']).toContain(' * abcd\n');
    expect(files['security.ts']).toContain("name: 'a\\u202eb\\u2066c\\u200fd',");
    expect(problemsOf(files)).toEqual([]);
  });

  test('a name of letters that nobody sees is no identifier', async () => {
    const files = filesOf(await print(renamed(strictDocument, 'PetPage', '\u3164'), 'lenient'));
    expect(files['models/index.ts']).toContain('export interface Model {');
    expect(problemsOf(files)).toEqual([]);
  });

  test('no text names a source map, which some tools would read from the disk', async () => {
    const text = '//# sourceMappingURL=/etc/passwd';
    const summed = withValue(strictDocument, [...operation, 'summary'], text);
    const files = filesOf(await print(withValue(summed, ['servers', 1, 'url'], text), 'lenient'));
    expect(problemsOf(files)).toEqual([]);
    expect(files['servers.ts']).toContain("url: '//# \\u0073\\u006f\\u0075\\u0072\\u0063\\u0065MappingURL");
  });
});

describe('names', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'])(
    'a scheme, schema, tag, parameter or operation called %s is one like any other, or refused',
    async (name) => {
      for (const one of ['token', 'Failure', 'Pets', 'spaced', 'putFile', 'region', 'labels', 'state']) {
        const printed = await print(renamed(strictDocument, one, name), 'lenient');
        if ('files' in printed) expect(problemsOf(printed.files)).toEqual([]);
        else expect(name).toBe('__proto__');
      }
    },
  );

  test.each([
    'con',
    '..',
    '.',
    '/',
    '../../hit',
    '..\\hit',
    'a/../../b',
    ' ',
    '*',
    'x'.repeat(5000),
    '名'.repeat(900),
  ])('a tag called %j gives a file in its folder, with a name that a disk can hold', async (name) => {
    const files = filesOf(await print(renamed(strictDocument, 'Pets', name), 'lenient'));
    for (const path of Object.keys(files)) {
      expect(path).toMatch(/^(?:apis\/|models\/)?[A-Za-z][A-Za-z0-9]*\.ts$/);
      expect(path.length).toBeLessThan(200);
    }
  });

  test('tags that differ in case only, or in what no file name holds, share a file', async () => {
    const files = filesOf(await print(renamed(strictDocument, 'Files', 'PETS'), 'lenient'));
    expect(Object.keys(files).filter((path) => path.startsWith('apis/'))).toEqual([
      'apis/PetsApi.ts',
      'apis/index.ts',
    ]);
  });

  test.each(['a²', '½', '①', '²', '\u{20bb7}', '\u{1d54f}', 'ﬁ', 'ǰ', 'ꟊ'])(
    'letters and digits that no identifier can hold end in a name all the same: %j',
    async (name) => {
      for (const one of ['token', 'Failure', 'putFile', 'spaced']) {
        const files = filesOf(await print(renamed(strictDocument, one, name), 'lenient'));
        expect(problemsOf(files)).toEqual([]);
      }
    },
  );

  test('very long names stay below what file systems allow, and stay apart', async () => {
    const long = 'x'.repeat(1500);
    const twice = renamed(renamed(strictDocument, 'Failure', `${long}a`), 'Upload', `${long}b`);
    const files = filesOf(await print(twice, 'lenient'));
    expect(files['models/index.ts']).toContain(`export interface ${'x'.repeat(120)} {`);
    expect(files['models/index.ts']).toContain(`export interface ${'x'.repeat(120)}2 {`);
  });

  test('a server variable called __proto__ does not become a prototype', async () => {
    const variables = ['servers', 0, 'variables', 'stage'];
    const changed = withKey(strictDocument, variables, '__proto__');
    const printed = await print(withValue(changed, ['servers', 0, 'url'], 'https://{__proto__}'), 'lenient');
    expect(printed).toMatchObject({ refusal: { message: expect.stringContaining('proto-key') } });
  });
});

describe('YAML', () => {
  const base = (rest: string): string =>
    `openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { responses: { 200: { description: A. } } } } }\ncomponents:\n  schemas:\n    A: ${rest}\n`;

  test.each([
    ['.nan', 'plain-value'],
    ['.inf', 'plain-value'],
    ['-.inf', 'plain-value'],
    ['!!js/function "function () {}"', 'custom-tag'],
    ['!!binary aGk=', 'custom-tag'],
    ['&a [*a]', 'alias-bomb'],
  ])('a value written %s is refused', async (value, rule) => {
    const printed = await printText(base(`{ type: number, enum: [${value}] }`), 'lenient');
    expect(printed).toMatchObject({ refusal: { message: expect.stringContaining(rule) } });
  });

  test.each([
    ['-0', 'export type A = 0;'],
    ['-1.50', 'export type A = -1.5;'],
    ['0x10', 'export type A = 16;'],
    // An integer beyond 2 ** 53 is read as an int64.
    ['1.0e+21', 'export type A = Int64;'],
    ['1.5e-7', 'export type A = 1.5e-7;'],
    // The parser takes a number that no double holds, and one without a dot before its exponent, for a text.
    ['1.0e+400', "export type A = '1.0e+400';"],
    ['1e400', "export type A = '1e400';"],
    ['2020-01-01', "export type A = '2020-01-01';"],
    ["'*/'", "export type A = '*/';"],
    ['yes', "export type A = 'yes';"],
    ['~', 'export type A = null;'],
  ])('a value written %s is the literal of what YAML means', async (value, expected) => {
    const files = filesOf(await printText(base(`{ enum: [${value}] }`), 'lenient'));
    expect(files['models/index.ts']).toContain(expected);
  });

  test('keys that are no texts are read as texts; a key that stands twice is refused', async () => {
    const files = filesOf(
      await printText(
        base('{ type: object, properties: { true: {}, 1: {}, null: {}, 1.50: {} } }'),
        'lenient',
      ),
    );
    expect(problemsOf(files)).toEqual([]);
    expect(files['models/index.ts']).toContain('  true?: unknown;\n');
    for (const keys of ['{ a: {}, a: {} }', "{ 1: {}, '1': {} }"]) {
      const printed = await printText(base(`{ type: object, properties: ${keys} }`), 'lenient');
      expect(printed).toMatchObject({ refusal: { message: expect.stringContaining('duplicate-key') } });
    }
  });

  test('a merge key merges, and is no member', async () => {
    const files = filesOf(
      await printText(
        base('{ type: object, properties: { <<: { a: { type: string } }, b: {} } }'),
        'lenient',
      ),
    );
    expect(files['models/index.ts']).toContain('  a?: string;\n  b?: unknown;\n');
  });
});

test('extensions that the tools write themselves are not taken from a description', async () => {
  const text = '*/globalThis.hit=1;/*';
  for (const document of [strictDocument, lenientDocument]) {
    for (const name of [
      'x-function',
      'x-type',
      'x-id',
      'x-path',
      'x-result',
      'x-comment',
      'x-uses',
      'x-body',
    ]) {
      for (const value of [text, [text], { models: text }] as Json[]) {
        const changed = withValue(document, [...operation, name], value);
        const files = filesOf(await print(changed, 'lenient'));
        expect(files).toEqual(filesOf(await print(document, 'lenient')));
      }
    }
  }
});

test.each(['#', '#/', '#/info', '#/info/title', '#/paths', '#/components', '#/constructor', '#/openapi'])(
  'a reference %s to an object of another kind is refused, or gives a client without it',
  async (reference) => {
    const places = [
      ['paths', '/files'],
      ['paths', '/pets', 'get', 'parameters', 0],
      ['paths', '/pets', 'get', 'responses', 'default'],
      ['paths', '/pets', 'post', 'requestBody'],
      ['paths', '/pets/{petId}/{tags}/{shape}', 'get', 'responses', '200', 'headers', 'X-Left'],
      ['paths', '/pets/{petId}/{tags}/{shape}', 'get', 'responses', '200', 'headers', 'x-hostile'],
      ['components', 'schemas', 'Animal', 'properties', 'name'],
      ['components', 'securitySchemes', 'token'],
    ];
    for (const path of places) {
      const printed = await print(withValue(strictDocument, path, { $ref: reference }), 'lenient');
      // An object with a description is a response, and one without any known field is a path item.
      if (reference === '#') expect([path, 'refusal' in printed]).toEqual([path, true]);
      if ('files' in printed) expect(problemsOf(printed.files)).toEqual([]);
    }
  },
);
