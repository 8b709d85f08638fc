import { sourceOf } from '../../print/code.js';
import { textLiteral } from '../../print/literal.js';
import type { BodyModel, ContentModel } from '../model/body.js';
import type { ApiModel } from '../model/model.js';
import type { OperationModel } from '../model/operation.js';
import type { ParameterModel } from '../model/parameters.js';
import { errorDescription, type StatusModel } from '../model/responses.js';
import { bodyType, errorType, resultType, schemaOr } from '../types/operation-types.js';
import type { PrintType } from '../types/printer.js';
import type { Links } from './links.js';
import type { Uses } from './uses.js';

/** What every page is printed from. */
export interface Docs {
  readonly model: ApiModel;
  /** Prints types without a prefix. */
  readonly print: PrintType;
  readonly links: Links;
  /** Which operations and models name a model. */
  readonly uses: ReadonlyMap<string, Uses>;
  /** Whether what operations inherit is so long that README.md alone has it. */
  readonly hasLongSecurity: boolean;
  /** The npm name of the client. */
  readonly packageName: string;
}

/** A member of the request object. */
export type Member = { readonly key: string; readonly type: string; readonly required: boolean } & (
  | { readonly kind: 'parameter'; readonly parameter: ParameterModel }
  | { readonly kind: 'contentType' }
  | { readonly kind: 'body'; readonly body: BodyModel }
);

/** An operation with its types as text. */
export interface DocumentedOperation {
  readonly operation: OperationModel;
  readonly members: readonly Member[];
  readonly result: string;
  readonly answers: readonly Answer[];
}

/** What a status brings. */
export interface Answer {
  readonly status: StatusModel;
  /** Type of its body. */
  readonly type: string;
  /** The error that a success can hold. */
  readonly error?: { readonly type: string; readonly description: string };
}

export function documentedOperation(operation: OperationModel, { print }: Docs): DocumentedOperation {
  const { results } = operation.responses;
  const members = operation.parameters.map(
    (parameter): Member => ({
      kind: 'parameter',
      key: parameter.key,
      type: sourceOf(schemaOr(parameter.schema, print)),
      required: parameter.required,
      parameter,
    }),
  );
  return {
    operation,
    members: [...members, ...bodyMembers(operation.body, print)],
    result: sourceOf(resultType(results, print)),
    answers: operation.responses.statuses.map((status) => answerOf(status, print)),
  };
}

function bodyMembers(body: BodyModel | undefined, print: PrintType): Member[] {
  if (body === undefined) return [];
  const { contents, required, isChosen } = body;
  const types = contents.map((content) => sourceOf(bodyType(content, print)));
  const member: Member = { kind: 'body', key: 'body', type: alternatives(types), required, body };
  if (!isChosen) return [member];
  const mediaTypes = alternatives(contents.map(mediaTypeOf));
  return [
    { kind: 'contentType', key: 'contentType', type: mediaTypes, required: contents[0].isRange },
    member,
  ];
}

function mediaTypeOf({ mediaType, isRange }: ContentModel): string {
  return isRange ? 'string' : sourceOf(textLiteral(mediaType));
}

function alternatives(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

function answerOf(status: StatusModel, print: PrintType): Answer {
  const error = sourceOf(errorType(status, print));
  if (!status.isResult) return { status, type: error };
  // One of several results: alone, so that its type is told apart from those of the others.
  const type = sourceOf(resultType([status], print));
  const isError = !status.isSuccess || status.errorWhen !== undefined;
  return { status, type, ...(isError && { error: { type: error, description: errorDescription(status) } }) };
}
