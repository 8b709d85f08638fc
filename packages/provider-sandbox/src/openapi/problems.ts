import { below, type SpecDocument } from './document.js';
import { contentKey, responseFor } from './responses.js';
import type { Operation } from './routes.js';
import type { Validate } from './validators.js';

/** `Spec.problems`, for an operation that is there. */
export function answerProblems(
  document: SpecDocument,
  validate: Validate,
  operation: Operation,
  status: number,
  mediaType: string | undefined,
  body: unknown,
): string[] {
  const response = responseFor(document, operation, status);
  if (response === undefined) return [`status ${status} is not described for ${operation.operationId}`];
  const { content } = response.value;
  const empty = body === undefined || body === '';
  if (content === undefined) return empty ? [] : [`status ${status} has a body, and is described without`];
  if (mediaType === undefined) return [`status ${status} has no media type`];
  const key = contentKey(content, mediaType);
  if (key === undefined) {
    return [
      `status ${status} comes as ${mediaType}, and is described as ${Object.keys(content).join(' or ')}`,
    ];
  }
  if (body === undefined) return [`status ${status} has no body`];
  if (content[key]!.schema === undefined) return [];
  return validate(below(response.pointer, 'content', key, 'schema'), body).map((rule) => `body ${rule}`);
}
