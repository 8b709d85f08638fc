import { keysOf, parentOf, valueAt } from '../openapi/json.js';
import { control } from '../read/plain-json.js';
import { eachFinding, type Repair } from './repair.js';

/**
 * A name or URL is meant without its control characters. A value is not: a tab may be one of its values, so a schema with
 * such an enum takes any text.
 */
export const controlCharacter: Repair = eachFinding('control-character', ({ pointer }, document, changes) => {
  const value = valueAt(document.root, pointer);
  const keys = keysOf(pointer);
  const field = keys.findLast((key) => !/^\d+$/.test(key)) ?? '';
  const isOfServer = keys.includes('variables');
  if (typeof value !== 'string') return;
  if (field === 'required') {
    changes.remove(pointer);
    changes.did(pointer, 'No property can have this name: it is not required.');
  } else if ((field === 'enum' || field === 'const') && !isOfServer) {
    changes.remove(field === 'enum' ? parentOf(pointer) : pointer);
    changes.did(pointer, 'A value has control characters: any text is taken.');
  } else {
    changes.set(pointer, Array.from(value, (one) => (control.test(one) ? '' : one)).join(''));
    changes.did(pointer, 'Its control characters are left out.');
  }
});
