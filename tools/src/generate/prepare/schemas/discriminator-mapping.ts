import type { OpenApiDocument, Schema } from '../../openapi.js';
import type { Transform } from '../transform.js';
import { declaredProperty } from './declared.js';
import { mappedName, refName, schemaRef, target } from './refs.js';
import { allSchemas } from './roots.js';

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
      for (const [value, reference] of Object.entries(discriminator.mapping ?? {})) {
        const name = mappedName(document, reference);
        if (name === undefined) report(`${discriminator.propertyName}: ${value} maps to no schema, left out`);
        else mapping.set(value, schemaRef(name));
      }
      for (const member of members) {
        const name = refName(member.$ref);
        if (name === undefined || [...mapping.values()].includes(schemaRef(name))) continue;
        const values = ownValues(document, member, discriminator.propertyName);
        const implied = values === undefined || values.includes(name) ? [name] : values;
        for (const value of implied) if (!mapping.has(value)) mapping.set(value, schemaRef(name));
        report(`${discriminator.propertyName}: ${implied.join(', ')} means ${name}`);
      }
      discriminator.mapping = Object.fromEntries(mapping);
    }
  },
};

/** The values a schema's enum or const allows for a property; `undefined` where it does not say. */
export function ownValues(document: OpenApiDocument, schema: Schema, property: string): string[] | undefined {
  let declared = declaredProperty(document, schema, property)?.schema;
  while (declared?.$ref !== undefined || declared?.allOf?.length === 1) {
    declared = declared.$ref !== undefined ? target(document, declared.$ref) : declared.allOf?.[0];
  }
  const values = declared?.const !== undefined ? [declared.const] : declared?.enum;
  return values?.filter((value) => value !== null).map(String);
}
