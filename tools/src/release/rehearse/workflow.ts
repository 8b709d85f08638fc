import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Contexts, filledIn, holds } from './expression.js';

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  /** A workflow that stands in the place of steps. */
  readonly uses?: string;
}

export interface Workflow {
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Where a job runs: a folder of its own, with what stands for the actions that it uses. */
export interface Runner {
  readonly workspace: string;
  /** `RUNNER_TEMP`. */
  readonly temp: string;
  readonly env: NodeJS.ProcessEnv;
  /** Does what an action does, here. @throws Error for an action that it does not know. */
  use(action: string, inputs: Readonly<Record<string, string>>): void;
  /** What to run in the place of a command; itself, where there is nothing. */
  instead?(command: string): string;
}

/** A step that failed: its command, and the end of what it printed. */
export class StepError extends Error {
  override readonly name = 'StepError';

  constructor(step: string, output: string) {
    super(`The step failed: ${step}\n${output.trim().slice(-8000)}`);
  }
}

export function readWorkflow(file: string): Workflow {
  return parse(readFileSync(file, 'utf8')) as Workflow;
}

/**
 * Runs the steps of a job in their order, as GitHub does: each command with `bash -e`, `if`s and expressions evaluated.
 *
 * @returns the job's outputs; `undefined` when its `if` skips it.
 * @throws StepError for the first step that fails.
 */
export function runJob(
  workflow: Workflow,
  name: string,
  contexts: Contexts,
  runner: Runner,
): Record<string, string> | undefined {
  const job = workflow.jobs[name]!;
  if (!holds(job.if, contexts)) return undefined;
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const here: Contexts = { ...contexts, steps, runner: { temp: runner.temp } };
  const jobEnv = envOf({ ...workflow.env, ...job.env }, here);
  for (const step of job.steps) {
    if (!holds(step.if, here)) continue;
    if (step.uses !== undefined) runner.use(step.uses.split('@', 1)[0]!, envOf(step.with ?? {}, here));
    const outputs =
      step.run === undefined ? {} : runStep(step, { ...jobEnv, ...envOf(step.env ?? {}, here) }, runner);
    if (step.id !== undefined) steps[step.id] = { outputs };
  }
  return envOf(job.outputs ?? {}, here);
}

function envOf(values: Readonly<Record<string, unknown>>, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, filledIn(String(value), contexts)]),
  );
}

function runStep(step: Step, env: Record<string, string>, runner: Runner): Record<string, string> {
  const folder = mkdtempSync(join(runner.temp, 'step-'));
  mkdirSync(runner.workspace, { recursive: true });
  const [script, output] = [join(folder, 'script.sh'), join(folder, 'output')];
  const command = runner.instead?.(step.run!) ?? step.run!;
  writeFileSync(script, command);
  writeFileSync(output, '');
  const { status, stdout, stderr } = spawnSync('bash', ['-e', script], {
    cwd: runner.workspace,
    env: { ...runner.env, ...env, GITHUB_OUTPUT: output, RUNNER_TEMP: runner.temp },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new StepError(step.name ?? command, stdout + stderr);
  const lines = readFileSync(output, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
