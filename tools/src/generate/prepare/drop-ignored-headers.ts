import type { OpenApiDocument, Operation, Parameter } from '../openapi.js';
import type { Transform } from './transform.js';
import { operationsOf } from './walk.js';

const ignored = new Set(['accept', 'content-type', 'authorization']);

/**
 * Drops header parameters that OpenAPI tells clients to ignore (Parameter Object: `Accept`, `Content-Type`,
 * `Authorization`), and parameters that a security scheme of the operation sends: both would go out twice.
 */
export const dropIgnoredHeaders: Transform = {
  name: 'drop-ignored-headers',
  apply(document, report) {
    for (const { operation } of operationsOf(document)) {
      operation.parameters = (operation.parameters ?? []).filter((parameter) => {
        const drop =
          (parameter.in === 'header' && ignored.has(parameter.name.toLowerCase())) ||
          isSentByScheme(document, operation, parameter);
        if (drop)
          report(`${operation.operationId}: parameter ${parameter.name} left out, the runtime sends it`);
        return !drop;
      });
    }
  },
};

function isSentByScheme(document: OpenApiDocument, operation: Operation, parameter: Parameter): boolean {
  const schemes = (operation.security ?? []).flatMap((alternative) => Object.keys(alternative));
  return schemes.some((id) => {
    const scheme = document.components?.securitySchemes?.[id];
    if (scheme?.type !== 'apiKey' || scheme.in !== parameter.in || scheme.name === undefined) return false;
    return parameter.in === 'header'
      ? scheme.name.toLowerCase() === parameter.name.toLowerCase()
      : scheme.name === parameter.name;
  });
}
