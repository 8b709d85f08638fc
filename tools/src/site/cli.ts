import { repositoryRoot } from '../providers.js';
import { siteCommand } from './command.js';

process.exitCode = await siteCommand(process.argv.slice(2), {
  root: repositoryRoot,
  cwd: process.cwd(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
