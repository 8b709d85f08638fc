import { child } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** The names of header and cookie parameters can be sent as they are; no name is empty. */
export function parameterName(document: LintDocument, report: Report): void {
  const named = [...document.all('Parameter'), ...document.all('SecurityScheme')];
  for (const { value, pointer } of named) {
    const { name, in: place } = value;
    if (typeof name !== 'string') continue;
    if (name === '') {
      report(child(pointer, 'name'), 'Give this a name.');
    } else if ((place === 'header' || place === 'cookie') && !token.test(name)) {
      report(
        child(pointer, 'name'),
        `This cannot be the name of a ${place}: use letters, digits and hyphens.`,
      );
    }
  }
  for (const { value, pointer } of [...document.all('Response'), ...document.all('Encoding')]) {
    for (const name of Object.keys(value.headers ?? {})) {
      if (token.test(name)) continue;
      report(
        child(pointer, 'headers', name),
        'This cannot be the name of a header: use letters, digits and hyphens.',
      );
    }
  }
}
