import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startWorkerd } from '../../shared/workerd.js';

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
  const { child, url, said } = await startWorkerd(binary, project);
  try {
    const response = await fetch(`${url}/?argument=${encodeURIComponent(argument)}`);
    if (!response.ok) throw new Error(`the worker sent ${response.status}: ${said()}`);
    return await response.json();
  } finally {
    child.kill('SIGKILL');
  }
}
