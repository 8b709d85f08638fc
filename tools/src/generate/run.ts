import { existsSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { listProviders, type Provider } from '../shared/providers.js';
import { type Build, BuildError, buildTrees, type Job, type Stages } from './build.js';
import { Failure, UsageError } from './failure.js';
import { freshManifest, hashInputs, identifyTool, readTree, type Tool } from './manifest.js';
import type { Session } from './session.js';
import type { Row } from './summary.js';
import { recover, replaceTrees, type Tree } from './swap.js';

/** How a run ended. With an `error`, nothing was written. */
export interface Outcome {
  readonly rows: readonly Row[];
  readonly error?: unknown;
}

/**
 * Makes the clients of this repository anew where their inputs or their sources have changed. All or nothing: when one client
 * cannot be made, none is written.
 *
 * @param names the providers; none means all.
 * @param force make them even if nothing has changed.
 */
export async function generateClients(
  names: readonly string[],
  force: boolean,
  session: Session,
  stages: Stages,
): Promise<Outcome> {
  const providers = select(await recoveredProviders(session), names);
  const tool = await identifyTool(session.root);
  const cached = new Map<string, Row>();
  const stale: Provider[] = [];
  for (const provider of providers) {
    const row = force ? undefined : await cachedRow(provider, tool, stages);
    if (row === undefined) stale.push(provider);
    else cached.set(provider.name, row);
  }
  if (stale.length === 0) return { rows: [...cached.values()] };

  let made: ReadonlyMap<string, Row>;
  let error: unknown;
  try {
    const jobs = stale.map((provider) => houseJob(provider, tool));
    const builds = await buildTrees(jobs, session, stages, true);
    const folders = builds.flatMap(({ name, tree, docs }): [string, Tree][] => {
      const provider = stale.find((one) => one.name === name)!;
      return [
        [provider.generated, tree],
        [provider.docs, docs],
      ];
    });
    replaceTrees(new Map(folders));
    made = new Map(builds.map((build) => [build.name, generatedRow(build)]));
  } catch (cause) {
    error = cause;
    const failed = cause instanceof BuildError ? cause.failures : undefined;
    made = new Map(
      stale.map(({ name }) => [
        name,
        { name, state: failed === undefined || failed.has(name) ? 'failed' : 'not written' },
      ]),
    );
  }
  const rows = providers.map(({ name }) => cached.get(name) ?? made.get(name)!);
  return error === undefined ? { rows } : { rows, error };
}

/**
 * Makes a client from any OpenAPI description, in a folder of the caller's; the pages about it go into `docs` there.
 *
 * @param out must be empty or not exist.
 */
export async function generateFromSpec(
  spec: string,
  out: string,
  session: Session,
  stages: Stages,
): Promise<Outcome> {
  const name = basename(spec, extname(spec)).replace(/[^A-Za-z0-9-]+/g, '-') || 'client';
  try {
    const target = await outFolder(out, session.root);
    const tool = await identifyTool(session.root);
    const [build] = await buildTrees(
      [{ name, packageName: `@acme/${name}-client`, spec: asTyped(spec), rules: 'vendor', tool }],
      session,
      stages,
      true,
    );
    const docs = Object.entries(build!.docs).map(([path, text]) => [`docs/${path}`, text]);
    replaceTrees(new Map([[target, { ...build!.tree, ...Object.fromEntries(docs) }]]));
    return { rows: [generatedRow(build!)] };
  } catch (error) {
    return { rows: [{ name, state: 'failed' }], error };
  }
}

export function houseJob({ name, packageName, spec, options }: Provider, tool: Tool): Job {
  return { name, packageName, spec: asTyped(spec), rules: 'house', options, tool };
}

/** The providers, their sources and pages whole even if the last run was killed. */
export async function recoveredProviders({ root, progress }: Session): Promise<Provider[]> {
  const providers = await listProviders(root);
  // All together: a run replaces the folders of all clients, or none.
  const restored = recover(providers.flatMap(({ generated, docs }) => [generated, docs]));
  for (const { name, generated, docs } of providers) {
    if (restored.includes(generated) || restored.includes(docs))
      progress.say(`${name}: a run was killed while it put new sources in place; the previous ones are back`);
  }
  return providers;
}

/** @throws UsageError for a name that is no provider. */
export function select(providers: readonly Provider[], names: readonly string[]): Provider[] {
  const unknown = names.filter((name) => !providers.some((provider) => provider.name === name));
  if (unknown.length > 0) {
    throw new UsageError(
      `No such provider: ${unknown.join(', ')}. There are: ${providers.map(({ name }) => name).join(', ')}.`,
    );
  }
  return providers.filter(({ name }) => names.length === 0 || names.includes(name));
}

async function cachedRow(provider: Provider, tool: Tool, stages: Stages): Promise<Row | undefined> {
  const tree = await readTree(provider.generated);
  const docs = await readTree(provider.docs);
  if (Object.keys(tree).length === 0) return undefined;
  let files: readonly string[];
  try {
    files = await stages.specFiles(provider.spec);
  } catch {
    // The stage that reads it says better what is wrong with it.
    return undefined;
  }
  const manifest = freshManifest(tool.generator, await hashInputs(tool, { ...provider, files }), tree, docs);
  if (manifest === undefined) return undefined;
  const { operations, models } = manifest;
  return { name: provider.name, state: 'cached', operations, models, files: fileCount(tree, docs) };
}

function generatedRow({ name, tree, docs, operations, models, seconds, warnings }: Build): Row {
  return { name, state: 'generated', operations, models, files: fileCount(tree, docs), seconds, warnings };
}

function fileCount(tree: Tree, docs: Tree): number {
  return Object.keys(tree).length + Object.keys(docs).length;
}

async function outFolder(out: string, root: string): Promise<string> {
  const target = await trueTarget(resolve(out));
  const inside = relative(await realpath(root), target).split(sep)[0]!;
  if (['packages', 'specs', 'tools', 'node_modules', '.git'].includes(inside)) {
    throw new Failure('out_refused', `--out is in ${inside}/ of this repository; choose a folder elsewhere.`);
  }
  recover([target]);
  if (existsSync(target)) {
    const entries = await readdir(target).catch(() => undefined);
    if (entries === undefined) throw new Failure('out_refused', '--out is not a folder.');
    if (entries.length > 0)
      throw new Failure('out_refused', 'The folder of --out is not empty; choose an empty one or a new one.');
  }
  return target;
}

/** The path as a person would type it: messages repeat it. */
function asTyped(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}

/** The path without symbolic links, as far as it exists. */
async function trueTarget(path: string): Promise<string> {
  if (existsSync(path)) return realpath(path);
  const parent = dirname(path);
  return parent === path ? path : join(await trueTarget(parent), basename(path));
}
