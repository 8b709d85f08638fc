import fc from 'fast-check';
import { addHolders } from '../../src/generate/openapi/holders.js';
import { referencesIn } from '../../src/generate/read/read-spec.js';
import { codeSpans } from '../../src/print/code-spans.js';
import { firstFree } from '../../src/print/free-names.js';

function textOf(...parts: string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((list) => list.join(''));
}

test('a run of backticks is closed by the next one of its length', () => {
  fc.assert(
    fc.property(textOf('`', '``', '```', 'a', ' ', '\n'), (text) => {
      const closing = codeSpans(text);
      for (const { 0: run, index } of text.matchAll(/`+/g)) {
        const others = [...text.matchAll(/`+/g)].filter(
          (one) => one.index > index && one[0].length === run.length,
        );
        expect(closing(index, run.length)).toBe(others[0]?.index);
      }
    }),
  );
});

test('names of files are the words that end in an extension', () => {
  fc.assert(
    fc.property(
      textOf('a', '.yaml', '.yml', '.JSON', ' ', '#', '"', "'", ',', '}', '\n', '/', ':'),
      (text) => {
        const found = referencesIn(text);
        if (found === undefined) return;
        const words = text.match(/[^"'\s#,}]+\.(?:ya?ml|json)(?=["'\s#,}]|$)/gi);
        expect([...found.names]).toEqual([...new Set(words)]);
      },
    ),
  );
});

test('a name gets the least number that is free, whatever was asked before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<string[]>('a', 'a2', 'a3', 'b', 'b2'), { maxLength: 30 }),
      (wanted) => {
        const [taken, expected] = [new Set<string>(), new Set<string>()];
        const numbers = new Map<string, number>();
        for (const name of wanted) {
          taken.add(firstFree(name, (candidate) => taken.has(candidate), numbers));
          let free = name;
          for (let number = 2; expected.has(free); number += 1) free = `${name}${number}`;
          expected.add(free);
        }
        expect([...taken]).toEqual([...expected]);
      },
    ),
  );
});

test('what holds something is found through any number of others, and circles', () => {
  const name = fc.constantFrom(...'abcdefgh');
  const graph = fc.array(fc.tuple(name, fc.array(name, { maxLength: 3 })), { maxLength: 8 });
  fc.assert(
    fc.property(graph, fc.uniqueArray(name, { maxLength: 2 }), (edges, start) => {
      const held = new Map(edges);
      const expected = new Set(start);
      for (let size = -1; size !== expected.size; ) {
        size = expected.size;
        for (const [holder, inner] of held) if (inner.some((one) => expected.has(one))) expected.add(holder);
      }
      const found = new Set(start);
      addHolders(found, held);
      expect([...found].sort()).toEqual([...expected].sort());
    }),
  );
});
