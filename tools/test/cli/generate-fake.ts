import { generateCommand } from '../../src/generate/command.js';
import { runCommand } from '../../src/shared/command.js';
import { fakeSteps } from '../run/workspace.js';

/** `npm run generate` in a workspace of a test, as a process of its own. */
const root = process.argv[2]!;
process.exitCode = await runCommand(generateCommand(fakeSteps), [], {
  ...{ root, cwd: root, env: process.env },
  out: () => {},
  err: () => {},
});
