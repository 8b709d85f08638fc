import { isAbsolute, join, relative } from 'node:path';
import { listProviders, type Provider } from '../shared/providers.js';
import { readText, readTree, sameLineEnds } from '../shared/tree.js';
import type { Client, Job } from './output/client.js';
import { freshManifest, hashInputs, manifestName, statedTitle, type Tool } from './output/manifest.js';
import { recover } from './output/swap.js';
import type { ListedClient } from './pages/clients-table.js';
import type { Session } from './run/session.js';
import { registryPaths } from './sandbox/registry.js';
import type { Steps } from './steps.js';
import { fileCount, type Row } from './summary.js';

/** The providers, their sources and pages whole even if the last run was killed. */
export async function recoveredProviders({ root, progress }: Session): Promise<Provider[]> {
  const providers = await listProviders(root);
  // All together: a run replaces the folders of all clients, or none.
  const lists = registryPaths.map((path) => join(root, path));
  const restored = recover([...providers.flatMap(placesOf), ...lists, join(root, 'README.md')]);
  for (const provider of providers) {
    if (placesOf(provider).some((place) => restored.includes(place)))
      progress.say(
        `${provider.name}: a run was killed while it put new sources in place; the previous ones are back`,
      );
  }
  return providers;
}

function placesOf({ generated, docs, embedded }: Provider): string[] {
  return [generated, docs, ...(embedded === undefined ? [] : [embedded])];
}

/** Where the pages about the client of a provider are on the web. */
export function pagesUrlOf(name: string): string {
  return `https://github.com/acme/api-clients/blob/main/packages/${name}-client/docs`;
}

/** What is made of one of our own descriptions. */
export function strictJob({ name, packageName, spec, options, embedded }: Provider, tool: Tool): Job {
  const isEmbedded = embedded !== undefined;
  const pagesUrl = pagesUrlOf(name);
  return { name, packageName, spec: asTyped(spec), rules: 'strict', pagesUrl, options, isEmbedded, tool };
}

/** The row of a client that is what its inputs make of it; `undefined` for one that has to be made. */
export async function freshRow(provider: Provider, tool: Tool, steps: Steps): Promise<Row | undefined> {
  const sources = await readTree(provider.generated);
  const pages = await readTree(provider.docs);
  if (Object.keys(sources).length === 0) return undefined;
  let files: readonly string[];
  try {
    files = await steps.specFiles(provider.spec);
  } catch {
    // The step that reads it says better what is wrong with it.
    return undefined;
  }
  const inputs = await hashInputs(tool, { ...provider, files });
  const embedded = provider.embedded === undefined ? undefined : await readText(provider.embedded);
  const manifest = freshManifest(tool.generator, inputs, sources, pages, embedded);
  if (manifest === undefined) return undefined;
  const { operations, models } = manifest;
  return { name: provider.name, state: 'cached', operations, models, files: fileCount(sources, pages) };
}

/** The README of the repository with its table of clients, where that changes. */
export async function readmeTarget(
  root: string,
  providers: readonly Provider[],
  made: readonly Client[],
  steps: Pick<Steps, 'readme'>,
): Promise<[string, string][]> {
  const file = join(root, 'README.md');
  const readme = sameLineEnds(await readText(file));
  const listed: ListedClient[] = [];
  for (const { name, packageName, generated } of providers) {
    const title =
      made.find((client) => client.name === name)?.title ??
      statedTitle(await readText(join(generated, manifestName)));
    if (title !== undefined) listed.push({ name, packageName, title });
  }
  const text = await steps.readme(readme, listed);
  return text === readme ? [] : [[file, text]];
}

/** The path as a person would type it: messages repeat it. */
export function asTyped(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}
