import * as fc from 'fast-check';
import {
  escapedUnseen,
  hasUnseen,
  visibleLine,
  visibleText,
  withoutSourceMap,
} from '../../src/shared/text.js';
import { codePoint, hostileText } from '../hostile/texts.js';

const unseen = [
  ...[
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0080',
    '\u009b',
    '\u00ad',
    '\u061c',
    '\u200b',
    '\u200e',
    '\u200f',
  ],
  ...[
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2060',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\ufeff',
  ],
  ...['\ud800', '\udfff', '\ufff9', '\u{e0041}'],
];

test.each(unseen)('the unseen character %j is dropped from prose and escaped in literals', (character) => {
  expect(hasUnseen(`a${character}b`)).toBe(true);
  expect(visibleText(`a${character}b`)).toBe('ab');
  expect(escapedUnseen(`a${character}b`)).toMatch(/^a(\\u[0-9a-f]{4}){1,2}b$/);
});

test.each(['\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])('%j ends a line of prose', (end) => {
  expect(visibleText(`a${end}b`)).toBe('a\nb');
  expect(visibleLine(`a${end}${end} b `)).toBe('a b');
  expect(hasUnseen(end)).toBe(true);
});

test('what people write stays: tabs, emoji and their joiners, letters of every script', () => {
  const text = 'a\tb 👩‍👩‍👧 نمی‌خواهم क्‍ष ❤️ 한국어 𠮷';
  expect(visibleText(text)).toBe(text);
  expect(hasUnseen(text)).toBe(false);
});

test('no text keeps an unseen character, and what is clean stays as it is', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const clean = visibleText(text);
      expect(clean.split('\n').some(hasUnseen)).toBe(false);
      expect(visibleText(clean)).toBe(clean);
      expect(hasUnseen(escapedUnseen(text))).toBe(false);
      expect(hasUnseen(visibleLine(text))).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('an escaped text is the text again when it is read as JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint }), (text) => {
      expect(JSON.parse(escapedUnseen(JSON.stringify(text)))).toBe(text);
    }),
  );
});

test('a text that names a source map is found whatever stands between', () => {
  expect(withoutSourceMap('//# sourceMappingURL=x //@sourceURL=y # other', () => '!')).toBe(
    '//# !MappingURL=x //@!URL=y # other',
  );
});
