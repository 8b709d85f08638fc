import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { jsonText } from '../../print/json.js';
import { readManifest } from '../../shared/package-manifest.js';
import { filesBelow, sameLineEnds, type Tree } from '../../shared/tree.js';
import { readPin } from '../render/openapi-generator/pin.js';

/** The file in a generated tree that says what it was made from. */
export const manifestName = 'generation.json';

/** The tool, as far as it decides what a client looks like. */
export interface Tool {
  /** The version of openapi-generator. */
  readonly generator: string;
  /** Hash of our sources and templates, and of the versions of the libraries that read descriptions and print types. */
  readonly hash: string;
}

/** What a client is made from, besides the tool. */
export interface Sources {
  readonly packageName: string;
  /** Path of the description. */
  readonly spec: string;
  /** The description and all files it refers to. */
  readonly files: readonly string[];
  /** Path of `generator.json`; need not exist. */
  readonly options?: string | undefined;
}

export async function identifyTool(root: string): Promise<Tool> {
  const files = [
    join(root, 'openapitools.json'),
    ...(await filesBelow(join(root, 'tools', 'templates'))),
    ...(await filesBelow(join(root, 'tools', 'src', 'generate'))),
    ...(await filesBelow(join(root, 'tools', 'src', 'print'))),
    // Of what all tools share, only the text rules decide what is printed.
    ...(await filesBelow(join(root, 'tools', 'src', 'shared'))).filter(
      (file) => basename(file) === 'text.ts',
    ),
  ];
  const lines = await hashLines(files.map((file) => [relative(root, file), file]));
  return {
    generator: readPin(root).version,
    hash: hashOf([...lines, parserVersion(root)].join('\n')),
  };
}

/** Hashes everything a client is made from. Neither the line ends of a checkout nor its place make a difference. */
export async function hashInputs(
  tool: Tool,
  { packageName, spec, files, options }: Sources,
): Promise<string> {
  const labelled = files.map((file): [string, string] => [`spec ${relative(dirname(spec), file)}`, file]);
  if (options !== undefined && existsSync(options)) labelled.push(['options', options]);
  return hashOf([tool.hash, packageName, ...(await hashLines(labelled))].join('\n'));
}

/** @param files pairs of a label and a path. */
async function hashLines(files: readonly (readonly [string, string])[]): Promise<string[]> {
  const lines = await Promise.all(
    files.map(
      async ([label, file]) => `${label.split(sep).join('/')} ${hashOf(await readFile(file, 'utf8'))}`,
    ),
  );
  return lines.sort();
}

/** What a manifest states of a client, besides the hash of each file. */
export interface Manifest {
  readonly generator: string;
  /** Hash of everything the tree was made from. */
  readonly inputs: string;
  /** The title of the description. */
  readonly title: string;
  readonly operations: number;
  readonly models: number;
}

/** The manifest of a client: no time, no machine, so that the same inputs give the same bytes. */
export function printManifest(
  { generator, inputs, title, operations, models }: Manifest,
  tree: Tree,
  docs: Tree,
  embedded: string | undefined,
): string {
  const stated = {
    ...{ generator, inputs, title, operations, models },
    files: hashesOf(tree),
    docs: hashesOf(docs),
    ...(embedded !== undefined && { embedded: hashOf(embedded) }),
  };
  return `${jsonText(stated, 2)}\n`;
}

function hashesOf(tree: Tree): Record<string, string> {
  const paths = Object.keys(tree).filter((path) => path !== manifestName);
  return Object.fromEntries(paths.sort().map((path) => [path, hashOf(tree[path]!)]));
}

/**
 * Gives the manifest of a client that is what these inputs made of it: no file missing, none added, none changed,
 * the manifest itself included. Else `undefined`: it is stale.
 */
export function freshManifest(
  generator: string,
  inputs: string,
  tree: Tree,
  docs: Tree,
  embedded: string | undefined,
): Manifest | undefined {
  const text = tree[manifestName];
  if (text === undefined) return undefined;
  try {
    const manifest: Manifest = { ...(JSON.parse(text) as Manifest), generator, inputs };
    return sameLineEnds(text) === printManifest(manifest, tree, docs, embedded) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** The title that the manifest of a generated tree states; `undefined` where there is none. */
export function statedTitle(manifest: string): string | undefined {
  try {
    const { title } = JSON.parse(manifest) as Partial<Manifest>;
    return typeof title === 'string' ? title : undefined;
  } catch {
    return undefined;
  }
}

/** The parser of the specs. Other dependencies of the tools decide nothing about a client. */
function parserVersion(root: string): string {
  return `js-yaml ${readManifest(join(root, 'tools')).dependencies?.['js-yaml']}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(sameLineEnds(text)).digest('hex');
}
