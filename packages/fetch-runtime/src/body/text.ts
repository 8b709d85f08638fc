import { primitive } from '../encode/value.js';
import { setHeader } from '../headers.js';
import { concreteType } from '../media-type.js';
import type { BodyContent, RequestDraft } from '../operation.js';
import { bodyParam } from './body-param.js';

/**
 * Writes a string, number, boolean or bigint as it is, without quotes.
 *
 * @throws RequestError for objects and arrays: the caller writes XML, CSV and the like.
 */
export function textBody(draft: RequestDraft, content: BodyContent, value: unknown): void {
  draft.body = primitive(draft, bodyParam, value);
  const type = concreteType(content.type, 'text/plain');
  setHeader(draft.headers, draft.operation, 'content-type', type, 'contentType');
}
