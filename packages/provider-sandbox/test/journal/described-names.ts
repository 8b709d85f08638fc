import { providerDocument, providerNames } from '../specs.js';

/** All names of parameters, headers and members that the descriptions have. */
export function describedNames(): ReadonlySet<string> {
  const names = new Set<string>();
  collect(providerNames.map(providerDocument), names);
  return names;
}

function collect(value: unknown, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  const { properties, headers, name, in: where } = value as Record<string, unknown>;
  for (const object of [properties, headers]) {
    for (const member of Object.keys(object ?? {})) names.add(member);
  }
  if (typeof name === 'string' && typeof where === 'string') names.add(name);
  for (const member of Object.values(value)) collect(member, names);
}
