import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const worker = `
import { run } from './program.mjs';
export default {
  async fetch(request) {
    return Response.json(await run(new URL(request.url).searchParams.get('argument')));
  },
};
`;

// workerd lets a worker reach no private address by default, and the server of these calls is on this machine.
const config = ({ bundle, flags = [] }: WorkerOptions): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [
        (name = "worker.mjs", esModule = embed "worker.mjs"),
        (name = "program.mjs", esModule = embed "${bundle}"),
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

export interface WorkerOptions {
  /** The module of the project that is run, with all that it imports in it. */
  readonly bundle: string;
  /** Compatibility flags, such as `nodejs_compat`. Default: none. */
  readonly flags?: readonly string[];
}

/**
 * Runs a module of the project with one argument in a worker of its own.
 *
 * @throws Error with what workerd says when it does not start, or the worker answers no report.
 */
export async function runInWorkerd<Report>(
  binary: string,
  project: string,
  options: WorkerOptions,
  argument: string,
): Promise<Report> {
  writeFileSync(join(project, 'worker.mjs'), worker);
  writeFileSync(join(project, 'workerd.capnp'), config(options));
  // workerd tells on descriptor 3 which port the system gave it.
  const stdio = ['ignore', 'ignore', 'pipe', 'pipe'] as const;
  const child = spawn(binary, ['serve', '--control-fd=3', 'workerd.capnp'], {
    cwd: project,
    stdio: [...stdio],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
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
    const answer = await fetch(`http://127.0.0.1:${port}/?argument=${encodeURIComponent(argument)}`);
    if (!answer.ok) throw new Error(`the worker answered ${answer.status}: ${said}`);
    return (await answer.json()) as Report;
  } finally {
    child.kill('SIGKILL');
  }
}
