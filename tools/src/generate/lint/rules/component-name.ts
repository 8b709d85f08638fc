import { child, isObject, members } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** OpenAPI 3.0.3 and 3.1.0, Components Object: names match `^[a-zA-Z0-9._-]+$`. */
export function componentName(document: LintDocument, report: Report): void {
  for (const [section, components] of members(document.root.components)) {
    if (section.startsWith('x-') || !isObject(components)) continue;
    for (const name of Object.keys(components)) {
      if (/^[a-zA-Z0-9._-]+$/.test(name)) continue;
      report(
        child('/components', section, name),
        'Name components with letters, digits, dot, hyphen and underscore.',
      );
    }
  }
}
