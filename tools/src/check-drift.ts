import { driftCommand } from './drift/command.js';
import { steps } from './generate/steps.js';
import { repositoryRoot } from './providers.js';

process.exitCode = await driftCommand(process.argv.slice(2), {
  root: repositoryRoot,
  cwd: process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  steps,
});
