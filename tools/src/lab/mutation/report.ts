/** As much as is needed here of what Stryker's `json` reporter writes (mutation testing report schema 2). */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

export interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  /** Lines and columns count from 1. */
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

const found = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);

/** The mutants that no test noticed, then the score of each folder (of each file directly in `src`), then of all. */
export function printReport({ files }: MutationReport): string {
  const lines: string[] = [];
  const folders = new Map<string, Mutant[]>();
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const folder = file.split('/').slice(0, 2).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), ...mutants]);
    const text = source.split('\n');
    for (const mutant of mutants.filter(({ status }) => missed.has(status)))
      lines.push(printMutant(file, text, mutant));
  }
  lines.push('');
  for (const [folder, mutants] of [...folders].sort(([one], [other]) => one.localeCompare(other)))
    lines.push(printScore(folder, mutants));
  lines.push(printScore('all', [...folders.values()].flat()));
  return `${lines.join('\n')}\n`;
}

function printMutant(file: string, text: readonly string[], { location, ...mutant }: Mutant): string {
  const { start, end } = location;
  const line = text[start.line - 1] ?? '';
  const original = line.slice(start.column - 1, start.line === end.line ? end.column - 1 : undefined);
  const replacement = (mutant.replacement ?? '').replace(/\s+/g, ' ').slice(0, 80);
  const note = mutant.status === 'NoCoverage' ? ' (no test comes here)' : '';
  return `${file}:${start.line}:${start.column} ${original} → ${replacement}${note}`;
}

function printScore(name: string, mutants: readonly Mutant[]): string {
  const killed = mutants.filter(({ status }) => found.has(status)).length;
  const survived = mutants.filter(({ status }) => missed.has(status)).length;
  const all = killed + survived;
  const percent = all === 0 ? '–' : `${((100 * killed) / all).toFixed(1)} %`;
  return `${name.padEnd(24)} ${percent.padStart(7)}  ${killed} of ${all}`;
}
