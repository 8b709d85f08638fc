import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../src/shared/providers.js';
import type { Rendered } from './rendered.js';

/** Reads pages in a process of its own. */
export interface Reader {
  read(pages: Readonly<Record<string, string>>): Promise<Rendered>;
  close(): void;
}

export async function startReader(): Promise<Reader> {
  const child: ChildProcess = fork(fileURLToPath(new URL('rendered.ts', import.meta.url)), {
    cwd: repositoryRoot,
    execArgv: ['--import', 'tsx'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the reader of pages ended with code ${code}`);
  });
  // It is waited for below, where something is wanted of it.
  ended.catch(() => {});
  await Promise.race([once(child, 'message'), ended]);
  let last = 0;
  return {
    async read(pages) {
      const id = ++last;
      const answer = new Promise<Rendered>((resolve) => {
        const onMessage = (message: { id: number; rendered: Rendered }): void => {
          if (message.id !== id) return;
          child.off('message', onMessage);
          resolve(message.rendered);
        };
        child.on('message', onMessage);
      });
      child.send({ id, pages });
      return Promise.race([answer, ended]);
    },
    close: () => child.kill(),
  };
}
