import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const worker = `
import { run } from './program.mjs';
export default {
  fetch: async (request) => Response.json(await run(new URL(request.url).searchParams.get('argument'))),
};
`;

// workerd lets a worker reach no private address by default, and the server of these calls is on this machine.
const config = (flags: readonly string[]): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [
        (name = "worker.mjs", esModule = embed "worker.mjs"),
        (name = "program.mjs", esModule = embed "bundle.mjs"),
      ],
      compatibilityDate = "2026-01-01",
      compatibilityFlags = ${JSON.stringify(flags)},
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/**
 * Runs the bundle of the project with one argument in a worker of its own.
 *
 * @param flags compatibility flags, such as `nodejs_compat`.
 * @throws Error with what workerd says when it does not start, or the worker sends no report.
 */
export async function runInWorkerd(
  binary: string,
  project: string,
  flags: readonly string[],
  argument: string,
): Promise<unknown> {
  writeFileSync(join(project, 'worker.mjs'), worker);
  writeFileSync(join(project, 'workerd.capnp'), config(flags));
  // workerd tells on descriptor 3 which port the system gave it.
  const child = spawn(binary, ['serve', '--control-fd=3', 'workerd.capnp'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr!.on('data', (chunk) => {
    said += String(chunk);
  });
  try {
    const port = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`workerd ended: ${said}`)));
      createInterface(child.stdio[3] as Readable).on('line', (line) => {
        const message = JSON.parse(line) as { event: string; port?: number };
        if (message.event === 'listen' && message.port !== undefined) resolve(message.port);
      });
    });
    const response = await fetch(`http://127.0.0.1:${port}/?argument=${encodeURIComponent(argument)}`);
    if (!response.ok) throw new Error(`the worker sent ${response.status}: ${said}`);
    return await response.json();
  } finally {
    child.kill('SIGKILL');
  }
}
