import { stringifyInt64 } from '../json-text.js';
import type { BodyContent, RequestDraft } from '../operation.js';
import { writeJson } from './json.js';

/** Writes a JSON body, every `bigint` as bare digits. */
export function jsonInt64Body(draft: RequestDraft, content: BodyContent, value: unknown): void {
  writeJson(draft, content, () => stringifyInt64(value));
}
