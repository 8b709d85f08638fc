import { child, isObject, items, type JsonObject, members, shown, strings } from '../../openapi/json.js';
import { essence, isJson, isMultipart, isUrlencoded } from '../../openapi/media-type.js';
import type { LintDocument, Report } from '../document.js';

/** A request body that is an object is sent as JSON or as a form; nothing else can be written from one. */
export function requestMediaType(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('RequestBody')) {
    for (const [key, media] of members(value.content)) {
      const schema = isObject(media) ? document.resolve(media.schema) : undefined;
      if (canHoldObject(key) || schema === undefined || !isStructured(document, schema)) continue;
      const message = `No client can write an object as ${shown(key)}: use JSON or a form, or a schema of type string.`;
      report(child(pointer, 'content', key), message);
    }
  }
}

function canHoldObject(mediaType: string): boolean {
  const isAny = ['*/*', 'application/*'].includes(essence(mediaType));
  return isAny || isJson(mediaType) || isUrlencoded(mediaType) || isMultipart(mediaType);
}

/** Whether a schema, or a part of it, says that the value is an object or a list. */
function isStructured(document: LintDocument, schema: JsonObject): boolean {
  const parts = new Set<JsonObject>([schema]);
  for (const part of parts) {
    const types = strings(part.type);
    if (types.includes('object') || types.includes('array') || part.properties !== undefined) return true;
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
      for (const inner of items(part[keyword])) {
        const resolved = document.resolve(inner);
        if (resolved !== undefined) parts.add(resolved);
      }
    }
  }
  return false;
}
