import { child, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** As long as the name of a property can be; each member of a union repeats it. */
const longestName = 2000;

/** A discriminator's mapping leads to schemas: by name, or by reference. */
export function discriminatorMapping(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('Discriminator')) {
    const name = value.propertyName;
    if (typeof name !== 'string' || name.length <= longestName) continue;
    report(child(pointer, 'propertyName'), `No property has a name of more than ${longestName} characters.`);
  }
  const names = new Set(document.components('schemas').map(([name]) => name));
  for (const { value, pointer } of document.all('DiscriminatorMapping')) {
    for (const [key, target] of Object.entries(value)) {
      if (typeof target !== 'string' || names.has(target)) continue;
      if (target.startsWith('#') && document.follow(target).found) continue;
      report(
        child(pointer, key),
        `There is no schema ${shown(target)}: correct the mapping or add the schema.`,
      );
    }
  }
}
