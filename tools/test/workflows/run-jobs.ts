import type { Contexts } from '../../src/release/rehearse/expression.js';
import { type Runner, runJob, type Workflow } from '../../src/release/rehearse/workflow.js';

/** By the name of the job; `undefined` of one that was skipped. */
export type JobOutputs = Readonly<Record<string, Record<string, string> | undefined>>;

/**
 * Runs the jobs of a workflow, each after those that it needs. A job that calls another workflow counts as passed; one
 * that needs a job which was skipped is skipped, as by GitHub.
 *
 * @param runnerOf a machine for a job of this name.
 * @param before the outputs of jobs that have run already, as when failed jobs are run again.
 * @returns the outputs of each job; `undefined` of those that were skipped.
 * @throws StepError for the first step that fails.
 */
export function runJobs(
  workflow: Workflow,
  contexts: Contexts,
  runnerOf: (name: string) => Runner,
  before: JobOutputs = {},
): JobOutputs {
  const done: Record<string, Record<string, string> | undefined> = { ...before };
  const names = Object.keys(workflow.jobs).filter((name) => !(name in done));
  const needsOf = (name: string): readonly string[] => [workflow.jobs[name]!.needs ?? []].flat();
  while (names.length > 0) {
    const at = names.findIndex((name) => needsOf(name).every((needed) => needed in done));
    if (at === -1) throw new Error('The jobs need each other in a circle.');
    const [name = ''] = names.splice(at, 1);
    const needs = Object.fromEntries(
      needsOf(name).map((needed) => [needed, { outputs: done[needed] ?? {} }]),
    );
    const isSkipped = needsOf(name).some((needed) => done[needed] === undefined);
    if (isSkipped) done[name] = undefined;
    else if (workflow.jobs[name]!.uses !== undefined) done[name] = {};
    else done[name] = runJob(workflow, name, { ...contexts, needs }, runnerOf(name));
  }
  return done;
}
