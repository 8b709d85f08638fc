import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { lintSpec, type Spec } from '../../src/generate/lint/lint-spec.js';
import { readSpec } from '../../src/generate/read/read-spec.js';
import { parseYaml } from '../../src/generate/read/yaml.js';
import { repairSpec } from '../../src/generate/repair/repair-spec.js';
import { repairs } from '../../src/generate/repair/repairs.js';
import { SpecError } from '../../src/shared/spec-error.js';
import { inFolder } from '../lint/fixtures/cases.js';
import { printed } from '../printed.js';

function fixture(rule: string, file: string): string {
  return fileURLToPath(new URL(`./fixtures/${rule}/${file}`, import.meta.url));
}

describe.each(repairs.map(({ rule }) => rule))('the repair of %s', (rule) => {
  const before = fixture(rule, 'before.yaml');

  test('makes after.yaml of before.yaml, and says what it did by file and line', async () => {
    const { document, repairs: done } = repairSpec(await readSpec(before));
    const after = readFileSync(fixture(rule, 'after.yaml'), 'utf8');
    expect(document).toEqual(parseYaml(after));
    const lines = done!.map(({ line, column, rule: by, message }) => `${line}:${column} ${by} ${message}`);
    expect(lines).toEqual(readFileSync(fixture(rule, 'report.txt'), 'utf8').trimEnd().split('\n'));
    expect(done!.map((one) => one.rule)).toContain(rule);
  });

  test('leaves nothing to repair', async () => {
    expect(repairSpec(await readSpec(fixture(rule, 'after.yaml'))).repairs).toEqual([]);
  });

  test('is needed: without it the description is refused, by this rule', async () => {
    const refusal = await readSpec(before).then((spec) => {
      try {
        return lintSpec(spec, 'repaired');
      } catch (error) {
        return error;
      }
    });
    expect(refusal).toBeInstanceOf(SpecError);
    expect((refusal as SpecError).problems.map((problem) => problem.rule)).toContain(rule);
  });
});

test('every repair has a description before and after it', () => {
  const missing = repairs.filter(({ rule }) => !existsSync(fixture(rule, 'after.yaml')));
  expect(missing).toEqual([]);
});

const head = "openapi: 3.0.3\ninfo: { title: Shop, version: '1' }\n";
const done = "responses: { '204': { description: Done } }";

/** The error that a description is refused with, or what becomes of it. */
async function repaired(text: string): Promise<Spec | SpecError> {
  return inFolder({ 'shop.yaml': text }, async (folder) => {
    try {
      return repairSpec(await readSpec(join(folder, 'shop.yaml')));
    } catch (error) {
      if (error instanceof SpecError) return error;
      throw error;
    }
  });
}

test.each([
  ['more path behind a fragment', 'path-form', `paths: { '/send/#env/v1/x': { get: { ${done} } } }`],
  ['a stray brace', 'path-form', `paths: { '/send/{id': { get: { ${done} } } }`],
  [
    'a parameter that does not exist',
    'ref-unresolved',
    `paths: { /a: { get: { parameters: [{ $ref: '#/components/parameters/a' }], ${done} } } }`,
  ],
  [
    'a body that does not exist',
    'ref-unresolved',
    `paths: { /a: { post: { requestBody: { $ref: '#/components/requestBodies/a' }, ${done} } } }`,
  ],
  [
    'a parameter without a place',
    'missing-field',
    `paths: { /a: { get: { parameters: [{ name: a, schema: { type: string } }], ${done} } } }`,
  ],
  [
    'a required header that nobody can send',
    'parameter-name',
    `paths: { /a: { get: { parameters: [{ name: a b, in: header, required: true, schema: {} }], ${done} } } }`,
  ],
  [
    'an extension of ours with a mistake in it',
    'error-when',
    `paths: { /a: { get: { responses: { '200': { description: a, x-error-when: { pointer: status } } } } } }`,
  ],
])('what nobody can say the meaning of is refused: %s', async (_title, rule, text) => {
  expect(await repaired(`${head}${text}\n`)).toMatchObject({
    code: 'spec_refused',
    problems: [{ rule, file: expect.stringContaining('shop.yaml'), line: 3 }],
  });
});

test('a description without operations, webhooks and schemas is refused', async () => {
  const refusal = await repaired(`${head}paths: {}\n`);
  expect(refusal).toMatchObject({ problems: [{ rule: 'something-described' }] });
});

test('an object or a list never becomes a text', async () => {
  const places = ['title', 'description', 'termsOfService'];
  for (const place of places) {
    for (const value of ['{ a: secret }', '[secret]']) {
      const made = await repaired(
        `openapi: 3.0.3\ninfo: { title: Shop, version: '1', ${place}: ${value} }\npaths: { /a: { get: { ${done} } } }\n`.replace(
          /title: Shop, (?=.*title: [{[])/,
          '',
        ),
      );
      expect(JSON.stringify('document' in made ? made.document : made.message)).not.toContain('secret');
    }
  }
});

test('places stay those of the file, after what stood before them is gone', async () => {
  const made = await repaired(`${head}paths:
  cards:
    get:
      parameters:
        - { name: gone, in: path, required: true, schema: { type: string } }
        - { name: size, in: query, schema: { type: integer, minimum: '1' } }
        - { name: size, in: query, schema: { type: string } }
        - { name: kind, in: query }
      ${done}
`);
  const lines = ('repairs' in made ? made.repairs! : []).map(({ line, rule }) => `${line} ${rule}`);
  expect(lines).toEqual([
    '4 path-form',
    '7 path-parameters',
    '8 wrong-type',
    '9 parameter-unique',
    '10 parameter-schema',
  ]);
});

/** Keys of `paths`, as odd as vendors write them. */
const pathKey = fc
  .array(fc.constantFrom('/', 'a', '{id}', '?', '#', '&', '=', 'b=1', 'x={y}', ' ', '%20', 'é', '"'), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

test('whatever the paths are, nothing of a fragment is sent, no query is lost, and operations keep apart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(pathKey, { minLength: 1, maxLength: 4 }), async (keys) => {
      const paths = Object.fromEntries(
        keys.map((key) => [key, { get: { responses: { 204: { description: 'Done' } } } }]),
      );
      const made = await repaired(
        JSON.stringify({ openapi: '3.0.3', info: { title: 'a', version: '1' }, paths }),
      );
      if (!('document' in made)) {
        expect(made.code).toBe('spec_refused');
        return;
      }
      const { model } = printed(made.document);
      expect(model.operations).toHaveLength(keys.length);
      expect(new Set(model.operations.map(({ id }) => id)).size).toBe(keys.length);
      for (const [index, { path, parameters }] of model.operations.entries()) {
        expect(path).toMatch(/^\/[^#]*$/);
        // A `?` that nothing follows says nothing.
        const isAsked = /\?[^#?&]/.test(keys[index]!);
        if (isAsked)
          expect(path.includes('?') || parameters.some(({ parameter }) => parameter.in === 'query')).toBe(
            true,
          );
      }
    }),
    { numRuns: 300 },
  );
});
