import { formatProblems, type Problem } from '../shared/spec-error.js';
import type { RuleSet } from './lint/rules.js';
import type { Prepared } from './normalise/normalise.js';
import type { OpenApiDocument } from './openapi/document.js';
import type { checkTrees } from './output/check.js';
import { checkFileNames } from './output/file-names.js';
import { hashInputs, manifestName, printManifest, type Tool } from './output/manifest.js';
import type { Tree } from './output/swap.js';
import type { runGenerator } from './render/run-generator.js';
import type { Session } from './run/session.js';

/** The stages of the pipeline, in order; replaced in tests, and loaded only when there is work. */
export interface Stages {
  /** The description and all files it refers to, without judging them. */
  specFiles(file: string): Promise<readonly string[]>;
  readSpec(
    file: string,
    rules: RuleSet,
  ): Promise<{ readonly document: OpenApiDocument; readonly warnings: readonly Problem[] }>;
  prepare(document: OpenApiDocument): Promise<Prepared>;
  generate: typeof runGenerator;
  check: typeof checkTrees;
}

/** A client to be made. */
export interface Job {
  readonly name: string;
  /** The npm name of the client: examples import from it. */
  readonly packageName: string;
  /** Path of the description. */
  readonly spec: string;
  readonly rules: RuleSet;
  /** Path of `generator.json`; need not exist. */
  readonly options?: string | undefined;
  readonly tool: Tool;
}

/** A client that was made, and that may now take its place. */
export interface Build {
  readonly name: string;
  /** Its sources, the manifest among them. */
  readonly tree: Tree;
  /** The pages about it. */
  readonly docs: Tree;
  readonly operations: number;
  readonly models: number;
  readonly warnings: number;
  /** Reading, linting and preparing; the generator and the compiler work for all clients at once. */
  readonly seconds: number;
}

/** What kept clients from being made, by their names. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
  readonly failures: ReadonlyMap<string, unknown>;

  constructor(failures: ReadonlyMap<string, unknown>) {
    super(`not made: ${[...failures.keys()].join(', ')}`);
    this.failures = failures;
  }
}

/**
 * Makes complete trees, in memory: read and lint, prepare, generate, check. Nothing outside the work folder is touched.
 * Every description is read before the first failure is told, so that one run shows all there is to mend.
 *
 * @param check whether to compile the trees.
 * @throws BuildError when a description is refused or cannot be prepared; SetupError when a later stage fails.
 */
export async function buildTrees(
  jobs: readonly Job[],
  session: Session,
  stages: Stages,
  check: boolean,
): Promise<Build[]> {
  const made = await readAll(jobs, session, stages);
  session.progress.say(`generating ${clients(made.length)}: ${jobs.map(({ name }) => name).join(', ')}`);
  const trees = await stages.generate(
    made.map(({ job: { name, options }, prepared: { carrier, operations } }) => ({
      name,
      options,
      carrier,
      operations,
    })),
    session,
  );

  const builds: Build[] = [];
  for (const { job, inputs, prepared, warnings, seconds } of made) {
    const { operations, models } = prepared;
    const files = { ...trees.get(job.name)!, ...prepared.files };
    const docs = prepared.docs(job.packageName);
    for (const made of [files, docs]) checkFileNames(job.name, made);
    const manifest = { generator: job.tool.generator, inputs, operations, models };
    const tree = { ...files, [manifestName]: printManifest(manifest, files, docs) };
    builds.push({ name: job.name, tree, docs, operations, models, warnings, seconds });
  }
  if (check) {
    session.progress.say(`checking ${clients(made.length)} with TypeScript`);
    await stages.check(new Map(builds.map(({ name, tree }) => [name, tree])), session);
  }
  return builds;
}

interface Made {
  readonly job: Job;
  readonly inputs: string;
  readonly prepared: Prepared;
  readonly warnings: number;
  readonly seconds: number;
}

async function readAll(jobs: readonly Job[], { progress }: Session, stages: Stages): Promise<Made[]> {
  const made: Made[] = [];
  const failures = new Map<string, unknown>();
  for (const job of jobs) {
    progress.say(`${job.name}: reading and preparing`);
    const start = performance.now();
    try {
      // Before the description is read: should someone edit it meanwhile, the next run finds it changed.
      const inputs = await hashInputs(job.tool, { ...job, files: await stages.specFiles(job.spec) });
      const { document, warnings } = await stages.readSpec(job.spec, job.rules);
      if (warnings.length > 0) progress.detail(formatProblems(warnings));
      const prepared = await stages.prepare(document);
      for (const line of prepared.report) progress.detail(`${job.name}: ${line}`);
      made.push({
        job,
        inputs,
        prepared,
        warnings: warnings.length,
        seconds: (performance.now() - start) / 1000,
      });
    } catch (error) {
      failures.set(job.name, error);
    }
  }
  if (failures.size > 0) throw new BuildError(failures);
  return made;
}

export function clients(count: number): string {
  return count === 1 ? '1 client' : `${count} clients`;
}
