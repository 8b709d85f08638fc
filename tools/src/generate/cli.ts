import { repositoryRoot } from '../shared/providers.js';
import { generateCommand } from './command.js';
import { steps } from './steps.js';

process.exitCode = await generateCommand(process.argv.slice(2), {
  root: repositoryRoot,
  // npm itself changes to the root of the repository.
  cwd: (process.env.npm_lifecycle_event === 'generate' ? process.env.INIT_CWD : undefined) ?? process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  steps,
});
