import { aligned } from '../../shared/aligned.js';

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
  /** The repository. Nothing in it changes, except build outputs and `node_modules`. */
  readonly root: string;
  /** A folder for this section alone, below `root/node_modules`, so that packages resolve from it. Removed afterwards. */
  readonly work: string;
  readonly env: NodeJS.ProcessEnv;
  /** Tells a person what goes on. */
  say(line: string): void;
}

/** @throws Error when the measurement could not be made; its message is shown without a stack. */
export type Measure = (bench: Bench) => Promise<Figure[]>;

/** The value below which the share `part` (0 to 1) of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Value by value: those of one round were measured one right after the other. */
export function pairedRatios(values: readonly number[], base: readonly number[]): number[] {
  return values.map((value, index) => value / base[index]!);
}

/** The median of the ratios of the rounds, with their spread as its note. */
export function ratio(
  name: string,
  [values, base]: readonly [readonly number[], readonly number[]],
  { aim, note }: { readonly aim?: number | undefined; readonly note?: string } = {},
): Figure {
  const ratios = pairedRatios(values, base);
  const [low, high] = [0.25, 0.75].map((part) => quantile(ratios, part).toFixed(3));
  const spread = `half of ${ratios.length} rounds within ${low} to ${high}`;
  return {
    ...{ name, value: median(ratios), unit: '×' },
    ...(aim !== undefined && { aim }),
    note: note === undefined ? spread : `${note}; ${spread}`,
  };
}

/** The figures as a table of fixed columns: `name | value | unit | aim | ok?`, and notes. */
export function printFigures(figures: readonly Figure[]): string {
  const rows = [
    ['name', 'value', 'unit', 'aim', 'ok?', ''],
    ...figures.map(({ name, value, unit, aim, note }) => [
      ...[name, rounded(value), unit],
      ...(aim === undefined ? ['', ''] : [String(aim), value <= aim ? 'yes' : 'no']),
      note ?? '',
    ]),
  ];
  const lines = aligned(rows, (column) => column === 1 || column === 3);
  return lines.map((cells) => `${cells.join('  ').trimEnd()}\n`).join('');
}

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 3 : 1);
}
