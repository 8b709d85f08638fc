import { NameSet } from '../../print/free-names.js';
import { pascalCase } from '../../print/words.js';
import { httpMethods, type OpenApiDocument } from '../openapi/document.js';
import type { JsonValue } from '../openapi/json.js';
import { isJson } from '../openapi/media-type.js';
import { follow } from '../openapi/references.js';
import { schemaRef } from '../openapi/refs.js';
import type { Transform } from './transform.js';

/**
 * Makes components of the payloads that webhooks describe in place: a client has no operations of webhooks, and the
 * types of what they bring (OpenAPI 3.1, `webhooks`).
 */
export const keepPayloads: Transform = {
  name: 'keep-payloads',
  apply(document, report) {
    const names = new NameSet(Object.keys(document.components?.schemas ?? {}));
    for (const [webhook, written] of Object.entries(document.webhooks ?? {})) {
      const item = meant(document, written);
      for (const method of httpMethods) {
        const operation = item?.[method];
        const body = meant(document, operation?.requestBody);
        for (const [type, media] of Object.entries(body?.content ?? {})) {
          const { schema } = media;
          if (schema === undefined || schema.$ref !== undefined || !isJson(type)) continue;
          const wanted = pascalCase(operation?.operationId ?? webhook) || 'Webhook';
          const name = names.take(`${wanted}Payload`);
          document.components ??= {};
          document.components.schemas = { ...document.components.schemas, [name]: schema };
          media.schema = { $ref: schemaRef(name) };
          report(`the payload of ${webhook} is ${name}`);
        }
      }
    }
  },
};

/** An object itself, through the references to it. */
function meant<Value extends { $ref?: string }>(
  document: OpenApiDocument,
  value: Value | undefined,
): Value | undefined {
  if (value?.$ref === undefined) return value;
  const found = follow(document as unknown as JsonValue, value.$ref);
  return found.found ? (found.value as unknown as Value) : undefined;
}
