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
  /** By rule. */
  readonly repairs?: ReadonlyMap<string, number>;
}

export function generatedRow(client: Client): Row {
  const { name, sources, pages, operations, models, seconds, warnings, repairs } = client;
  return {
    name,
    state: 'generated',
    operations,
    models,
    files: fileCount(sources, pages),
    seconds,
    warnings,
    repairs,
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

/** `3 repairs (method-body 2, path-query 1); 1 warning`; undefined where there is neither. */
export function printNotes(rows: readonly Row[]): string | undefined {
  const counts = new Map<string, number>();
  for (const [rule, count] of rows.flatMap(({ repairs }) => [...(repairs ?? [])]))
    counts.set(rule, (counts.get(rule) ?? 0) + count);
  const repairs = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const warnings = rows.reduce((sum, row) => sum + (row.warnings ?? 0), 0);
  const byRule = [...counts].map(([rule, count]) => `${rule} ${count}`).join(', ');
  const notes = [
    ...(repairs === 0 ? [] : [`${repairs} ${repairs === 1 ? 'repair' : 'repairs'} (${byRule})`]),
    ...(warnings === 0 ? [] : [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`]),
  ];
  return notes.length === 0 ? undefined : notes.join('; ');
}
