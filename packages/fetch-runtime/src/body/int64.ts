import { jsonText } from '../json/json-text.js';
import type { BodyContent, RequestDraft } from '../operation.js';
import { contentType } from './content-type.js';

/** Writes a JSON body, every `bigint` as bare digits. */
export function jsonInt64Body(draft: RequestDraft, content: BodyContent, value: unknown): void {
  draft.body = jsonText(draft.operation, 'body', value);
  contentType(draft, content, 'application/json');
}
