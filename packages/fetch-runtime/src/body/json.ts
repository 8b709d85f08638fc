import { jsonText } from '../json/json-text.js';
import type { BodyContent, RequestDraft } from '../operation.js';
import { contentType } from './content-type.js';

/** Writes a JSON body. A `bigint` in it is refused: that is what `jsonInt64Body` is for. */
export function jsonBody(draft: RequestDraft, content: BodyContent, value: unknown): void {
  draft.body = jsonText(draft.operation, 'body', value, false);
  contentType(draft, content, 'application/json');
}
