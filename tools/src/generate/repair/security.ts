import { append } from '../../shared/append.js';
import { isObject, keysOf, parentOf, shown, valueAt } from '../openapi/json.js';
import { folded } from './path-parameters.js';
import { eachFinding, type Repair } from './repair.js';

/** A scheme of another spelling is that one; an alternative with a scheme that is not declared cannot be met. */
export const securityDefined: Repair = {
  rule: 'security-defined',
  apply(document, findings, changes) {
    const spelt = new Map<string, string[]>();
    for (const [name] of document.components('securitySchemes')) append(spelt, folded(name), name);
    const dropped = new Set<string>();
    for (const { pointer } of findings) {
      const name = keysOf(pointer).at(-1)!;
      const requirement = valueAt(document.root, parentOf(pointer));
      const alike = spelt.get(folded(name)) ?? [];
      if (!isObject(requirement)) continue;
      if (alike.length === 1 && !Object.hasOwn(requirement, alike[0]!)) {
        changes.rename(pointer, alike[0]!);
        changes.did(pointer, `${shown(name)} is not declared: ${shown(alike[0]!)} is taken.`);
        continue;
      }
      if (!dropped.has(parentOf(pointer))) changes.remove(parentOf(pointer));
      dropped.add(parentOf(pointer));
      changes.did(
        pointer,
        `${shown(name)} is not declared, so this alternative is left out; a middleware can send what it asks for.`,
      );
    }
  },
};

/** Types by the names of Swagger 2.0, and of the schemes of HTTP. */
const meant: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  apikey: { type: 'apiKey' },
  http: { type: 'http' },
  oauth2: { type: 'oauth2' },
  oauth: { type: 'oauth2' },
  openidconnect: { type: 'openIdConnect' },
  mutualtls: { type: 'mutualTLS' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
};

/** A type by another name is that type; a scheme of an unknown one is left out, and the alternatives that need it. */
export const securityType: Repair = eachFinding('security-type', ({ pointer }, document, changes) => {
  const scheme = valueAt(document.root, parentOf(pointer));
  if (!isObject(scheme)) return;
  const written = String(scheme.type);
  const word = folded(written);
  if (Object.hasOwn(meant, word)) {
    Object.assign(scheme, meant[word]);
    changes.did(pointer, `${shown(written)} is taken for ${shown(Object.values(meant[word]!).join(' '))}.`);
  } else {
    changes.remove(parentOf(pointer));
    changes.did(pointer, `${shown(written)} is not a type of security scheme: the scheme is left out.`);
  }
});
