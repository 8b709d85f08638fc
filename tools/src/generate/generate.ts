import { chosen } from '../shared/command.js';
import type { Provider } from '../shared/providers.js';
import { formatProblems, type Problem } from '../shared/spec-error.js';
import type { Tree } from '../shared/tree.js';
import { type Client, ClientsError, clients, type Job } from './output/client.js';
import { checkFileNames } from './output/file-names.js';
import { hashInputs, identifyTool, manifestName, printManifest } from './output/manifest.js';
import { replaceTrees } from './output/swap.js';
import { freshRow, readmeTarget, recoveredProviders, strictJob } from './providers.js';
import type { ClientView } from './render/view.js';
import type { Session } from './run/session.js';
import { staleRegistry } from './sandbox/registry.js';
import type { Steps } from './steps.js';
import { generatedRow, type Row } from './summary.js';

/** How a run ended. With an `error`, nothing was written. */
export interface Outcome {
  readonly rows: readonly Row[];
  readonly error?: unknown;
}

/**
 * Makes the clients of this repository anew where their inputs or their sources have changed. All or nothing: when one
 * cannot be made, none is written.
 *
 * @param names the providers; none means all.
 * @param force make them even if nothing has changed.
 */
export async function generateClients(
  names: readonly string[],
  force: boolean,
  session: Session,
  steps: Steps,
): Promise<Outcome> {
  const all = await recoveredProviders(session);
  const providers = chosen(all, names, 'provider');
  const tool = await identifyTool(session.root);
  const rows = new Map<string, Row>();
  const stale: Provider[] = [];
  for (const provider of providers) {
    const row = force ? undefined : await freshRow(provider, tool, steps);
    if (row === undefined) stale.push(provider);
    else rows.set(provider.name, row);
  }
  const ordered = (): Row[] => providers.map(({ name }) => rows.get(name)!);
  const lists = await staleRegistry(session.root);
  if (stale.length === 0) {
    replaceTrees(new Map(lists));
    return { rows: ordered() };
  }
  try {
    const jobs = stale.map((provider) => strictJob(provider, tool));
    const made = await makeClients(jobs, session, steps, true);
    const clients = made.flatMap((client, index) => targetsOf(client, stale[index]!));
    const readme = await readmeTarget(session.root, all, made, steps);
    replaceTrees(new Map([...clients, ...lists, ...readme]));
    for (const client of made) rows.set(client.name, generatedRow(client));
    return { rows: ordered() };
  } catch (error) {
    const failures = error instanceof ClientsError ? error.failures : undefined;
    for (const { name } of stale) {
      const hasFailed = failures === undefined || failures.has(name);
      rows.set(name, { name, state: hasFailed ? 'failed' : 'not written' });
    }
    return { rows: ordered(), error };
  }
}

/** Where the parts of a client go. */
function targetsOf(client: Client, { generated, docs, embedded }: Provider): [string, Tree | string][] {
  return [
    [generated, client.sources],
    [docs, client.pages],
    ...(embedded === undefined ? [] : [[embedded, client.embedded!] satisfies [string, string]]),
  ];
}

/**
 * Makes clients of descriptions, in memory: read, lint, normalise, model, print types and pages, render, check. Nothing
 * outside the work folder is touched. Every description is printed before the first failure is told, so that one run
 * shows all there is to fix.
 *
 * @param check whether to compile the clients.
 * @throws ClientsError when a description is refused or cannot be printed; SetupError when a later step fails.
 */
export async function makeClients(
  jobs: readonly Job[],
  session: Session,
  steps: Steps,
  check: boolean,
): Promise<Client[]> {
  const printed = await printAll(jobs, session, steps);
  session.progress.say(`generating ${clients(jobs.length)}: ${jobs.map(({ name }) => name).join(', ')}`);
  const rendered = await steps.render(printed, session);
  const made = printed.map((client) => completed(client, rendered.get(client.name)!));
  if (check) {
    session.progress.say(`checking ${clients(made.length)} with TypeScript`);
    await steps.check(new Map(made.map(({ name, sources }) => [name, sources])), session);
  }
  return made;
}

/** A client of which all is there but what the templates make. */
interface Printed extends Omit<Client, 'sources'> {
  readonly generator: string;
  /** Hash of all that it is made from. */
  readonly inputs: string;
  readonly options: string | undefined;
  readonly files: Tree;
  readonly view: ClientView;
}

async function printAll(jobs: readonly Job[], { progress }: Session, steps: Steps): Promise<Printed[]> {
  const printed: Printed[] = [];
  const failures = new Map<string, unknown>();
  for (const job of jobs) {
    progress.say(`${job.name}: reading and printing`);
    try {
      printed.push(await print(job, steps, (line) => progress.detail(line)));
    } catch (error) {
      failures.set(job.name, error);
    }
  }
  if (failures.size > 0) throw new ClientsError(failures);
  return printed;
}

async function print(job: Job, steps: Steps, detail: (line: string) => void): Promise<Printed> {
  const { name, packageName, options, tool } = job;
  const start = performance.now();
  // Before the description is read: should someone edit it meanwhile, the next run finds it changed.
  const inputs = await hashInputs(tool, { ...job, files: await steps.specFiles(job.spec, job.root) });
  const spec = await steps.read(job.spec, job.root);
  const { document, warnings, repairs = [] } = await steps.lint(spec, job.rules);
  if (repairs.length > 0) detail(formatProblems(repairs));
  if (warnings.length > 0) detail(formatProblems(warnings));
  const embedded = job.isEmbedded === true ? await steps.embed(document) : undefined;
  const normalised = await steps.normalise(document, name);
  for (const line of normalised.report) detail(`${name}: ${line}`);
  const model = await steps.model(normalised);
  const files = await steps.files(model);
  const pages = await steps.pages(model, packageName);
  const view = await steps.view(model, job.pagesUrl);
  return {
    ...{ name, generator: tool.generator, inputs, options, files, pages, embedded, view },
    title: model.document.info.title,
    operations: model.operations.length,
    models: Object.keys(model.schemas).length,
    warnings: warnings.length,
    repairs: countsOf(repairs),
    seconds: (performance.now() - start) / 1000,
  };
}

/** How often each rule has repaired something, the most frequent first. */
function countsOf(repairs: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of repairs) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return new Map([...counts].sort(([, one], [, other]) => other - one));
}

function completed(
  { generator, inputs, files, view: _, options: __, ...client }: Printed,
  rendered: Tree,
): Client {
  const { name, pages, embedded, title, operations, models } = client;
  const sources = { ...rendered, ...files };
  for (const tree of [sources, pages]) checkFileNames(name, tree);
  const manifest = printManifest({ generator, inputs, title, operations, models }, sources, pages, embedded);
  return { ...client, sources: { ...sources, [manifestName]: manifest } };
}
