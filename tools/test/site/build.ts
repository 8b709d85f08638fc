import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How `npm run docs` ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const cli = fileURLToPath(new URL('../../src/site/cli.ts', import.meta.url));

/** Runs `npm run docs` as a person does: in a process of its own. */
export function runDocs(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', cli, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err });
    });
  });
}
