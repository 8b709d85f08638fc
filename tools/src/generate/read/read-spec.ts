import path from 'node:path';
import type { Finding } from '../openapi/finding.js';
import type { Version } from '../openapi/object-types.js';
import { bundle, type Origin } from './bundle.js';
import { SpecFolder } from './folder.js';
import { readText, type SourceFile } from './read-file.js';
import { referencesIn } from './text-references.js';
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
 * @throws SpecError for a file that cannot be read, with file, line, column and rule of each problem
 */
export async function readSpec(file: string): Promise<ReadSpec> {
  const folder = new SpecFolder(file);
  const source = await folder.read(file);
  const version = versionOf(source);
  const { problems: findings, origins } = await bundle(source, version, folder);
  return { source, version, files: folder.files, findings, origins };
}

/**
 * The spec and the files it refers to, sorted: found by their text, and by parsing only where that is not enough.
 * A file too many may be among them, when a text looks like a reference to it.
 *
 * @throws SpecError when one cannot be read
 */
export async function specFiles(file: string): Promise<readonly string[]> {
  const folder = new SpecFolder(file);
  const files = new Set<string>([path.normalize(file)]);
  for (const from of files) {
    const found = referencesIn(await readText(from));
    if (found === undefined) return (await readSpec(file)).files;
    for (const ref of found.refs) {
      const target = await folder.locate(from, ref);
      if (typeof target !== 'string') return (await readSpec(file)).files;
      files.add(path.normalize(target));
    }
    for (const name of found.names) {
      const target = await folder.locate(from, name);
      if (typeof target === 'string') files.add(path.normalize(target));
    }
  }
  return [...files].sort();
}
