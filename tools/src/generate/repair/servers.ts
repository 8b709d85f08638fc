import { parentOf } from '../openapi/json.js';
import { eachFinding, type Repair } from './repair.js';

/** A base URL can always be given: a server that has none is left out. */
export const serverUrl: Repair = eachFinding('server-url', ({ pointer }, _document, changes) => {
  changes.remove(parentOf(pointer));
  changes.did(pointer, 'The braces of this URL do not hold one name each: the server is left out.');
});
