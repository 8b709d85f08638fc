import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A workerd that serves. */
export interface Workerd {
  readonly child: ChildProcess;
  /** Where its worker answers, without a slash at the end. */
  readonly url: string;
  /** What it has written to its error output so far. */
  said(): string;
}

/**
 * Starts workerd with the `workerd.capnp` of a folder, whose socket is called `http` and has port 0. To end it is the
 * caller's part.
 *
 * @throws Error with what workerd says when it does not start.
 */
export async function startWorkerd(binary: string, folder: string): Promise<Workerd> {
  // workerd tells on descriptor 3 which port the system gave it.
  const child = spawn(binary, ['serve', '--control-fd=3', 'workerd.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr!.on('data', (chunk) => {
    said += String(chunk);
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`workerd ended: ${said}`)));
    createInterface(child.stdio[3] as Readable).on('line', (line) => {
      const message = JSON.parse(line) as { event: string; port?: number };
      if (message.event === 'listen' && message.port !== undefined) resolve(message.port);
    });
  });
  return { child, url: `http://127.0.0.1:${port}`, said: () => said };
}
