import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const timeoutMs = 60_000;

export interface CommandLine {
  readonly binary: string;
  /** What goes before the file to run. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs `file` of the project with one argument, and reads what it prints as a report.
 *
 * @throws Error when the runtime ends with another exit code than 0, or prints something else.
 */
export async function runProgram<Report>(
  { binary, args = [], env = {} }: CommandLine,
  project: string,
  file: string,
  argument: string,
): Promise<Report> {
  const options = {
    cwd: project,
    timeout: timeoutMs,
    env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', ...env },
  };
  const { stdout } = await run(binary, [...args, file, argument], options);
  return JSON.parse(stdout) as Report;
}

/** What a command that checks something complains of; empty when all is well. */
export async function complaints(
  binary: string,
  args: readonly string[],
  cwd: string,
  env = {},
): Promise<string> {
  const options = { cwd, timeout: timeoutMs, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
  return run(binary, [...args], options).then(
    () => '',
    (error: { stdout?: string; stderr?: string; message: string }) =>
      `${error.stdout ?? ''}${error.stderr ?? ''}`.trim() || error.message,
  );
}
