import type { ProviderName, SandboxRequest, Vocabulary } from '../core/provider.js';
import { type AnswerOptions, answerOf } from './answers.js';
import type { SpecDocument } from './document.js';
import { parameterCheck } from './parameters.js';
import { answerProblems } from './problems.js';
import { bodyCheck } from './request-body.js';
import { preferredType, responseFor } from './responses.js';
import { createRoutes, type Match, type Operation, operationsOf } from './routes.js';
import { createValidate } from './validators.js';
import { vocabularyOf } from './vocabulary.js';

export type { Match, Operation } from './routes.js';

/** What the description of a provider says about requests and answers. */
export interface Spec {
  readonly name: ProviderName;
  /** In the order of the description. */
  readonly operations: readonly Operation[];

  /** The operation that a request is for; of several path templates the most specific. */
  match(method: string, path: string): Match | undefined;

  /** What is wrong with a request, one rule each: where, and what is asked for. Never a value. Empty if it is right. */
  violations(match: Match, request: SandboxRequest): string[];

  /**
   * A body as the description has it: its first example, else one made from the schema. `undefined` for a status
   * that has none. It is the same for the same seed, operation and path parameters, and yours to change.
   *
   * @throws RangeError when the operation has no such status, media type or example.
   */
  answer(match: Match, status: number, options: AnswerOptions): unknown;

  /** What of a body is not as the description says, one rule each, without values. `body` as parsed, or text. */
  problems(operationId: string, status: number, mediaType: string | undefined, body: unknown): string[];

  /** What the description makes public; made when it is first asked for. */
  vocabulary(): Vocabulary;

  /** The type of `answer`: JSON where there is a choice, else the first. `undefined` for a status without body. */
  mediaType(match: Match, status: number): string | undefined;
}

/**
 * What the description says, made when it is first asked for and then kept; its schemas are compiled in the same way.
 *
 * @param json What `npm run generate` makes of `specs/<name>.yaml`. Of the type that an import of JSON has.
 */
export function lazySpec(name: ProviderName, json: object): () => Spec {
  let spec: Spec | undefined;
  return () => {
    // The compiler reads of 100 kB of JSON that a text is a string, not which one.
    spec ??= createSpec(name, json as SpecDocument);
    return spec;
  };
}

function createSpec(name: ProviderName, document: SpecDocument): Spec {
  const operations = operationsOf(document);
  const validate = createValidate(document);
  const checks = [parameterCheck(document, validate), bodyCheck(document, validate)];
  let vocabulary: Vocabulary | undefined;
  return {
    name,
    operations,
    match: createRoutes(operations),
    vocabulary: () => {
      vocabulary ??= vocabularyOf(document);
      return vocabulary;
    },
    violations: (match, request) => checks.flatMap((check) => check(match, request)),
    answer: (match, status, options) => answerOf(document, match, status, options),
    problems: (operationId, status, mediaType, body) => {
      const operation = operations.find((candidate) => candidate.operationId === operationId);
      if (operation === undefined) return [`${name} has no operation ${operationId}`];
      return answerProblems(document, validate, operation, status, mediaType, body);
    },
    mediaType: ({ operation }, status) =>
      preferredType(responseFor(document, operation, status)?.value.content ?? {}),
  };
}
