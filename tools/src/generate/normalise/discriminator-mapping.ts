import { ownValues } from '../openapi/declared.js';
import { mappedName, refName, schemaRef } from '../openapi/refs.js';
import { allSchemas } from '../openapi/roots.js';
import type { Transform } from './transform.js';

/**
 * Writes the whole mapping of a discriminated union, as references. A member the mapping leaves out has its
 * schema name as value (OpenAPI 3.0.3, Discriminator Object), unless its own enum only allows others.
 * Must run before schemas are renamed: the names are on the wire.
 */
export const discriminatorMapping: Transform = {
  name: 'discriminator-mapping',
  apply(document, report) {
    for (const schema of allSchemas(document)) {
      const discriminator = schema.discriminator;
      const members = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
      if (discriminator === undefined || members.length === 0) continue;
      const mapping = new Map<string, string>();
      const mapped = new Set<string>();
      for (const [value, reference] of Object.entries(discriminator.mapping ?? {})) {
        const name = mappedName(document, reference);
        if (name === undefined) report(`${discriminator.propertyName}: ${value} maps to no schema, left out`);
        else {
          mapping.set(value, schemaRef(name));
          mapped.add(name);
        }
      }
      for (const member of members) {
        const name = refName(member.$ref);
        if (name === undefined || mapped.has(name)) continue;
        mapped.add(name);
        const values = ownValues(document, member, discriminator.propertyName);
        const implied = values === undefined || values.includes(name) ? [name] : values;
        for (const value of implied) if (!mapping.has(value)) mapping.set(value, schemaRef(name));
        report(`${discriminator.propertyName}: ${implied.join(', ')} means ${name}`);
      }
      discriminator.mapping = Object.fromEntries(mapping);
    }
  },
};
