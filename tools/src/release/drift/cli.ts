import { stages } from '../../generate/stages.js';
import { repositoryRoot } from '../../providers.js';
import { driftCommand } from './command.js';

process.exitCode = await driftCommand(process.argv.slice(2), {
  root: repositoryRoot,
  cwd: process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  stages,
});
