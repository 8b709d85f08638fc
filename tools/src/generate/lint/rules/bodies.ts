import { child, isObject, type JsonObject, members, shown, strings } from '../../openapi/json.js';
import { essence, isJson, isMultipart, isUrlencoded } from '../../openapi/media-type.js';
import type { LintDocument } from '../document.js';
import { partsOf } from '../places.js';
import { type Check, each, eachOperation } from '../rule.js';

/** Responses are keyed by a status (`200`), a range (`4XX`) or `default`, and there is one at least. */
export const responseStatus: Check = (document, report) => {
  statuses(document, report);
  // In 3.0 the field is required, and its absence reported as such.
  if (document.version !== '3.0') present(document, report);
};

const statuses = each('Responses', (value, report) => {
  const keys = Object.keys(value).filter((key) => !key.startsWith('x-'));
  for (const key of keys) {
    if (/^([1-5]\d\d|[1-5]XX|default)$/.test(key)) continue;
    report(`${shown(key)} is no status: write three digits, a range such as 4XX, or default.`, key);
  }
  if (keys.length === 0) report('Add the response of a call that succeeds.');
});

const present = eachOperation(({ value }, report) => {
  if (!isObject(value.responses)) report('Add `responses` with the response of a call that succeeds.');
});

/** Keys of `content` are media types, perhaps with parameters or a wildcard. */
export const mediaTypeKey: Check = each('MediaTypesMap', (value, report) => {
  for (const key of Object.keys(value)) {
    if (/^[^/\s]+\/[^/\s;]+\s*(;.*)?$/.test(key)) continue;
    report(`${shown(key)} is no media type: write one such as application/json.`, key);
  }
});

/** A request body that is an object is sent as JSON or as a form; nothing else can be written from one. */
export const requestMediaType: Check = (document, report) => {
  for (const { value, pointer } of document.all('RequestBody')) {
    for (const [key, media] of members(value.content)) {
      if (canHoldObject(key) || !isObject(media)) continue;
      if (!isStructured(document, document.resolve(media.schema))) continue;
      const message = `No client can write an object as ${shown(key)}: use JSON or a form, or a schema of type string.`;
      report(child(pointer, 'content', key), message);
    }
  }
};

function canHoldObject(mediaType: string): boolean {
  const isAny = ['*/*', 'application/*'].includes(essence(mediaType));
  return isAny || isJson(mediaType) || isUrlencoded(mediaType) || isMultipart(mediaType);
}

/** Whether a schema, or a part of it, says that the value is an object or a list. */
function isStructured(document: LintDocument, schema: JsonObject | undefined): boolean {
  for (const { type, properties } of partsOf(document, schema === undefined ? [] : [schema])) {
    const types = strings(type);
    if (types.includes('object') || types.includes('array') || properties !== undefined) return true;
  }
  return false;
}
