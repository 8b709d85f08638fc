import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { child, type JsonValue } from '../../src/generate/openapi/json.js';
import { Positions } from '../../src/generate/read/positions.js';
import { parseYaml } from '../../src/generate/read/yaml.js';

/** All members of objects: their pointers and keys. */
function allMembers(value: JsonValue, pointer = ''): [pointer: string, key: string][] {
  return Object.entries(typeof value === 'string' ? {} : (value ?? {})).flatMap(([key, item]) => {
    const at = child(pointer, key);
    const below = allMembers(item, at);
    return Array.isArray(value) ? below : [[at, key], ...below];
  });
}

const specs = path.join(import.meta.dirname, '../../../specs');
test.each(readdirSync(specs).filter((file) => /\.(yaml|json)$/.test(file)))(
  'the place of each member of %s shows its key',
  (file) => {
    const text = readFileSync(path.join(specs, file), 'utf8');
    const lines = text.split('\n');
    const positions = new Positions(text);
    const misplaced = allMembers(parseYaml(text) as JsonValue).filter(([pointer, key]) => {
      const { line, column } = positions.at(pointer);
      return !lines[line - 1]!.slice(column - 1)
        .replace(/^["']/, '')
        .startsWith(key);
    });
    expect(misplaced).toEqual([]);
  },
);

test.each([
  ['/a/b', 2, 3, 'a:\n  b: 1'],
  ['/a/b', 1, 5, 'a: {b: 1}'],
  ['/a/1', 1, 8, 'a: [ 1,2 ]'],
  ['/a/1/c', 3, 5, 'a:\n  - b: 1\n  - c: 2'],
  ['/a/0', 3, 3, 'a:\n-\n  b: 1'],
  ['/a/0/b', 2, 3, 'a: # why\n- b: 1'],
  ['/a/b', 2, 3, 'a: &x\n  b: 1\nc: *x'],
  ['/c/b', 3, 1, 'a: &x\n  b: 1\nc: *x'],
  ['/200', 1, 3, '{ 200: 1 }'],
  ['/a~1b/c~0d', 2, 2, '"a/b":\n "c~d": 1'],
  ['/a/none/b', 1, 1, 'a: 1'],
  ['/b', 4, 1, 'a: |\n  b: 1\n\nb: 2'],
  ['', 2, 1, '# note\na: 1'],
])('%s is at %d:%d', (pointer, line, column, text) => {
  expect(new Positions(text).at(pointer)).toEqual({ line, column });
});
