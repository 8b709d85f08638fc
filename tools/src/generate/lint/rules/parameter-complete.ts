import { isObject, type JsonObject, member, members } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Each parameter has a description and an example, itself or by its schema. */
export function parameterComplete(document: LintDocument, report: Report): void {
  for (const { value, pointer } of document.all('Parameter')) {
    const [, media] = members(value.content)[0] ?? [];
    const schema = document.resolve(value.schema ?? member(media, 'schema')) ?? {};
    if (!hasText(value.description)) report(pointer, 'Add a `description`: what the value means.');
    const sources = [value, schema, document.resolve(schema.items) ?? {}, isObject(media) ? media : {}];
    if (!sources.some(hasExample)) report(pointer, 'Add an `example` of a value.');
  }
}

function hasExample(value: JsonObject): boolean {
  return value.example !== undefined || value.examples !== undefined;
}

function hasText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
