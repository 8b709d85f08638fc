import { aligned } from '../../shared/aligned.js';

/** What a cell says: it works, it does not (and why), it cannot apply, or what it needs is not on this machine. */
export type Cell = 'ok' | 'n/a' | 'not installed' | { readonly failed: string };

export interface Row {
  /** Runtime or compiler, with its version. */
  readonly name: string;
  readonly cells: Readonly<Record<Column, Cell>>;
}

export type Column = (typeof columns)[number];
export const columns = ['ESM', 'CommonJS', 'types', 'call', 'auth, node:crypto', 'auth, WebCrypto'] as const;

/** A row in which all cells that could apply say the same. */
export function rowOf(name: string, cell: Cell, apply: readonly Column[]): Row {
  const cells = columns.map((column) => [column, apply.includes(column) ? cell : 'n/a']);
  return { name, cells: Object.fromEntries(cells) as Row['cells'] };
}

/** The rows as a Markdown table, and below it why cells failed. */
export function printTable(rows: readonly Row[]): string {
  const lines = [
    ['runtime or compiler', ...columns],
    ...rows.map(({ name, cells }) => [name, ...columns.map((column) => label(cells[column]))]),
  ];
  const [head = [], ...cells] = aligned(lines);
  const table = [head, head.map((cell) => '-'.repeat(cell.length)), ...cells];
  const printed = table.map((line) => `| ${line.join(' | ')} |`);
  const reasons = rows.flatMap(({ name, cells }) =>
    columns.flatMap((column) => {
      const cell = cells[column];
      return typeof cell === 'object' ? [`\n${name}, ${column}: ${cell.failed.trim()}`] : [];
    }),
  );
  return [...printed, ...reasons].join('\n');
}

/** Whether nothing failed and, unless `isPartial`, nothing was missing. */
export function isGood(rows: readonly Row[], isPartial: boolean): boolean {
  const cells = rows.flatMap((row) => columns.map((column) => row.cells[column]));
  return cells.every((cell) => cell === 'ok' || cell === 'n/a' || (isPartial && cell === 'not installed'));
}

function label(cell: Cell): string {
  return typeof cell === 'object' ? 'FAILED' : cell;
}
