import type { Stages } from './build.js';

/** The real stages. Each is loaded when it is first needed: a run that finds all cached needs few of them. */
export const stages: Stages = {
  specFiles: async (file) => (await import('./read/read-spec.js')).specFiles(file),
  readSpec: async (file, rules) => {
    const { readSpec } = await import('./read/read-spec.js');
    const { lintSpec } = await import('./lint/lint-spec.js');
    return lintSpec(await readSpec(file), rules);
  },
  prepare: async (document) => (await import('./normalise/normalise.js')).prepare(document),
  generate: async (inputs, session) =>
    (await import('./render/run-generator.js')).runGenerator(inputs, session),
  check: async (trees, session) => (await import('./output/check.js')).checkTrees(trees, session),
};

/** Where `npm run` was called; npm itself changes to the root of the repository. */
export function callersFolder(env: NodeJS.ProcessEnv): string {
  return (env.npm_lifecycle_event === 'generate' ? env.INIT_CWD : undefined) ?? process.cwd();
}
