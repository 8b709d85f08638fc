import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuleSet } from '../../src/generate/lint/rules.js';
import { SetupError } from '../../src/shared/failure.js';
import { SpecError } from '../../src/shared/spec-error.js';
import { linted } from '../linted.js';
import { printed } from '../printed.js';
import { fileText } from './documents.js';
import { renderTemplates } from './render.js';
import type { Json } from './strict-document.js';

/** The printed files, path → text; or the refusal of the description. Any other exception is passed on. */
export type Printed =
  | { readonly files: Readonly<Record<string, string>> }
  | { readonly refusal: SpecError | SetupError };

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What the last description was printed as: under other rules the same one is, and need not be printed again. */
let last: { readonly key: string; readonly files: Readonly<Record<string, string>> } | undefined;

/**
 * Reads a document from a file, normalises it, and prints all TypeScript of its client.
 *
 * @param name of the client.
 */
export function print(document: Json, rules: RuleSet, name?: string): Promise<Printed> {
  return printText(fileText(document), rules, name);
}

/** As `print`, of the text of a YAML file. */
export async function printText(text: string, rules: RuleSet, name = ''): Promise<Printed> {
  const file = join(folder, 'description.yaml');
  writeFileSync(file, text);
  try {
    const { document } = await linted(file, rules);
    const key = name + JSON.stringify(document);
    if (last?.key !== key) {
      const { view, files } = name === '' ? printed(document) : printed(document, name);
      last = { key, files: { ...files, ...renderTemplates(view) } };
    }
    return { files: last.files };
  } catch (error) {
    if (error instanceof SpecError || error instanceof SetupError) return { refusal: error };
    throw error;
  }
}
