import { RequestError, RequiredError } from '../errors.js';
import { essence, inRange, isJson, isRange } from '../media-type.js';
import type { BodyContent, Operation, OperationInfo } from '../operation.js';
import { member } from '../request.js';

export interface ChosenBody {
  readonly content: BodyContent;
  readonly value: unknown;
}

/**
 * The body of a request and the media type to write it in: the one `request.contentType` names, exactly or within
 * a range, else the first of the description. `null` is a body only where that is JSON.
 *
 * @throws RequestError for a `contentType` the operation does not take.
 * @throws RequiredError for a required body that is missing.
 */
export function chooseBody(operation: Operation, request: object): ChosenBody | undefined {
  if (operation.body === undefined) return undefined;
  const value = member(request, 'body');
  const content =
    value === undefined ? undefined : chooseContent(operation, operation.body.contents, request);
  if (content !== undefined && (value !== null || isJson(content.type))) return { content, value };
  if (operation.body.required) throw new RequiredError(operation, 'body');
  return undefined;
}

function chooseContent(
  operation: Operation,
  contents: readonly BodyContent[],
  request: object,
): BodyContent | undefined {
  const isParam = operation.params.some((param) => param.key === 'contentType');
  const wanted = isParam ? undefined : member(request, 'contentType');
  if (wanted === undefined || wanted === null) return contents[0];
  if (typeof wanted !== 'string' || isRange(wanted)) throw unknownType(operation);
  const found =
    contents.find((content) => content.type === wanted) ??
    contents.find((content) => essence(content.type) === essence(wanted)) ??
    contents.find((content) => content.type !== '*/*' && inRange(wanted, content.type)) ??
    contents.find((content) => inRange(wanted, content.type));
  if (found === undefined) throw unknownType(operation);
  return { ...found, type: wanted };
}

function unknownType(operation: OperationInfo): RequestError {
  return new RequestError(operation, 'contentType', 'is not a media type that the operation takes');
}
