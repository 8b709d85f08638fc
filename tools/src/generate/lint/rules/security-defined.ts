import { child, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** A security requirement names schemes of `components.securitySchemes`. */
export function securityDefined(document: LintDocument, report: Report): void {
  const defined = new Set(document.components('securitySchemes').map(([name]) => name));
  for (const { value, pointer } of document.all('SecurityRequirement')) {
    for (const name of Object.keys(value)) {
      if (defined.has(name)) continue;
      report(
        child(pointer, name),
        `Define ${shown(name)} in components.securitySchemes, or correct the name.`,
      );
    }
  }
}
