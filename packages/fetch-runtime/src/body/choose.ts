import { RequestError, RequiredError } from '../errors/errors.js';
import { unsendable } from '../headers.js';
import { essence, inRange, isJson, isRange } from '../media-type.js';
import type { Body, BodyContent, RequestDraft } from '../operation.js';

/**
 * `encode` of a body that the operation takes in several media types, or in a range of them: writes it in the one that
 * `request.contentType` names, exactly or within a range, else in the first. `null` is a body only where that is JSON.
 *
 * @throws RequestError for a `contentType` the operation does not take.
 * @throws RequiredError for `null` where a body is required.
 */
export function chooseBody(draft: RequestDraft, body: Body, value: unknown, request: object): void {
  const content = chooseContent(draft, body.contents!, (request as { contentType?: unknown }).contentType);
  if (value !== null || isJson(content.type)) content.encode(draft, content, value, request);
  else if (body.required === true) throw new RequiredError(draft.operation, 'body');
}

function chooseContent(draft: RequestDraft, contents: readonly BodyContent[], wanted: unknown): BodyContent {
  if (wanted === undefined || wanted === null) return contents[0]!;
  if (typeof wanted !== 'string' || isRange(wanted) || unsendable.test(wanted)) throw unknownType(draft);
  const found =
    contents.find((content) => content.type === wanted) ??
    contents.find((content) => essence(content.type) === essence(wanted)) ??
    contents.find((content) => content.type !== '*/*' && inRange(wanted, content.type)) ??
    contents.find((content) => inRange(wanted, content.type));
  if (found === undefined) throw unknownType(draft);
  return { ...found, type: wanted };
}

function unknownType({ operation }: RequestDraft): RequestError {
  return new RequestError(operation, 'contentType', 'is not a media type that the operation takes');
}
