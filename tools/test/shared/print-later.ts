import { once } from 'node:events';
import { defineCommand, main } from '../../src/shared/command.js';

/** A command that says it is there, and prints a result once something arrives at its standard input. */
const command = defineCommand({
  name: 'npm run later',
  help: '',
  async run(_values, _names, run) {
    run.err('ready\n');
    await once(process.stdin, 'data');
    process.stdin.destroy();
    for (let line = 0; line < 3; line += 1) {
      run.out('a result\n');
      await new Promise((resolve) => setImmediate(resolve));
    }
    run.err('done\n');
    return 3;
  },
});
await main(command);
