import { firstFree } from '../../print/free-names.js';
import { isIdentifier, objectMembers } from '../../print/names.js';
import { camelCase, pascalCase, shortened } from '../../print/words.js';
import { runtimeTypes, runtimeValues, takenNames } from './taken-names.js';

/** Members of BaseClient and of every object, which the member of an API class must not replace; and `then`. */
export const clientMembers: readonly string[] = [
  ...objectMembers,
  'configuration',
  'apis',
  'api',
  'with',
  'withMiddleware',
  'then',
];

/**
 * The class of a client, after the name of its description: `commerce-connect` → `CommerceConnect`. A name that means
 * something else already gets `Client` behind it.
 *
 * @param exported what the index of the client exports beside its models, which make way.
 */
export function nameClient(name: string, exported: ReadonlySet<string>): string {
  const taken = new Set([...takenNames, ...runtimeTypes, ...runtimeValues, ...exported]);
  const pascal = shortened(pascalCase(name));
  const wanted = isIdentifier(pascal) ? pascal : `Client${pascal}`;
  return firstFree(taken.has(wanted) ? `${wanted}Client` : wanted, (one) => taken.has(one), new Map());
}

/** The members of a client by API class: `CustomersApi` → `customers`, and `configurationApi` where that is taken. */
export function nameMembers(apis: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set(clientMembers);
  const numbers = new Map<string, number>();
  const members = new Map<string, string>();
  for (const api of apis) {
    const short = camelCase(api.replace(/Api$/, ''));
    const wanted = taken.has(short) ? `${short}Api` : short;
    const member = firstFree(wanted, (one) => taken.has(one), numbers);
    taken.add(member);
    members.set(api, member);
  }
  return members;
}
