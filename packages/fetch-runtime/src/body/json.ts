import { setHeader } from '../headers.js';
import { written } from '../json-text.js';
import { concreteType } from '../media-type.js';
import type { BodyContent, RequestDraft } from '../operation.js';

/** Writes a JSON body. A `bigint` in it is refused: that is what `jsonInt64Body` is for. */
export function jsonBody(draft: RequestDraft, content: BodyContent, value: unknown): void {
  writeJson(draft, content, () => JSON.stringify(value));
}

/** Sets the body to the text `stringify` gives, with the content type. */
export function writeJson(
  draft: RequestDraft,
  content: BodyContent,
  stringify: () => string | undefined,
): void {
  draft.body = written(draft.operation, 'body', stringify);
  const type = concreteType(content.type, 'application/json');
  setHeader(draft.headers, draft.operation, 'content-type', type, 'contentType');
}
