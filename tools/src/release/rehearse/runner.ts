import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import type { Runner } from './workflow.js';

export interface RunnerOptions {
  /** Where what jobs hand on is kept, by its name: of all runners of a run the same. */
  readonly artifacts: string;
  /** What `actions/checkout` does. `ref` is empty where the workflow names none. */
  checkOut(workspace: string, ref: string): void;
  /** What brings the dependencies, where an action of the repository does. */
  setUp?(workspace: string): void;
  /** Shell commands that stand for programs of these names. */
  readonly programs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What to run in the place of a command of the workflow. */
  readonly instead?: (command: string) => string;
}

/** A machine for one job, below a folder of its own, which is its home as well. */
export function runnerIn(home: string, options: RunnerOptions): Runner {
  const [workspace, temp, bin] = [join(home, 'workspace'), join(home, 'temp'), join(home, 'bin')];
  for (const path of [temp, bin]) mkdirSync(path, { recursive: true });
  for (const [name, command] of Object.entries(options.programs)) {
    writeFileSync(join(bin, name), `#!/bin/bash\n${command}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return {
    workspace,
    temp,
    env: { ...environment(bin, home), ...options.env },
    ...(options.instead === undefined ? {} : { instead: options.instead }),
    use: (action, inputs) => {
      const artifact = join(options.artifacts, inputs.name ?? '');
      switch (action) {
        case 'actions/checkout':
          options.checkOut(workspace, inputs.ref ?? '');
          break;
        case 'actions/setup-node':
          // The Node of this machine.
          break;
        case './.github/actions/setup':
          options.setUp?.(workspace);
          break;
        case 'actions/upload-artifact': {
          const isFile = statSync(inputs.path!).isFile();
          cpSync(inputs.path!, isFile ? join(artifact, basename(inputs.path!)) : artifact, {
            recursive: true,
          });
          break;
        }
        case 'actions/download-artifact':
          cpSync(artifact, inputs.path!, { recursive: true });
          break;
        default:
          throw new Error(
            `The rehearsal does not know ${action}: say in tools/src/release/rehearse what it does.`,
          );
      }
    },
  };
}

/** As on a runner: nothing of the test that may have started this. */
function environment(bin: string, home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|JEST_|NODE_|GIT_|TURBO_|GITHUB_)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    ...{
      CI: 'true',
      HOME: home,
      GIT_CONFIG_NOSYSTEM: '1',
      ACME_REHEARSAL: '1',
      PATH: `${bin}${delimiter}${process.env.PATH}`,
    },
  };
}

/** What a program of a runner has written down, line by line; nothing where it was not run. */
export function linesOf(file: string): string[] {
  return existsSync(file) ? linesIn(readFileSync(file, 'utf8')) : [];
}

export function linesIn(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
