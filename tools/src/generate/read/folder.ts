import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { SpecError } from '../../shared/spec-error.js';
import { decoded } from '../openapi/references.js';
import { largestFile, readSource, type SourceFile } from './read-file.js';

/** Why a reference to another file is not followed: rule and sentence. */
export interface Unreachable {
  rule: string;
  message: string;
}

/** The files of one description: the spec and what lies in its folder, or in another one that holds it. */
export class SpecFolder {
  readonly #root: string;
  readonly #sources = new Map<string, SourceFile>();
  readonly #located = new Map<string, Promise<string | Unreachable>>();
  #bytes = 0;

  /**
   * @param spec the spec's path, as the user typed it
   * @param root the folder that nothing is read outside of. Default: the spec's.
   * @throws SpecError when the spec is not within it.
   */
  constructor(spec: string, root: string = path.dirname(spec)) {
    if (!isBelow(root, spec)) {
      throw new SpecError(
        'spec_refused',
        'The description is not in the folder of --root: name one that holds it.',
      );
    }
    this.#root = root;
  }

  /** The files read so far, sorted. */
  get files(): string[] {
    return [...this.#sources.keys()].map((file) => path.normalize(file)).sort();
  }

  /** How many characters the files read so far have together. */
  get characters(): number {
    return this.#bytes;
  }

  /** Reads a file once; all files together have 10 MB at most. */
  async read(file: string): Promise<SourceFile> {
    const known = this.#sources.get(file);
    if (known !== undefined) return known;
    const source = await readSource(file);
    this.#bytes += source.text.length;
    if (this.#bytes > largestFile) {
      throw new SpecError(
        'spec_refused',
        'The files of a description have 10 MB at most together: make them smaller.',
      );
    }
    this.#sources.set(file, source);
    return source;
  }

  /**
   * The file that a reference in `from` names: its path, or why it is not followed.
   * Only regular files below the spec's folder are, also after symbolic links.
   */
  async locate(from: string, ref: string): Promise<string | Unreachable> {
    const written = ref.split('#', 1)[0]!;
    const key = `${path.dirname(from)}\0${written}`;
    const found = this.#located.get(key) ?? this.#locate(from, written);
    this.#located.set(key, found);
    return found;
  }

  async #locate(from: string, written: string): Promise<string | Unreachable> {
    const name = decoded(written);
    if (name === undefined || /\p{Cc}/u.test(name)) {
      return { rule: 'ref-unresolved', message: 'This $ref is not a URL reference: write a relative path.' };
    }
    if (/^[a-z][a-z0-9+.-]*:/i.test(name) || name.startsWith('//')) {
      return outside('is a URL', 'Save what it names in the folder of the spec');
    }
    if (path.isAbsolute(name) || name.includes('\\')) {
      return outside('is no relative path with slashes', 'Write one');
    }
    const file = path.join(path.dirname(from), name);
    if (!isBelow(this.#root, file))
      return outside(
        'leaves the folder of the spec',
        'Move the file into it, or name one that holds both with --root',
      );
    const [root, target] = await Promise.all([realpath(this.#root), realpath(file).catch(() => undefined)]);
    if (target === undefined) {
      return { rule: 'ref-unresolved', message: 'There is no such file: correct the $ref or add the file.' };
    }
    if (!isBelow(root, target)) {
      return outside('leaves the folder of the spec by a symbolic link', 'Copy the file into the folder');
    }
    return file;
  }
}

function outside(what: string, remedy: string): Unreachable {
  return { rule: 'ref-outside', message: `This $ref ${what}, and nothing outside is read. ${remedy}.` };
}

function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
