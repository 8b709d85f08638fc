import { child, member, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** The variables of a server URL are declared, with a default. */
export function serverUrl(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('Server')) {
    const { url } = value;
    if (typeof url !== 'string') continue;
    if (url === '') report(child(pointer, 'url'), 'The URL is empty: write where the server is.');
    for (const [, name] of url.matchAll(/\{([^{}]*)\}/g)) {
      const variable = member(value.variables, name!);
      if (variable === undefined) {
        report(child(pointer, 'url'), `Declare ${shown(name!)} in \`variables\`, with a default.`);
      } else if (typeof member(variable, 'default') !== 'string') {
        report(child(pointer, 'variables', name!), `Give ${shown(name!)} a default.`);
      }
    }
    if (/[{}]/.test(url.replaceAll(/\{[^{}]+\}/g, ''))) {
      report(child(pointer, 'url'), 'The braces of this URL do not hold one name each.');
    }
  }
}
