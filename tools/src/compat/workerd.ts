import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ProgramReport } from './program.js';

const worker = `
import { run } from './bundle.mjs';
export default {
  async fetch(request) {
    return Response.json(await run(new URL(request.url).searchParams.get('origin')));
  },
};
`;

// workerd lets a worker reach no private address by default, and the server of these calls is on this machine.
const config = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [
        (name = "worker.mjs", esModule = embed "worker.mjs"),
        (name = "bundle.mjs", esModule = embed "bundle.mjs"),
      ],
      compatibilityDate = "2026-01-01",
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/**
 * Runs `bundle.mjs` of the project in a worker.
 *
 * @throws Error with what workerd says when it does not start, or the worker answers no report.
 */
export async function runInWorkerd(binary: string, project: string, origin: string): Promise<ProgramReport> {
  writeFileSync(join(project, 'worker.mjs'), worker);
  writeFileSync(join(project, 'workerd.capnp'), config);
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
    const answer = await fetch(`http://127.0.0.1:${port}/?origin=${encodeURIComponent(origin)}`);
    if (!answer.ok) throw new Error(`the worker answered ${answer.status}: ${said}`);
    return (await answer.json()) as ProgramReport;
  } finally {
    child.kill('SIGKILL');
  }
}
