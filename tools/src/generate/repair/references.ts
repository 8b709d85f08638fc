import type { LintDocument } from '../lint/document.js';
import { child, isObject, keysOf, parentOf, shown, valueAt } from '../openapi/json.js';
import type { Kind } from '../openapi/object-types.js';
import { follow } from '../openapi/references.js';
import type { Changes } from './changes.js';
import type { Repair } from './repair.js';

/** What may stand beside the reference and still says something. */
const kept = ['description', 'deprecated', 'nullable', 'readOnly', 'writeOnly', 'title'];

/** Parts that no call needs: without what they refer to, they are left out. */
const needless = ['headers', 'examples', 'links', 'callbacks', 'example'];

/**
 * A reference to a schema that is not there stands for any value, unless a schema of that name is in its usual place.
 * One to a response stands for a response without a body that is known. What a request is made of has no such reading.
 */
export const refUnresolved: Repair = {
  rule: 'ref-unresolved',
  apply(document, findings, changes) {
    const kinds = new Map(document.references.map(({ pointer, kind }) => [`${pointer}/$ref`, kind]));
    for (const { pointer } of findings) repairAt(pointer, kinds.get(pointer), document, changes);
  },
};

function repairAt(pointer: string, kind: Kind | undefined, document: LintDocument, changes: Changes): void {
  const holder = valueAt(document.root, parentOf(pointer));
  if (!isObject(holder) || typeof holder.$ref !== 'string' || !holder.$ref.startsWith('#')) return;
  const ref = holder.$ref;
  const [key, owner] = keysOf(parentOf(pointer)).reverse();
  if (kind === 'Schema') {
    const usual = `#${child('/components/schemas', ref.slice(ref.lastIndexOf('/') + 1).replace(/^#/, ''))}`;
    if (/^#(\/definitions\/)?[^/]+$/.test(ref) && follow(document.root, usual).found) {
      holder.$ref = usual;
      changes.did(pointer, `Nothing is at ${shown(ref)}: ${shown(usual)} is taken.`);
      return;
    }
    for (const name of Object.keys(holder)) if (!kept.includes(name)) delete holder[name];
    changes.did(pointer, `Nothing is at ${shown(ref)}: any value is taken there.`);
  } else if (kind === 'Response') {
    changes.set(parentOf(pointer), { description: '' });
    changes.did(pointer, `Nothing is at ${shown(ref)}: the response has no body that is known.`);
  } else if (needless.includes(owner ?? '') && key !== undefined) {
    changes.remove(parentOf(pointer));
    changes.did(pointer, `Nothing is at ${shown(ref)}: the reference is left out.`);
  }
}
