import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { specFiles } from '../../src/generate/read/read-spec.js';
import { SpecError } from '../../src/shared/spec-error.js';
import { linted } from '../linted.js';
import { inFolder } from './fixtures/cases.js';

/** Resolves when reading ends in a description or a SpecError; rejects with anything else. */
async function endsWell(content: string | Uint8Array): Promise<void> {
  await inFolder({}, async (folder) => {
    const file = path.join(folder, 'pets.yaml');
    await writeFile(file, content);
    const runs = (['strict', 'lenient', 'repaired'] as const).map((rules) => () => linted(file, rules));
    for (const run of [...runs, () => specFiles(file)]) {
      await run().catch((error: unknown) => {
        if (!(error instanceof SpecError)) throw error;
        expect(error.message).not.toMatch(/\n\s+at /);
      });
    }
  });
}

const keys = fc.constantFrom(
  ...[
    'paths',
    'get',
    'post',
    '/a',
    '/{b}',
    'parameters',
    'name',
    'in',
    'schema',
    'content',
    'a/b',
    'example',
    'type',
  ],
  ...[
    'responses',
    '200',
    'description',
    'headers',
    'components',
    'schemas',
    'properties',
    'allOf',
    'oneOf',
    'items',
  ],
  ...[
    'discriminator',
    'mapping',
    'security',
    'securitySchemes',
    'servers',
    'url',
    'variables',
    'tags',
    '$ref',
  ],
  ...['requestBody', 'required', 'enum', 'operationId', 'callbacks', 'constructor', 'toString', 'x-internal'],
);
const scalars = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    3,
    '',
    'a',
    'object',
    'array',
    'path',
    '#',
    '#/paths',
    '#/components/schemas/a',
  ),
  fc.constantFrom('a.yaml', 'pets.yaml#/paths', '../a', '{', 'https://{a}', '\0', '\ud800'),
);
const { document } = fc.letrec<{ document: unknown }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 7, depthSize: 'medium' },
    scalars,
    fc.array(tie('document'), { maxLength: 3 }),
    fc.dictionary(keys, tie('document'), { maxKeys: 5 }),
  ),
}));

test('bytes end in a SpecError', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), endsWell), { numRuns: 60 });
});

test('text that looks like YAML ends in a SpecError', async () => {
  const words = fc.constantFrom(
    'openapi: 3.0.3',
    'paths',
    ': ',
    '\n',
    '  ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    '"',
  );
  const more = fc.constantFrom(
    '? ',
    '!!map ',
    '<<: *a',
    '|\n',
    '>',
    "'",
    '#',
    '---',
    '%',
    '$ref',
    'info',
    '\t',
    '\\',
  );
  const text = fc.array(fc.oneof(words, more), { maxLength: 25 }).map((parts) => parts.join(''));
  await fc.assert(fc.asyncProperty(text, endsWell), { numRuns: 200 });
});

test('documents with OpenAPI words in wrong places end in a SpecError or a description', async () => {
  const whole = fc.dictionary(keys, document, { minKeys: 2 }).map((members) => ({
    openapi: '3.0.3',
    info: { title: 'a', version: '1' },
    paths: { '/a': { get: { responses: { 200: { description: 'a' } } } } },
    ...members,
  }));
  await fc.assert(
    fc.asyncProperty(whole, (value) => endsWell(JSON.stringify(value))),
    { numRuns: 300 },
  );
});
