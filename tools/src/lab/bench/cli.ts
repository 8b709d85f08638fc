import { repositoryRoot } from '../../providers.js';
import { benchCommand } from './command.js';
import { sections } from './sections.js';

process.exitCode = await benchCommand(process.argv.slice(2), {
  root: repositoryRoot,
  // Where `npm run` was called; npm itself changes to the root of the repository.
  cwd: (process.env.npm_lifecycle_event === 'bench' ? process.env.INIT_CWD : undefined) ?? process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  sections,
});
