import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isJson } from '../../src/generate/openapi/media-type.js';
import { repositoryRoot } from '../../src/shared/providers.js';
import { inFolder } from '../lint/fixtures/cases.js';
import { linted } from '../linted.js';

test.each([
  ['application/json', true],
  ['Application/JSON; charset=utf-8', true],
  ['application/problem+json', true],
  ['image/x+json', true],
  ['text/json', true],
  ['text/x-json', true],
  ['application/x-ndjson', false],
  ['application/jsonl', false],
  ['application/json-seq', false],
  ['application/vnd.api+json-seq', false],
  ['application/xml', false],
])('%s is JSON: %s', (mediaType, expected) => {
  expect(isJson(mediaType)).toBe(expected);
});

test('the tools and the runtime have one rule of what is JSON', async () => {
  const source = join(repositoryRoot, 'packages/fetch-runtime/src/media-type.ts');
  const runtime = (await import(source)) as { isJson(mediaType: string): boolean };
  const part = fc.constantFrom(
    ...[
      'application',
      'text',
      'image',
      'json',
      'x-json',
      'vnd.a',
      '+json',
      '-seq',
      '/',
      '; a=b',
      ' ',
      'JSON',
      'x-ndjson',
    ],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      expect(isJson(parts.join(''))).toBe(runtime.isJson(parts.join('')));
    }),
  );
});

test.each(['application/x-ndjson', 'application/json-seq'])(
  'lines of %s are no JSON body: nothing can point into one',
  async (mediaType) => {
    const text = readFileSync(join(repositoryRoot, 'specs/plo.yaml'), 'utf8');
    const pointed = text.replace(
      /('200':\n +description: [^\n]*\n)((?: +)?content:\n +)application\/json:/,
      `$1          x-error-when: { pointer: /Response/UserToken/Token }\n$2${mediaType}:`,
    );
    expect(pointed).not.toBe(text);
    await inFolder({ 'plo.yaml': pointed }, async (folder) => {
      const problems = await linted(join(folder, 'plo.yaml'), 'lenient').catch((error) => error.problems);
      expect(JSON.stringify(problems)).toContain('No JSON body of this answer has');
    });
  },
);
