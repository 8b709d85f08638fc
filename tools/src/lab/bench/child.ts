import { spawn } from 'node:child_process';

/** What a process took, with all processes it started and waited for. */
export interface Cost {
  readonly wallMs: number;
  /** User and system time. */
  readonly cpuMs: number;
}

/** POSIX shells count the time of their children; Node counts its own only. Runs below 50 ms are too short for it. */
const script = '"$@"; code=$?; times >&3; exit $code';

/**
 * Runs a command to its end.
 *
 * @throws Error with the end of its output when it fails.
 */
export async function costOf(
  command: string,
  args: readonly string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<Cost> {
  const start = performance.now();
  const child = spawn('sh', ['-c', script, 'sh', command, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let times = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-2000);
    });
  }
  child.stdio[3]!.on('data', (text: Buffer) => {
    times += text.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const wallMs = performance.now() - start;
  if (code !== 0) throw new Error(`${args[0] ?? command} ended with exit code ${code}:\n${output.trim()}`);
  return { wallMs, cpuMs: childrenMs(times) };
}

/** `times` prints two lines: the shell's own user and system time, then its children's, such as `0m1.250s 0m0.040s`. */
function childrenMs(times: string): number {
  const values = [...(times.trim().split('\n')[1] ?? '').matchAll(/\b(\d+)m([\d.,]+)s/g)];
  if (values.length !== 2) throw new Error('The shell does not tell the CPU time of its children.');
  const seconds = values.map(([, minutes, rest]) => Number(minutes) * 60 + Number(rest!.replace(',', '.')));
  return 1000 * (seconds[0]! + seconds[1]!);
}
