import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { printManifest } from '../../src/generate/output/manifest.js';
import { embeddedSpec } from '../../src/generate/sandbox/embedded-spec.js';
import { SpecError } from '../../src/shared/spec-error.js';
import { hasUnseen } from '../../src/shared/text.js';
import { linted } from '../linted.js';
import { printed } from '../printed.js';
import { fileText } from './documents.js';
import { type Place, renamed, textPlacesOf, withText } from './mutate.js';
import type { Json } from './strict-document.js';
import { hostileText } from './texts.js';

/*
 * The files of a client that are neither code nor pages: its manifest, and what the sandbox carries of a description.
 * Both are committed and read in reviews. `HOSTILE_RUNS=50000` asks more.
 */
const runs = Number(process.env.HOSTILE_RUNS ?? 500);

/** All that these files say of a description, and nothing that the sandbox cannot say. */
const base: Json = {
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  security: [{ Key: [] }],
  paths: {
    '/pets/{petId}': {
      put: {
        operationId: 'putPet',
        parameters: [
          { name: 'petId', in: 'path', required: true, schema: { type: 'string', pattern: 'p.*' } },
          { name: 'kind', in: 'query', schema: { type: 'string', enum: ['cat', 'dog'], default: 'cat' } },
        ],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
        responses: {
          200: {
            description: 'Fine',
            content: { 'text/plain': { schema: { type: 'string' }, example: 'a' } },
          },
          400: { $ref: '#/components/responses/Wrong' },
        },
      },
    },
  },
  components: {
    securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    responses: {
      Wrong: {
        description: 'Wrong',
        content: {
          'application/json': { schema: { type: 'object' }, examples: { one: { value: { word: 'b' } } } },
        },
      },
    },
    schemas: {
      Pet: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', format: 'word', example: 'Tom' } },
      },
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'hostile-json-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Both files; `undefined` for a description that is refused. */
async function filesOf(document: Json): Promise<readonly string[] | undefined> {
  const file = join(folder, 'description.yaml');
  writeFileSync(file, fileText(document));
  try {
    const spec = await linted(file, 'lenient');
    const embedded = embeddedSpec(spec.document);
    const { model, files } = printed(spec.document);
    const { title } = model.document.info;
    const stated = { generator: '1', inputs: '', title, operations: 1, models: 1 };
    return [embedded, printManifest(stated, files, {}, embedded)];
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}

const changed = fc
  .tuple(fc.constantFrom(...textPlacesOf(base)), hostileText, fc.boolean())
  .map(([place, text, isName]: [Place, string, boolean]) =>
    isName ? renamed(base, place.value as string, text) : withText(base, place, text),
  );

test(
  'whatever a description says, the manifest and what the sandbox carries show all that they say',
  async () => {
    let printed = 0;
    await fc.assert(
      fc.asyncProperty(changed, async (document) => {
        const files = await filesOf(document);
        if (files === undefined) return;
        printed += 1;
        for (const text of files) {
          JSON.parse(text);
          expect(text.split('\n').filter(hasUnseen)).toEqual([]);
          expect(text).not.toMatch(/[#@]\s*source(?:Mapping)?URL/i);
        }
      }),
      { numRuns: runs, seed: 20261201 },
    );
    // A pipeline that refuses everything would prove nothing.
    expect(printed).toBeGreaterThan(runs / 5);
  },
  Math.max(600_000, runs * 500),
);
