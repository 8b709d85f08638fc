import { aligned } from '../shared/aligned.js';
import type { Tree } from '../shared/tree.js';
import type { Client } from './output/client.js';

/** One client in the table at the end of a run. */
export interface Row {
  readonly name: string;
  readonly state: 'generated' | 'cached' | 'failed' | 'not written';
  readonly operations?: number;
  readonly models?: number;
  readonly files?: number;
  readonly seconds?: number;
  readonly warnings?: number;
}

export function generatedRow(client: Client): Row {
  const { name, sources, pages, operations, models, seconds, warnings } = client;
  return {
    name,
    state: 'generated',
    operations,
    models,
    files: fileCount(sources, pages),
    seconds,
    warnings,
  };
}

export function fileCount(sources: Tree, pages: Tree): number {
  return Object.keys(sources).length + Object.keys(pages).length;
}

const columns = ['provider', 'operations', 'models', 'files', 'seconds', ''] as const;

/** Prints the rows as a table: names to the left, numbers to the right. */
export function printSummary(rows: readonly Row[]): string {
  const cells = rows.map(({ name, operations, models, files, seconds, state }) => [
    name,
    ...[operations, models, files].map((count) => (count === undefined ? '-' : String(count))),
    seconds === undefined ? '-' : seconds.toFixed(2),
    state,
  ]);
  const isNumber = (column: number): boolean => column > 0 && column < columns.length - 1;
  const lines = aligned([columns, ...cells], isNumber);
  return lines.map((line) => line.join('  ').trimEnd()).join('\n');
}
