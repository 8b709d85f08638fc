import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/generate/failure.js';
import type { RuleSet } from '../../src/generate/lint/index.js';
import { prepare } from '../../src/generate/prepare/index.js';
import { readSpec } from '../../src/generate/read-spec.js';
import { Refusal } from '../../src/generate/refusal.js';
import { fileText } from './documents.js';
import type { Json } from './house-document.js';
import { renderTemplates } from './render.js';

/** The printed files, path → text; or the refusal of the description. Any other exception is passed on. */
export type Printed =
  | { readonly files: Readonly<Record<string, string>> }
  | { readonly refusal: Refusal | Failure };

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What the last description was printed as: under other rules the same one is, and need not be printed again. */
let last: { readonly key: string; readonly files: Readonly<Record<string, string>> } | undefined;

/** Reads a document from a file, prepares it, and prints all TypeScript of its client. */
export function print(document: Json, rules: RuleSet): Promise<Printed> {
  return printText(fileText(document), rules);
}

/** As `print`, of the text of a YAML file. */
export async function printText(text: string, rules: RuleSet): Promise<Printed> {
  const file = join(folder, 'description.yaml');
  writeFileSync(file, text);
  try {
    const { document } = await readSpec(file, rules);
    const key = JSON.stringify(document);
    if (last?.key !== key) {
      const { carrier, files } = prepare(document);
      last = { key, files: { ...files, ...renderTemplates(carrier) } };
    }
    return { files: last.files };
  } catch (error) {
    if (error instanceof Refusal || error instanceof Failure) return { refusal: error };
    throw error;
  }
}
