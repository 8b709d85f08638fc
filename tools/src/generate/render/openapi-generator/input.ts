import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { SetupError } from '../../../shared/failure.js';
import { isObject } from '../../openapi/json.js';
import type { ApiView, ClientView } from '../view.js';

/**
 * The document for openapi-generator: for each operation its name and its tag, with what our templates print as the
 * extension `x-operation`. It has no schemas: those are printed already.
 */
export function carrierOf({ apis }: ClientView): unknown {
  const items = apis.flatMap((api) =>
    api.operations.map(({ name, method, data }) => ({
      [method]: {
        operationId: name,
        tags: [tagOf(api)],
        responses: { 200: { description: 'x-operation' } },
        'x-operation': data,
        'x-uses': {
          models: api.uses.has('models'),
          security: api.uses.has('security'),
          servers: api.uses.has('servers'),
        },
      },
    })),
  );
  return {
    openapi: '3.0.3',
    info: { title: 'client', version: '1' },
    tags: apis.map((api) => ({ name: tagOf(api) })),
    paths: Object.fromEntries(items.map((item, index) => [`/${index}`, item])),
  };
}

/** The generator puts `Api` behind a tag to name its class. */
function tagOf({ name }: ApiView): string {
  return name.replace(/Api$/, '');
}

/** A configuration file of `batch`. Paths are relative to the work folder, where the JVM starts: whatever its name, it does no harm. */
export interface GeneratorConfig {
  readonly inputSpec: string;
  readonly outputDir: string;
  readonly [key: string]: unknown;
}

/** What a client may set for itself; everything else would make it another kind of client than its siblings. */
const ownKeys = ['additionalProperties', 'openapiNormalizer'] as const;
type Options = Partial<Record<(typeof ownKeys)[number], Record<string, unknown>>>;

export function generatorConfig(carrier: string, outputDir: string, options: Options): GeneratorConfig {
  return {
    generatorName: 'typescript-fetch',
    inputSpec: carrier,
    outputDir,
    templateDir: 'templates',
    openapiNormalizer: {
      KEEP_ONLY_FIRST_TAG_IN_OPERATION: 'true',
      // Without it operations and schemas marked x-internal are dropped without a word.
      REMOVE_X_INTERNAL: 'true',
      ...options.openapiNormalizer,
    },
    // The runtime is @acme/fetch-runtime; the models we print ourselves.
    openapiGeneratorIgnoreList: ['runtime.ts', 'models/**', 'docs/**'],
    globalProperties: { apiDocs: 'false', modelDocs: 'false', apiTests: 'false', modelTests: 'false' },
    additionalProperties: {
      withoutRuntimeChecks: true,
      dateLibrary: 'string',
      modelPropertyNaming: 'original',
      paramNaming: 'camelCase',
      prefixParameterInterfaces: true,
      useSingleRequestParameter: true,
      allowUnicodeIdentifiers: true,
      sortModelPropertiesByRequiredFlag: false,
      ...options.additionalProperties,
    },
  };
}

/**
 * Reads `generator.json`, the options of one client.
 *
 * @param file need not exist.
 * @throws SetupError when it is not JSON, or sets what a client cannot set.
 */
export async function readOptions(file: string, name: string): Promise<Options> {
  if (!existsSync(file)) return {};
  const invalid = (what: string) => new SetupError('options_invalid', `${name}: generator.json ${what}.`);
  let options: unknown;
  try {
    options = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw invalid(`is not JSON (${(error as Error).message})`);
  }
  if (!isObject(options)) throw invalid('must hold an object');
  for (const [key, value] of Object.entries(options)) {
    if (!(ownKeys as readonly string[]).includes(key))
      throw invalid(`sets "${key}"; it can set ${ownKeys.join(' and ')}`);
    if (!isObject(value)) throw invalid(`must hold an object at "${key}"`);
  }
  return options as Options;
}
