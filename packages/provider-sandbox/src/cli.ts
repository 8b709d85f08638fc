#!/usr/bin/env node
import { sandboxProviders } from './providers.js';
import { sandboxCommand } from './server/command.js';

async function main(): Promise<void> {
  const { exitCode, server } = await sandboxCommand(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    providers: sandboxProviders,
  });
  process.exitCode = exitCode;
  // Once: a second signal ends the process as usual.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server?.close().catch((error: Error) => {
        process.stderr.write(`${error.message}\n`);
        process.exitCode = 1;
      });
    });
  }
}

void main();
