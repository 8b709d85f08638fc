import type { OpenApiDocument, Operation } from '../openapi/document.js';
import { operationsOf, placeOf } from '../openapi/operations.js';
import type { Transform } from './transform.js';

const ignored = new Set(['accept', 'content-type', 'authorization']);

/**
 * Drops header parameters that OpenAPI tells clients to ignore (Parameter Object: `Accept`, `Content-Type`,
 * `Authorization`), and parameters that a security scheme of the operation sends: both would go out twice.
 */
export const dropIgnoredHeaders: Transform = {
  name: 'drop-ignored-headers',
  apply(document, report) {
    const known = new Map<Operation['security'], ReadonlySet<string>>();
    for (const { operation } of operationsOf(document)) {
      const sent = known.get(operation.security) ?? sentBySchemes(document, operation);
      // What operations inherit is one list: looked at once.
      known.set(operation.security, sent);
      operation.parameters = (operation.parameters ?? []).filter((parameter) => {
        const drop =
          (parameter.in === 'header' && ignored.has(parameter.name.toLowerCase())) ||
          sent.has(placeOf(parameter));
        if (drop)
          report(`${operation.operationId}: parameter ${parameter.name} left out, the runtime sends it`);
        return !drop;
      });
    }
  },
};

/** The parameters that the API keys of an operation go into. */
function sentBySchemes(document: OpenApiDocument, operation: Operation): Set<string> {
  const sent = new Set<string>();
  for (const id of (operation.security ?? []).flatMap((alternative) => Object.keys(alternative))) {
    const scheme = document.components?.securitySchemes?.[id];
    if (scheme?.type !== 'apiKey' || scheme.in === undefined || scheme.name === undefined) continue;
    sent.add(placeOf({ in: scheme.in, name: scheme.name }));
  }
  return sent;
}
