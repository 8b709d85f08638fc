import * as fc from 'fast-check';
import type { Json } from './strict-document.js';

/**
 * Texts with which a description could leave the place it is printed in: ends of comments, strings, templates and tags,
 * the same with a character between that some step may drop, code, and what the machine's readers look for.
 */
export const attacks: readonly string[] = [
  '*/globalThis.hit=1;/*',
  '*`/globalThis.hit=1;/*',
  '**//globalThis.hit=1;/*',
  ...[
    '\u202e',
    '\u2066',
    '\u200f',
    '\u061c',
    '\u0000',
    '\u2028',
    '\ufeff',
    '\u200b',
    '\ud800',
    '\u007f',
    '\u{e0041}',
  ].flatMap((mark) => [
    `*${mark}/globalThis.hit=1;/*`,
    `<${mark}script>hit()</script>`,
    `'${mark};hit();'`,
    `<!-${mark}- @include: /etc/passwd -->`,
  ]),
  "';globalThis.hit=1;'",
  "\\';globalThis.hit=1;//",
  '"+globalThis.hit+"',
  '`;globalThis.hit=1;`',
  '`${globalThis.hit=1}`',
  '${globalThis.hit=1}',
  '\nglobalThis.hit=1;\n',
  '\r\n */ globalThis.hit=1; /*',
  '\u2028globalThis.hit=1\u2029',
  '}];globalThis.hit=1;[{',
  '{{{x-function}}}{{> index}}{{! }}',
  '{{ constructor.constructor("hit()")() }}',
  '<!-- @include: ../../../../etc/passwd -->',
  '<script>hit()</script>',
  '<img src=x onerror=hit()>',
  '](javascript:hit())',
  '![x](https://tracker.example/x.png)',
  '```\n<b>\n```',
  '| a |\n| - |\n| b |',
  '//# sourceMappingURL=/etc/passwd',
  '/// <reference path="/etc/passwd" />',
  '@ts-nocheck',
  ' @ts-expect-error',
  '@import { readFileSync } from "node:fs"',
  '$(touch hit) `touch hit` %x{touch hit}',
  '../../../../hit',
  '..\\..\\hit',
  'con',
  '.',
  '..',
  '',
  ' ',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'default',
  'runtime',
  'models',
  'security',
  'await',
  'import("node:fs")',
  'require',
  '\u3164',
  'a\u200db',
  'ℵ',
  '𠮷',
  '⁰₁',
  'é',
  'e\u0301',
  'ﬁ',
  'ǆ',
  'İ',
  'ß',
  '1e400',
  '-0',
  'NaN',
  '[object Object]',
  'x'.repeat(3000),
  '*/'.repeat(500),
  '{'.repeat(200),
];

const bits: readonly string[] = [
  ...[
    '*',
    '/',
    '*/',
    '/*',
    '//',
    '`',
    '${',
    '}',
    '{',
    '{{',
    '}}',
    '<',
    '>',
    '<!--',
    '-->',
    '](',
    '[',
    ')',
    '(',
    ';',
  ],
  ...["'", '"', '\\', '\n', '\r', '\t', '|', '#', '@', '=', ':', '&', '%', '~', '.', ' ', '_', '-', ','],
  ...[
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200e',
    '\u200f',
  ],
  ...[
    '\u061c',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u0000',
    '\u001b',
    '\u007f',
    '\u009b',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\ufffe',
  ],
  ...[
    'script',
    '@include',
    'globalThis.hit=1',
    'import',
    'eval()',
    '__proto__',
    'constructor',
    'a',
    'é',
    '1',
    '\u{1f600}',
  ],
];

/** What ends a comment, with what a step may drop or put together again in it. */
const commentEnd: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      '',
      '`',
      '*/',
      '\\',
      ...['\u202e', '\u2069', '\u200e', '\u061c', '\u0000', '\u2028', '\ufeff', '\ud800'],
    ),
    fc.constantFrom('globalThis.hit=1;/*', '\nglobalThis.hit=1\n/*', ''),
  )
  .map(([mark, code]) => `*${mark}/${code}`);

/** Any but half a surrogate pair. `unit: 'binary'` does the same, after building a map of 1.6 s. */
export const codePoint: fc.Arbitrary<string> = fc
  .oneof(fc.integer({ min: 0, max: 0xf7ff }), fc.integer({ min: 0, max: 0x10f7ff }))
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));

/** Any text: an attack, a mixture of its parts, or any of Unicode with halves of pairs. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...attacks) },
  { weight: 2, arbitrary: commentEnd },
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...bits), { maxLength: 12 }).map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: codePoint, maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
      .map((units) => String.fromCharCode(...units)),
  },
);

/** Any JSON value, of whatever type, with hostile texts in it. */
export const hostileJson: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Json>(
      ...[
        null,
        true,
        false,
        0,
        -0,
        1,
        -1,
        1.5,
        1e21,
        1e308,
        2 ** 53,
        [],
        {},
        [[]],
        [{}],
        [null],
        { $ref: '#' },
      ],
      ...[[['code']], [['*/globalThis.hit=1;/*']], { $ref: '#/components/schemas/Pet' }, { toString: 'x' }],
      ...[{ $ref: 5 }, { $ref: '#/constructor' }, { $ref: '#/components/schemas/Nothing' }, { length: 1 }],
    ),
  },
  { weight: 2, arbitrary: hostileText },
  {
    weight: 2,
    arbitrary: fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        hostileText,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(hostileText, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ) as fc.Arbitrary<Json>,
    })).value,
  },
);
