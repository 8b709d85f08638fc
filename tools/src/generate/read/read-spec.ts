import path from 'node:path';
import type { Finding } from '../openapi/finding.js';
import type { Version } from '../openapi/object-types.js';
import { settleAnchors } from './anchors.js';
import { bundle, type Origin } from './bundle.js';
import { SpecFolder } from './folder.js';
import { readText, type SourceFile } from './read-file.js';
import { versionOf } from './version.js';

/** An OpenAPI description as it was read, with what it refers to in other files; not judged yet. */
export interface ReadSpec {
  /** The spec itself. Its value is the whole document: what was in other files stands in `components`. */
  readonly source: SourceFile;
  readonly version: Version;
  /** The spec and the files it refers to, sorted. */
  readonly files: readonly string[];
  /** References that lead to no file. */
  readonly findings: readonly Finding[];
  /** Where the parts that came from other files were written. */
  readonly origins: readonly Origin[];
}

/**
 * Reads an OpenAPI 3.0 or 3.1 description in YAML or JSON, with the files it refers to in its folder. Nothing outside
 * the folder is read.
 *
 * @param root a folder that holds the one of the spec, and is taken in its place.
 * @throws SpecError for a file that cannot be read, with file, line, column and rule of each problem
 */
export async function readSpec(file: string, root?: string): Promise<ReadSpec> {
  const folder = new SpecFolder(file, root);
  const source = await folder.read(file);
  const { version, findings } = versionOf(source);
  if (version !== '3.0') settleAnchors(source.value);
  const { problems, origins } = await bundle(source, version, folder);
  return { source, version, files: folder.files, findings: [...findings, ...problems], origins };
}

/**
 * The spec and the files it refers to, sorted: found by their text, and by parsing only where that is not enough.
 * A file too many may be among them, when a text looks like a reference to it.
 *
 * @throws SpecError when one cannot be read
 */
export async function specFiles(file: string, root?: string): Promise<readonly string[]> {
  const folder = new SpecFolder(file, root);
  const files = new Set<string>([path.normalize(file)]);
  for (const from of files) {
    const found = referencesIn(await readText(from));
    if (found === undefined) return (await readSpec(file, root)).files;
    for (const ref of found.refs) {
      const target = await folder.locate(from, ref);
      if (typeof target !== 'string') return (await readSpec(file, root)).files;
      files.add(path.normalize(target));
    }
    for (const name of found.names) {
      const target = await folder.locate(from, name);
      if (typeof target === 'string') files.add(path.normalize(target));
    }
  }
  return [...files].sort();
}

/** What a text scan finds: the values of `$ref`s to other files, and words that may name one. */
export interface TextReferences {
  refs: ReadonlySet<string>;
  /** File names elsewhere, as in the mapping of a discriminator; few of them are references. */
  names: ReadonlySet<string>;
}

/** A key `$ref` over lines or with an escape in it, or anything but text on its line. */
const odd = /\$ref["']?[ \t]*(?:$|:[ \t]*(?:[>|&*!\r]|$))|"[^"\\\n]*\\[^"\n]*"\s*:/m;
const reference = /\$ref["']?\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,}]+))/g;
const fileNameEnd = /(\.(?:ya?ml|json))(?:["'\s#,}]|$)/gi;
const betweenWords = /["'\s#,}]/;

/** Finds references to other files without parsing; undefined when the text is written too oddly for that. */
export function referencesIn(text: string): TextReferences | undefined {
  if (odd.test(text)) return undefined;
  const refs = new Set<string>();
  for (const [, double, single, plain] of text.matchAll(reference)) {
    const value = double ?? single ?? plain!;
    if (!value.startsWith('#')) refs.add(value);
  }
  const names = new Set<string>();
  for (const { 1: extension = '', index } of text.matchAll(fileNameEnd)) {
    // A word has one end, so each is gone back over once; a search from its start would try each of its letters.
    let start = index;
    while (start > 0 && !betweenWords.test(text[start - 1]!)) start -= 1;
    if (start < index) names.add(text.slice(start, index + extension.length));
  }
  return { refs, names };
}
