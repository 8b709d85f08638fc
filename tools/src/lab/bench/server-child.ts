import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ListeningServer, WantedServer } from './server-process.js';

/** A server in a process of its own, so that it shares neither processor nor heap with its client. */
export interface ServerChild {
  readonly port: number;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

/**
 * Starts a server.
 *
 * @throws Error when its process ends before it listens; what it had to say is on standard error.
 */
export async function startServerChild(
  wanted: WantedServer,
  { root, env }: { readonly root: string; readonly env: NodeJS.ProcessEnv },
): Promise<ServerChild> {
  const child = fork(fileURLToPath(new URL('server-process.ts', import.meta.url)), {
    // From the folder of the repository, where tsx is.
    ...{ cwd: root, env, execArgv: ['--import', 'tsx'] },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  child.send(wanted);
  const listening = once(child, 'message').then(([message]) => message as ListeningServer);
  const failed = ended.then(([code]): never => {
    throw new Error(`The ${wanted.kind} server ended with exit code ${code} before it listened.`);
  });
  const { port } = await Promise.race([listening, failed]);
  // The end that `stop` brings about is none to report.
  failed.catch(() => undefined);
  return {
    port,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
