import { child, members } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** A path starts with a slash, has no query or fragment, and its braces hold one name each. */
export function pathForm(document: LintDocument, report: Report): void {
  for (const [path] of members(document.root.paths)) {
    if (path.startsWith('x-')) continue;
    const wrong = problemOf(path);
    if (wrong !== undefined) report(child('/paths', path), wrong);
  }
}

function problemOf(path: string): string | undefined {
  if (!path.startsWith('/')) return 'A path starts with a slash: add it.';
  if (/[?#]/.test(path)) return 'A path has no `?` or `#`: declare query parameters instead.';
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]);
  if (/[{}]/.test(path.replaceAll(/\{[^{}]+\}/g, '')))
    return 'The braces of this path do not hold one name each.';
  return new Set(names).size < names.length
    ? 'A name stands twice in this path: rename one of them.'
    : undefined;
}
