import * as fc from 'fast-check';
import { jsonText } from '../../src/print/json.js';
import { hasUnseen } from '../../src/shared/text.js';
import { hostileJson } from '../hostile/texts.js';

test('whatever a value holds, its JSON shows all of it, names no source map, and is the value', () => {
  fc.assert(
    fc.property(hostileJson, fc.constantFrom(undefined, 2), (value, space) => {
      const text = jsonText(value, space);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text.split('\n').filter(hasUnseen)).toEqual([]);
      expect(text).not.toMatch(/[#@]\s*source(?:Mapping)?URL/i);
    }),
    { numRuns: 3000 },
  );
});

test.each(['\u202e', '\u2066', '\u2028', '\u0085', '\ufeff', '\u200b', '\u{e0041}'])(
  'the unseen character %j is an escape in JSON',
  (character) => {
    const text = jsonText({ [`a${character}`]: character });
    expect(text).not.toContain(character);
    expect(JSON.parse(text)).toEqual({ [`a${character}`]: character });
  },
);
