/** One measured value. */
export interface Figure {
  /** `<section>/<what>`, the same from run to run. */
  readonly name: string;
  readonly value: number;
  /** `×` for a ratio to what is named, else `s`, `ms`, `µs`, `B` or `B/op` (bytes per operation). */
  readonly unit: string;
  /** The value wanted at most, in the same unit. Absent where the figure only gives the scale. */
  readonly aim?: number;
  /** The spread within this run, or what exactly was measured. */
  readonly note?: string;
}

/** What a section measures with. */
export interface Bench {
  /** The repository. Nothing in it is changed, but build outputs and `node_modules`. */
  readonly root: string;
  /** A folder for this section alone, below `root/node_modules`, so that packages resolve from it. Removed afterwards. */
  readonly work: string;
  readonly env: NodeJS.ProcessEnv;
  /** Tells a person what goes on. */
  say(line: string): void;
}

/** @throws Error when the measurement could not be made; its message is shown without a stack. */
export type Measure = (bench: Bench) => Promise<Figure[]>;

/** `yes` or `no`, or nothing where there is no aim. */
export function aimMet({ value, aim }: Figure): string {
  if (aim === undefined) return '';
  return value <= aim ? 'yes' : 'no';
}

/** The figures as a table of fixed columns: `name | value | unit | aim | ok?`, and notes. */
export function printFigures(figures: readonly Figure[]): string {
  const rows = [
    ['name', 'value', 'unit', 'aim', 'ok?', ''],
    ...figures.map((figure) => [
      figure.name,
      rounded(figure.value),
      figure.unit,
      figure.aim === undefined ? '' : String(figure.aim),
      aimMet(figure),
      figure.note ?? '',
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const isNumber = (column: number): boolean => column === 1 || column === 3;
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 3 : 1);
}
