import type { Problem } from '../../shared/spec-error.js';
import type { Finding } from '../openapi/finding.js';
import type { Origin } from '../read/bundle.js';
import { Positions } from '../read/positions.js';
import type { SourceFile } from '../read/read-file.js';

export interface LintResult extends Finding {
  readonly severity: 'error' | 'warning';
}

/** Lines and columns for what the lint found; a source is parsed again only when it has a problem. */
export function locate(
  results: readonly LintResult[],
  spec: SourceFile,
  origins: readonly Origin[],
): Problem[] {
  const positions = new Map<SourceFile, Positions>();
  // Of two of one place the first brought the second in.
  const byPointer = new Map([...origins].reverse().map((origin) => [origin.pointer, origin]));
  return results.map(({ pointer, ...rest }) => {
    const origin = nearest(byPointer, pointer);
    const source = origin?.source ?? spec;
    const at = origin === undefined ? pointer : origin.at + pointer.slice(origin.pointer.length);
    const found = positions.get(source) ?? new Positions(source.text);
    positions.set(source, found);
    return { file: source.file, ...found.at(at), ...rest };
  });
}

/** The innermost part that a pointer is in. */
function nearest(origins: ReadonlyMap<string, Origin>, pointer: string): Origin | undefined {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const origin = origins.get(pointer.slice(0, end));
    if (origin !== undefined) return origin;
  }
  return undefined;
}
