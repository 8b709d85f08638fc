import { operationsOf, placeOf } from '../openapi/operations.js';
import type { Transform } from './transform.js';

/**
 * Gives each operation the parameters and servers of its path item (OpenAPI Path Item Object: an operation's own
 * parameter of the same name and place wins), states security and servers of the root on it, and drops webhooks
 * and callbacks, which the generator turns into client methods that do not compile.
 */
export const flattenPathItems: Transform = {
  name: 'flatten-path-items',
  apply(document, report) {
    for (const { pathItem, operation } of operationsOf(document)) {
      const own = operation.parameters ?? [];
      const names = new Set(own.map(placeOf));
      const inherited = (pathItem.parameters ?? []).filter((shared) => !names.has(placeOf(shared)));
      operation.parameters = [...inherited, ...own];
      const servers = operation.servers ?? pathItem.servers;
      if (servers !== undefined && servers.length > 0) operation.servers = servers;
      operation.security ??= document.security ?? [];
      if (operation.callbacks !== undefined) {
        delete operation.callbacks;
        report(
          `callbacks of ${operation.operationId ?? 'an operation'} left out: a client does not receive them`,
        );
      }
    }
    for (const pathItem of Object.values(document.paths ?? {})) {
      delete pathItem.parameters;
      delete pathItem.servers;
    }
    if (document.webhooks !== undefined) {
      delete document.webhooks;
      report('webhooks left out: a client does not receive them; the types of their payloads stay');
    }
  },
};
