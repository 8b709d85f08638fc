import * as fc from 'fast-check';
import { firstFree } from '../../src/print/free-names.js';
import { isIdentifier } from '../../src/print/names.js';
import { camelCase, pascalCase, shortened } from '../../src/print/words.js';
import { hostileText } from '../hostile/texts.js';

test.each([
  ['FId', 'fId'],
  ['AuthInfo', 'authInfo'],
  ['HMAC', 'hmac'],
  ['x-auth-token', 'xAuthToken'],
  ['Finicity-App-Key', 'finicityAppKey'],
  ['URLPath', 'urlPath'],
  ['routing_number', 'routingNumber'],
  ['x[y]', 'xY'],
  ['größe', 'größe'],
  ['getDnsCustomARecordsForQName', 'getDnsCustomARecordsForQName'],
])('the wire name %s becomes the member %s', (wire, member) => {
  expect(camelCase(wire)).toBe(member);
});

test('a name without any letter or digit gives an empty word, for the caller to replace', () => {
  expect(pascalCase('[]')).toBe('');
});

test('of any text the words are parts of an identifier, and seen', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(isIdentifier(`_${pascalCase(text)}`)).toBe(true);
      expect(isIdentifier(`_${camelCase(text)}`)).toBe(true);
      expect(Buffer.byteLength(shortened(text))).toBeLessThanOrEqual(120);
    }),
    { numRuns: 2000 },
  );
});

test.each(['a²', '½', 'x\u3164', '①b', 'ⸯ', 'Ⱦ', 'ƛ', 'Ⴀ', 'ა', 'ǰ', 'ŉ', 'İ'])(
  '%j has letters or digits, in one case or the other, that no identifier can hold',
  (text) => {
    expect(isIdentifier(`_${camelCase(text)}`)).toBe(true);
    expect(isIdentifier(`_${pascalCase(text)}`)).toBe(true);
  },
);

test('a name that is too long is cut between two characters', () => {
  expect(shortened('a'.repeat(300))).toBe('a'.repeat(120));
  expect(shortened('𠮷'.repeat(300))).toBe('𠮷'.repeat(30));
  expect(shortened('short')).toBe('short');
});

test('a taken name gets the first free number', () => {
  const taken = new Set(['list', 'list2']);
  expect(firstFree('list', (name) => taken.has(name), new Map())).toBe('list3');
});
