import { child, items, member, shown } from '../../openapi/json.js';
import type { Found, LintDocument, Report } from '../document.js';

/** One list has no two parameters of the same name and place; the case of header names does not count. */
export function parameterUnique(document: LintDocument, report: Report): void {
  for (const owner of [...document.all('PathItem'), ...document.all('Operation')])
    check(document, owner, report);
}

function check(document: LintDocument, { value, pointer }: Found, report: Report): void {
  const seen = new Set<string>();
  items(value.parameters).forEach((item, index) => {
    const parameter = document.resolve(item);
    const place = member(parameter, 'in');
    const name = member(parameter, 'name');
    if (typeof place !== 'string' || typeof name !== 'string') return;
    const key = `${place} ${place === 'header' ? name.toLowerCase() : name}`;
    if (seen.has(key)) {
      const message = `There is a ${place} parameter ${shown(name)} already: remove one.`;
      report(child(pointer, 'parameters', index), message);
    }
    seen.add(key);
  });
}
