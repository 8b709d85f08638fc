import { NameSet } from '../../print/free-names.js';
import { child, isObject, type JsonObject, shown } from '../openapi/json.js';
import { eachFinding, type Repair } from './repair.js';

/** `fetch` cannot send TRACE. */
export const methodTrace: Repair = eachFinding('method-trace', ({ pointer }, _document, changes) => {
  changes.remove(pointer);
  changes.did(pointer, 'The operation is left out: no client can send TRACE with fetch.');
});

/** OpenAPI 3.0.3, Operation Object: where HTTP gives a body no meaning, `requestBody` SHALL be ignored. */
export const methodBody: Repair = eachFinding('method-body', ({ pointer }, _document, changes) => {
  changes.remove(pointer);
  changes.did(pointer, 'The body is left out: with GET and HEAD none is sent.');
});

/** The operation that comes first keeps an operationId; the others get a number. */
export const operationIdUnique: Repair = {
  rule: 'operation-id-unique',
  apply(document, _findings, changes) {
    const ids = new NameSet(
      document.operations.flatMap(({ value: { operationId: id } }) => (typeof id === 'string' ? [id] : [])),
    );
    const first = new Map<string, JsonObject>();
    for (const { value, pointer } of document.operations) {
      const id = value.operationId;
      if (typeof id !== 'string' || !isObject(value)) continue;
      const owner = first.get(id.toLowerCase());
      if (owner === undefined) first.set(id.toLowerCase(), value);
      // One operation below two paths: it is told apart when all references are gone.
      if (owner === undefined || owner === value) continue;
      const made = ids.take(id);
      first.set(made.toLowerCase(), value);
      value.operationId = made;
      changes.did(
        child(pointer, 'operationId'),
        `Another operation is ${shown(id)}: this one is ${shown(made)}.`,
      );
    }
  },
};
