import { type Code, imported, join, ts } from '../../print/code.js';
import { identifier, memberName } from '../../print/literal.js';
import type { ApiModel } from '../model/model.js';

/** `errors.ts`: the errors of every operation by its id, and what narrows to them. */
export function printErrorsFile({ operations }: Pick<ApiModel, 'operations'>): Code {
  const members = operations.map(
    ({ id, types }) => ts`  ${memberName(id)}: ${imported('apis')}.${identifier(types.errors)};`,
  );
  return ts`import * as runtime from '@acme/fetch-runtime';
import type * as apis from './apis/index.js';

/** The bodies of errors by operationId and status. */
export interface ApiErrors {
${join(members, ts`\n`)}
}

/** An answer that is an error: of one operation, or of any. \`operationId\` and \`status\` tell which body it has. */
export type ApiError<Id extends keyof ApiErrors = keyof ApiErrors> = runtime.ApiError<ApiErrors, Id>;

/** Whether something thrown is an answer of the API that is an error, of the named operation or of any. */
export const isApiError: runtime.IsApiError<ApiErrors> = runtime.isApiError;

/** The class of such errors. \`instanceof\` knows the operations of this API. */
export const ResponseError: runtime.ResponseErrorClass<ApiErrors> = runtime.ResponseError as never;
export type ResponseError = ApiError;
`;
}
