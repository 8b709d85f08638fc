import { createRandom } from '../../src/core/random.js';
import { matchingText } from '../../src/openapi/matching-text.js';
import { providerDocument, providerNames } from '../specs.js';

/** All that the descriptions have. */
const described = [
  ...JSON.stringify(providerNames.map(providerDocument)).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g),
].map(([, pattern]) => JSON.parse(pattern!) as string);

test.each([...new Set(described), '^a{2,3}b?$', '^a{2,}$', '^(one|two)\\.$'])(
  'a text is made that matches %s',
  (pattern) => {
    const random = createRandom(1);
    for (let run = 0; run < 50; run++) expect(matchingText(pattern, random)).toMatch(new RegExp(pattern));
  },
);

test('a text is as long as it has to be', () => {
  expect(matchingText('^[a-z]+$', createRandom(1), 12)).toHaveLength(12);
  expect(matchingText('^[a-z]{2,}$', createRandom(1), 12)).toHaveLength(12);
});

test.each(['^\\w+$', '^a.c$', '^(?=a)a$', '^[^a]$', '^[\\d]$'])(
  '%s is refused, not made wrongly',
  (pattern) => {
    expect(() => matchingText(pattern, createRandom(1))).toThrow('cannot make a text for the pattern');
  },
);
