import path from 'node:path';
import { byPlace, type Problem, Refusal, refuse } from '../../shared/refusal.js';
import { lint, type RuleSet } from '../lint/rules.js';
import type { OpenApiDocument } from '../openapi/document.js';
import { isObject, type JsonObject, type JsonValue, keysOf, valueAt } from '../openapi/json.js';
import { bundle } from './bundle.js';
import { SpecFolder } from './folder.js';
import { locate } from './locate.js';
import { readText } from './read-file.js';
import { referencesIn } from './text-references.js';
import { versionOf } from './version.js';

export type { RuleSet } from '../lint/rules.js';

/** An OpenAPI description that has passed the lint. */
export interface Spec {
  name: string;
  /** As given to `readSpec`. */
  file: string;
  /** The spec and the files it refers to, sorted. */
  files: readonly string[];
  /** Plain JSON values, in which nothing is shared; what was in other files stands in `components`. */
  document: OpenApiDocument;
  warnings: readonly Problem[];
}

/**
 * The provider's name: the file's name without its extension.
 *
 * @throws Refusal `spec_name` unless it is lower-case words joined by hyphens, as it names a folder and a package
 */
export function providerName(file: string): string {
  const [, stem = ''] = /^(.*)\.(?:yaml|yml|json)$/s.exec(path.basename(file)) ?? [];
  const allowed = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(stem) && stem.length <= 64;
  if (allowed && !/^(con|prn|aux|nul|com\d|lpt\d)$/.test(stem)) return stem;
  throw new Refusal(
    'spec_name',
    `${JSON.stringify(file)} cannot name a provider. Call the file <name>.yaml, with a name of at most 64 lower-case ` +
      'letters and digits in words joined by hyphens.',
  );
}

/**
 * Reads an OpenAPI 3.0 or 3.1 description in YAML or JSON, with the files it refers to in its folder, and lints it.
 * Nothing outside the folder is read.
 *
 * @param rules `house` for our specs (style counts, the file's name must be a provider's), `vendor` for others
 * @throws Refusal for whatever is wrong with the input, with file, line, column and rule of each problem
 */
export async function readSpec(file: string, rules: RuleSet): Promise<Spec> {
  const name = rules === 'house' ? providerName(file) : nameFrom(file);
  const folder = new SpecFolder(file);
  const source = await folder.read(file);
  const version = versionOf(source);
  const bundled = await bundle(source, version, folder);
  const results = lint(source.value as JsonObject, version, rules, bundled.problems);
  const problems = locate(results, source, bundled.origins);
  if (problems.some(({ severity }) => severity === 'error')) throw refuse(file, problems);
  for (const { rule, pointer } of results) if (rule === 'empty-value') remove(source.value, pointer);
  return {
    name,
    file,
    files: folder.files,
    document: source.value as unknown as OpenApiDocument,
    warnings: problems.sort(byPlace),
  };
}

/**
 * The spec and the files it refers to, sorted: found by their text, and by parsing only where that is not enough.
 * A file too many may be among them, when a text looks like a reference to it.
 *
 * @throws Refusal when one cannot be read
 */
export async function specFiles(file: string): Promise<string[]> {
  const folder = new SpecFolder(file);
  const files = new Set<string>([path.normalize(file)]);
  for (const from of files) {
    const found = referencesIn(await readText(from));
    if (found === undefined) return bundledFiles(file);
    for (const ref of found.refs) {
      const target = await folder.locate(from, ref);
      if (typeof target !== 'string') return bundledFiles(file);
      files.add(path.normalize(target));
    }
    for (const name of found.names) {
      const target = await folder.locate(from, name);
      if (typeof target === 'string') files.add(path.normalize(target));
    }
  }
  return [...files].sort();
}

async function bundledFiles(file: string): Promise<string[]> {
  const folder = new SpecFolder(file);
  const source = await folder.read(file);
  await bundle(source, versionOf(source), folder);
  return folder.files;
}

/** A name for a document that is only tried: its file's, made to fit. */
function nameFrom(file: string): string {
  const words =
    path
      .basename(file)
      .replace(/\.[^.]*$/, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const name = words.join('-').slice(0, 64).replace(/-$/, '');
  return /^[a-z]/.test(name) ? name : `api-${name}`.replace(/-$/, '');
}

/** `required:` without a value means that there is no such field. */
function remove(root: JsonValue, pointer: string): void {
  const owner = valueAt(root, pointer.slice(0, pointer.lastIndexOf('/')));
  if (isObject(owner)) delete owner[keysOf(pointer).at(-1)!];
}
