/** `specs/tally.yaml`: an invented vendor with one operation. */
export const spec = `openapi: 3.0.3
info: { title: Tally, version: '1', description: Counts. }
servers: [{ url: https://tally.example.com }]
paths:
  /tallies/{name}:
    post:
      operationId: addToTally
      parameters:
        - { name: name, in: path, required: true, schema: { type: string } }
        - { name: tally_pin, in: query, schema: { type: string, example: '4711' } }
        - { name: by, in: query, schema: { type: integer, minimum: 1 } }
      responses:
        '200':
          description: The tally.
          content:
            application/json:
              schema: { type: object, required: [count], properties: { count: { type: integer } } }
              example: { count: 1 }
`;

/** Its folder in `src/providers`, by file. */
export const folder: Readonly<Record<string, string>> = {
  'index.ts': `export { type TallyOptions, type TallyProvider, tallyProvider } from './provider.js';
`,
  'msw.ts': `import type { HttpHandler } from 'msw';
import { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
import { type TallyOptions, tallyProvider } from './index.js';

export * from '../../common.js';
export { type HandlerOptions, providerHandlers } from '../../entrances/msw.js';
export * from './index.js';

/** msw handlers of Tally. */
export function tallyHandlers(options: TallyOptions & HandlerOptions = {}): HttpHandler[] {
  return providerHandlers(tallyProvider(options), options);
}
`,
  'page.ts': `import type { ProviderPage } from '../../core/facts.js';
import type { TallyProvider } from './provider.js';

/** What the page says of it. */
export const tallyPage: ProviderPage<TallyProvider> = {
  title: 'Tally of things',
  actions: { reset: 'Count from the start' },
  tells: ['count'],
  facts: ({ count }) => [{ name: 'Count', text: \`\${count} things\` }],
};
`,
  'provider.ts': `import { json } from '../../core/body.js';
import type { Provider, SandboxOptions } from '../../core/provider.js';
import document from '../../generated/tally.json' with { type: 'json' };
import { lazySpec, type Spec } from '../../openapi/spec.js';

export const tallySpec: () => Spec = lazySpec('tally', document);

export interface TallyOptions extends SandboxOptions {
  /** Default: 0. */
  readonly start?: number | undefined;
}

export interface TallyProvider extends Provider {
  readonly name: 'tally';
  readonly actions: { readonly reset: () => void };
}

export function tallyProvider({ start = 0 }: TallyOptions = {}): TallyProvider {
  const spec = tallySpec();
  let count = start;
  return {
    name: 'tally',
    basePaths: ['https://tally.example.com'],
    operationOf: (method, path) => spec.match(method, path)?.operation,
    vocabulary: () => spec.vocabulary(),
    async respond(request) {
      const match = spec.match(request.method, request.path);
      if (match === undefined) return json(404, {});
      const rules = spec.violations(match, request);
      if (rules.length > 0) return json(400, { rules });
      count += Number(request.query.get('by') ?? 1);
      return json(200, { count });
    },
    state: () => ({ count }),
    actions: {
      reset: () => {
        count = start;
      },
    },
  };
}
`,
  'secret-names.ts': `export const tallySecretNames = 'tallypin';
`,
  'registration.ts': `import type { Registration } from '../registration.js';
import { tallyPage } from './page.js';
import { type TallyOptions, type TallyProvider, tallyProvider, tallySpec } from './provider.js';

export const tally: Registration<TallyOptions, TallyProvider> = {
  name: 'tally',
  page: tallyPage,
  provider: tallyProvider,
  spec: tallySpec,
  commandLine: {
    usage: '[--tally-start NUMBER]',
    options: [['--tally-start NUMBER', 'what Tally counts from']],
    read: async (values) => ({ start: Number(values['tally-start'] ?? 0) }),
  },
};
`,
};
