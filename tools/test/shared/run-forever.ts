import { defineCommand, main } from '../../src/shared/command.js';

/** A command that makes a folder in the one it is told, says so, and waits for a signal. */
const command = defineCommand({
  name: 'npm run forever',
  help: '',
  allowPositionals: true,
  run(_values, [parent], run) {
    run.out(run.temporaryFolder(parent!, 'made-'));
    return new Promise<number>(() => setInterval(() => undefined, 60_000));
  },
});
await main(command);
