import type { Measure } from './figures.js';

interface Section {
  /** What it measures, in a line of the help. */
  readonly about: string;
  readonly load: () => Promise<Measure>;
}

/** What `npm run bench` can measure. To add a section, write its file and a line here. */
export const sections: Readonly<Record<string, Section>> = {
  generate: {
    about: 'npm run generate, beside the stock openapi-generator-cli and orval',
    load: async () => (await import('./generate.js')).measureGenerate,
  },
  bundle: {
    about: 'bytes of an operation, and of an API class, minified and gzipped',
    load: async () => (await import('./bundle.js')).measureBundles,
  },
  calls: {
    about: 'time of a call over a stubbed fetch, beside fetch and JSON.parse',
    load: async () => (await import('./calls.js')).measureCalls,
  },
  auth: {
    about: 'auth-helpers: token, hook, encryption beside the bare platform, bytes of each entry',
    load: async () => (await import('./auth.js')).measureAuth,
  },
  sandbox: {
    about: 'calls per second of provider-sandbox, beside a bare node:http server with the same JSON',
    load: async () => (await import('./sandbox.js')).measureSandbox,
  },
  types: {
    about: "tsc over a whole client, beside one of orval's",
    load: async () => (await import('./types.js')).measureTypes,
  },
  import: {
    about: 'start of a Node process that imports a client, beside an empty one',
    load: async () => (await import('./import.js')).measureImport,
  },
};
