import { wellFormed } from '../encode/percent.js';
import { primitive } from '../encode/value.js';
import type { BodyContent, RequestDraft } from '../operation.js';
import { bodyParam } from './body-param.js';
import { contentType } from './content-type.js';

/**
 * Writes a string, number, boolean or bigint as it is, without quotes.
 *
 * @throws RequestError for objects and arrays: the caller writes XML, CSV and the like.
 */
export function textBody(draft: RequestDraft, content: BodyContent, value: unknown): void {
  draft.body = wellFormed(draft, bodyParam, primitive(draft, bodyParam, value));
  contentType(draft, content, 'text/plain');
}
