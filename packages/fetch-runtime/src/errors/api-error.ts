import type { OperationInfo } from '../operation-info.js';
import { ResponseError } from './errors.js';

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type NumberOf<Text> = Text extends `${infer N extends number}` ? N : never;

/** The statuses of one class: `StatusIn<4>` is `400 | 401 | … | 499`. */
export type StatusIn<First extends 3 | 4 | 5> = NumberOf<`${First}${Digit}${Digit}`>;

/** Any status that is an error; 0 is what a browser says of a redirect. */
export type ErrorStatus = 0 | StatusIn<3> | StatusIn<4> | StatusIn<5>;

/** The statuses that a key of an operation's errors stands for: those of `4XX` and `default` that have no key of their own. */
type StatusesOf<Errors, Key> = Key extends number
  ? Key
  : Key extends `${infer First extends 3 | 4 | 5}XX`
    ? Unlisted<Exclude<StatusIn<First>, keyof Errors>>
    : Unlisted<Exclude<ErrorStatus, Declared<Errors>>>;

/** The statuses with a key of their own, or with one of their class. */
type Declared<Errors> = {
  [Key in keyof Errors]: Key extends `${infer First extends 3 | 4 | 5}XX` ? StatusIn<First> : Key;
}[keyof Errors];

/**
 * A status that the description does not list. Compared and narrowed it is the number itself; but as it is no bare
 * literal, editors do not offer all 300 of them beside the few that the description lists.
 */
type Unlisted<Status> = Status extends number ? Status & Pick<number, 'toFixed'> : never;

interface Typed<Id, Status, Body> extends ResponseError {
  readonly operationId: Id & string;
  readonly status: Status & number;
  readonly body: Body;
}

type OfOperation<Id, Errors> =
  | { [Key in keyof Errors]: Typed<Id, StatusesOf<Errors, Key>, Errors[Key] | undefined> }[keyof Errors]
  | ('default' extends keyof Errors
      ? never
      : Typed<Id, Unlisted<Exclude<ErrorStatus, Declared<Errors>>>, unknown>);

/**
 * A ResponseError of an API, by operationId and status. `All` has the errors of each operation by its id. A body is
 * `undefined` where it is not as described, and `unknown` for a status that the description gives none: then it is what
 * was sent. `rawBody` is what was sent in any case.
 */
export type ApiError<All, Id extends keyof All = keyof All> = {
  [Key in Id]: OfOperation<Key, All[Key]>;
}[Id];

/** `isApiError` of one API. */
export interface IsApiError<All> {
  (error: unknown): error is ApiError<All>;
  <Id extends keyof All & string>(error: unknown, operationId: Id): error is ApiError<All, Id>;
}

/** The class ResponseError, as one API has it: what `instanceof` narrows to is typed by operation. */
export interface ResponseErrorClass<All> {
  new (operation: OperationInfo, response: Response, body?: unknown): ApiError<All>;
  readonly prototype: ApiError<All>;
  [Symbol.hasInstance](error: unknown): error is ApiError<All>;
}

/** Whether something thrown is a ResponseError, of the named operation or of any. Clients give it its types. */
export function isApiError(error: unknown, operationId?: string): error is never {
  return error instanceof ResponseError && (operationId === undefined || error.operationId === operationId);
}
