import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RuleSet } from '../../src/generate/lint/rules.js';
import { specFiles } from '../../src/generate/read/read-spec.js';
import { SpecError } from '../../src/shared/spec-error.js';
import { linted } from '../linted.js';
import { printed } from '../printed.js';
import type { Shape } from './shapes.js';

/** What came of a description: `made`, or the code of its refusal with the rules that refused it. */
export interface Run {
  readonly outcome: string;
  /** User and system time of this process. */
  readonly cpuMs: number;
}

/** Writes files into a folder of their own for as long as `work` takes; it is given the path of `api.yaml`. */
export async function inFolder<Result>(
  files: Readonly<Record<string, string>>,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'acme-linear-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return await work(path.join(folder, 'api.yaml'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Takes a description through all that happens in this process: finding its files, reading, linting, types, pages. */
export function run(shape: Shape, characters: number, rules: RuleSet): Promise<Run> {
  return inFolder(shape.files(characters), async (file) => {
    const before = process.cpuUsage();
    const outcome = await outcomeOf(file, rules);
    const { user, system } = process.cpuUsage(before);
    return { outcome, cpuMs: (user + system) / 1000 };
  });
}

async function outcomeOf(file: string, rules: RuleSet): Promise<string> {
  try {
    await specFiles(file);
    const { document } = await linted(file, rules);
    printed(document).pages('@acme/hostile-client');
    return 'made';
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return [error.code, ...new Set(error.problems.map(({ rule }) => rule))].join(' ');
  }
}
