import commerceConnect from '../../src/generated/commerce-connect.json' with { type: 'json' };
import finicity from '../../src/generated/finicity.json' with { type: 'json' };
import mailinabox from '../../src/generated/mailinabox.json' with { type: 'json' };
import plo from '../../src/generated/plo.json' with { type: 'json' };

/** All names of parameters, headers and members that the four descriptions have. */
export function describedNames(): ReadonlySet<string> {
  const names = new Set<string>();
  collect([commerceConnect, finicity, mailinabox, plo], names);
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
