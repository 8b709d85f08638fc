import { readFile, stat } from 'node:fs/promises';
import type { Problem } from '../../shared/spec-error.js';
import { refuse, SpecError } from '../../shared/spec-error.js';
import type { JsonValue } from '../openapi/json.js';
import { checkPlain, unshare } from './plain-json.js';
import { Positions } from './positions.js';
import { parseYaml } from './yaml.js';

/** 10 MB: the largest description we generate from has 2 MB. */
export const largestFile: number = 10 * 1024 * 1024;

export interface SourceFile {
  /** The path as the user typed it, or as reached from there. */
  file: string;
  text: string;
  value: JsonValue;
}

/** What js-yaml throws. */
interface YamlError {
  name: string;
  reason: string;
  mark?: { line: number; column: number };
}

/**
 * Reads a YAML or JSON file as plain JSON values.
 *
 * @throws SpecError `spec_unreadable` when there is no such file, `spec_refused` for its size or content
 */
export async function readSource(file: string): Promise<SourceFile> {
  const text = await readText(file);
  const value = parse(file, text);
  const { problems, shared } = checkPlain(value, text.length);
  if (problems.length > 0) {
    const positions = new Positions(text);
    throw refuse(
      file,
      problems.map(({ pointer, ...rest }) => ({
        file,
        ...positions.at(pointer),
        ...rest,
        severity: 'error',
      })),
    );
  }
  return { file, text, value: shared ? unshare(value) : value };
}

/** @throws SpecError when the file is missing, no regular file, over 10 MB (nothing of it is read), or not UTF-8 */
export async function readText(file: string): Promise<string> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => unreadable(file, error.code));
  if (!found.isFile()) throw new SpecError('spec_unreadable', `${file} is not a file. Name an OpenAPI file.`);
  if (found.size > largestFile) {
    throw problem(file, 'file-too-large', 'A description has 10 MB at most: split it or drop its examples.');
  }
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => unreadable(file, error.code));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw problem(file, 'not-utf8', 'The file is not UTF-8: save it as UTF-8.');
  }
}

function unreadable(file: string, cause: string | undefined): never {
  const message =
    cause === 'ENOENT' || cause === 'ENOTDIR'
      ? `There is no file ${JSON.stringify(file)}. Check the path.`
      : `The file ${JSON.stringify(file)} cannot be read (${cause ?? 'no cause given'}). Check its path and permissions.`;
  throw new SpecError('spec_unreadable', message);
}

function parse(file: string, text: string): JsonValue {
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (error) {
    if (!isYamlError(error)) throw error;
    const { line = 0, column = 0 } = error.mark ?? {};
    throw problem(file, ...explain(error.reason), { line: line + 1, column: column + 1 });
  }
  if (value === undefined || value === null) {
    throw problem(file, 'empty-file', 'The file is empty: write an OpenAPI document.');
  }
  return value as JsonValue;
}

function isYamlError(error: unknown): error is YamlError {
  return error instanceof Error && error.name === 'YAMLException' && 'reason' in error;
}

/** Rule and sentence for what the parser says. */
function explain(reason: string): [rule: string, message: string] {
  if (reason.startsWith('duplicated mapping key')) {
    return ['duplicate-key', 'This key stands twice in one object: remove or rename one of them.'];
  }
  if (/^merge keys exceeded|^abnormal merge/.test(reason)) {
    return ['merge-bomb', 'The merge keys (<<) copy more than 10,000 members: write the parts as $ref.'];
  }
  if (reason.includes(' tag') || reason.startsWith('tag ')) {
    return ['custom-tag', `Only plain YAML can be read (${reason}): remove the tag.`];
  }
  return ['yaml-syntax', `Not YAML: ${reason}. Correct it here or just above.`];
}

function problem(file: string, rule: string, message: string, at = { line: 1, column: 1 }): SpecError {
  const found: Problem = { file, ...at, rule, message, severity: 'error' };
  return refuse(file, [found]);
}
