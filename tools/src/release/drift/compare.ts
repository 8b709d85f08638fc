import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { readText, sameLineEnds, type Tree } from '../../shared/tree.js';

/** How committed sources differ from what their description gives now: paths, sorted. */
export interface Drift {
  /** In both, with other content. */
  readonly changed: readonly string[];
  /** The generator makes it, but it is not there. */
  readonly missing: readonly string[];
  /** It is there, but the generator does not make it. */
  readonly extra: readonly string[];
}

/** Compares in both directions. The line ends of a checkout make no difference. */
export function compareTrees(made: Tree, committed: Tree): Drift {
  const paths = Object.keys(made).sort();
  return {
    changed: paths.filter(
      (path) => committed[path] !== undefined && sameLineEnds(committed[path]) !== sameLineEnds(made[path]!),
    ),
    missing: paths.filter((path) => committed[path] === undefined),
    extra: Object.keys(committed)
      .filter((path) => made[path] === undefined)
      .sort(),
  };
}

/** Compares a file that stands among others. */
export async function compareFile(file: string, made: string): Promise<Drift> {
  const committed = existsSync(file) ? { [basename(file)]: await readText(file) } : {};
  return compareTrees({ [basename(file)]: made }, committed);
}

/**
 * A line per file and the command that mends it; `undefined` when there is no drift.
 *
 * @param folders folder → how it differs.
 */
export function describeDrift(name: string, folders: Readonly<Record<string, Drift>>): string | undefined {
  const lines = Object.entries(folders).flatMap(([folder, drift]) => {
    const files = driftLines(drift);
    const title = `${folder} is not what specs/${name}.yaml gives:`;
    return files.length === 0 ? [] : [title, ...files];
  });
  return lines.length === 0 ? undefined : [...lines, `  → npm run generate -- ${name}`].join('\n');
}

function driftLines({ changed, missing, extra }: Drift): string[] {
  return [
    ...changed.map((path) => `  changed  ${path}`),
    ...missing.map((path) => `  new      ${path} (is generated now, but not committed)`),
    ...extra.map((path) => `  deleted  ${path} (is no longer generated, but still there)`),
  ];
}
