import { repositoryRoot } from '../shared/providers.js';
import { generateCommand } from './command.js';
import { callersFolder, stages } from './stages.js';

process.exitCode = await generateCommand(process.argv.slice(2), {
  root: repositoryRoot,
  cwd: callersFolder(process.env),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  stages,
});
