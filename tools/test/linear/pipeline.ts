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

/** Takes a description through all that happens in this process: finding its files, reading, linting, types, pages. */
export async function run(shape: Shape, characters: number, rules: RuleSet): Promise<Run> {
  const folder = mkdtempSync(path.join(tmpdir(), 'acme-linear-'));
  try {
    for (const [name, text] of Object.entries(shape.files(characters))) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const before = process.cpuUsage();
    const outcome = await outcomeOf(path.join(folder, 'api.yaml'), rules);
    const { user, system } = process.cpuUsage(before);
    return { outcome, cpuMs: (user + system) / 1000 };
  } finally {
    rmSync(folder, { recursive: true });
  }
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
