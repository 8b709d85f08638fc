import { spawnSync } from 'node:child_process';

/** What a process took, with all processes it started and waited for. */
export interface Cost {
  readonly wallMs: number;
  /** User and system time, counted in steps of 10 ms. */
  readonly cpuMs: number;
}

/** POSIX shells count the time of their children; Node counts its own only. */
const script = '"$@"; code=$?; times >&3; exit $code';

/**
 * Runs a Node program to its end.
 *
 * @throws Error with the end of its output when it fails.
 */
export function costOf(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Cost {
  const start = performance.now();
  const { status, output, error } = spawnSync('sh', ['-c', script, 'sh', process.execPath, ...args], {
    ...{ cwd, env, encoding: 'utf8', maxBuffer: 1 << 26 },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const wallMs = performance.now() - start;
  if (error !== undefined) throw error;
  const [, out = '', err = '', times = ''] = output;
  if (status !== 0)
    throw new Error(`${args[0]} ended with exit code ${status}:\n${`${out}${err}`.trim().slice(-2000)}`);
  return { wallMs, cpuMs: childrenMs(times ?? '') };
}

/** `times` prints two lines: the shell's own user and system time, then its children's, such as `0m1.250s 0m0.040s`. */
function childrenMs(times: string): number {
  const values = [...(times.trim().split('\n')[1] ?? '').matchAll(/\b(\d+)m([\d.,]+)s/g)];
  if (values.length !== 2) throw new Error('The shell does not tell the CPU time of its children.');
  const seconds = values.map(([, minutes, rest]) => Number(minutes) * 60 + Number(rest!.replace(',', '.')));
  return 1000 * (seconds[0]! + seconds[1]!);
}

/** Runs programs by turns. @returns their costs, by round. */
export function costsByTurns<Name extends string>(
  programs: Readonly<Record<Name, () => Cost>>,
  rounds: number,
  say?: (line: string) => void,
): Record<Name, Cost[]> {
  const names = Object.keys(programs) as Name[];
  const costs = Object.fromEntries(names.map((name) => [name, [] as Cost[]])) as Record<Name, Cost[]>;
  for (let round = 0; round < rounds; round += 1) {
    say?.(`round ${round + 1} of ${rounds}`);
    for (const name of round % 2 === 0 ? names : [...names].reverse()) costs[name].push(programs[name]());
  }
  return costs;
}

/** The least disturbed run. */
export function least(costs: readonly Cost[], of: keyof Cost): number {
  return Math.min(...costs.map((cost) => cost[of]));
}

/** Processor time of short runs, counted in coarse steps of which the larger ones were disturbed. */
export function meanOfLowerHalf(costs: readonly Cost[]): number {
  const half = costs
    .map(({ cpuMs }) => cpuMs)
    .sort((a, b) => a - b)
    .slice(0, Math.ceil(costs.length / 2));
  return half.reduce((sum, value) => sum + value, 0) / half.length;
}
