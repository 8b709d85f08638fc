#!/usr/bin/env node
import { sandboxCommand } from './command/command.js';
import { sandboxProviders } from './sandbox-providers.js';

/** An interrupt, a polite end, and a terminal that has been closed. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function main(): Promise<void> {
  // A terminal that has been closed takes no text, and what is recorded is written all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const { exitCode, server } = await sandboxCommand(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    providers: sandboxProviders,
  });
  process.exitCode = exitCode;
  // Once: a second signal ends the process as usual.
  for (const signal of endings) {
    process.once(signal, () => {
      server?.close().catch((error: Error) => {
        process.stderr.write(`${error.message}\n`);
        process.exitCode = 1;
      });
    });
  }
}

void main();
