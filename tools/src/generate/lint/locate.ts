import type { Problem } from '../refusal.js';
import type { Origin } from './bundle.js';
import type { LintResult } from './index.js';
import { Positions } from './position.js';
import type { SourceFile } from './read-file.js';

/** Lines and columns for what the lint found; a source is parsed again only when it has a problem. */
export function locate(
  results: readonly LintResult[],
  spec: SourceFile,
  origins: readonly Origin[],
): Problem[] {
  const positions = new Map<SourceFile, Positions>();
  return results.map(({ pointer, ...rest }) => {
    const origin = origins
      .filter((part) => pointer === part.pointer || pointer.startsWith(`${part.pointer}/`))
      .sort((a, b) => b.pointer.length - a.pointer.length)[0];
    const source = origin?.source ?? spec;
    const at = origin === undefined ? pointer : origin.at + pointer.slice(origin.pointer.length);
    const found = positions.get(source) ?? new Positions(source.text);
    positions.set(source, found);
    return { file: source.file, ...found.at(at), ...rest };
  });
}
