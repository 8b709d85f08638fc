import { type Code, isSame, join, ts } from '../../print/code.js';
import {
  keyName,
  literal,
  literals,
  memberName,
  objectLiteral,
  type Scalar,
  textLiteral,
} from '../../print/literal.js';
import type { BodyModel, EncodingModel } from '../model/body.js';
import type { ParameterModel } from '../model/parameters.js';
import type { ReadModel, ResponsesModel } from '../model/responses.js';
import type { SecurityModel } from '../model/security.js';
import type { ErrorWhen } from '../openapi/document.js';
import { keysOf } from '../openapi/json.js';
import { isJson } from '../openapi/media-type.js';
import { runtime } from '../types/runtime.js';

/* The members of the descriptor by which the runtime makes a call. */

export function printParameter({ encode, key, name, ...flags }: ParameterModel): Code {
  return objectLiteral([
    ...printStyle(encode, flags.nested),
    ts`key: ${textLiteral(key)}`,
    ts`name: ${textLiteral(name)}`,
    ...(flags.required ? [ts`required: true`] : []),
    ...(flags.allowReserved ? [ts`allowReserved: true`] : []),
    ...(flags.secret ? [ts`secret: true`] : []),
  ]);
}

function printStyle(encode: string, nested: boolean): Code[] {
  if (!nested) return [ts`encode: ${runtime(encode)}`];
  return [ts`encode: ${runtime('nestedJson')}`, ts`as: ${runtime(encode)}`];
}

export function printBody({ contents, required, secret, isChosen }: BodyModel): Code {
  const flags = [...(required ? [ts`required: true`] : []), ...(secret ? [ts`secret: true`] : [])];
  const printed = contents.map(({ mediaType, encode, encoding }) => [
    ts`encode: ${runtime(encode)}`,
    ts`type: ${textLiteral(mediaType)}`,
    ...(encoding.length === 0 ? [] : [ts`encoding: ${objectLiteral(encoding.map(printEncoding))}`]),
  ]);
  if (!isChosen) return objectLiteral([...printed[0]!, ...flags]);
  const list = ts`contents: [${join(printed.map(objectLiteral), ts`, `)}]`;
  return objectLiteral([ts`encode: ${runtime('chooseBody')}`, list, ...flags]);
}

function printEncoding([name, { contentType, encode, allowReserved, nested }]: readonly [
  string,
  EncodingModel,
]): Code {
  const parts = [
    ...(contentType === undefined ? [] : [ts`contentType: ${textLiteral(contentType)}`]),
    ...(encode === undefined ? [] : printStyle(encode, nested === true)),
    ...(allowReserved === undefined ? [] : [ts`allowReserved: true`]),
  ];
  return ts`${keyName(name)}: ${objectLiteral(parts)}`;
}

/** @param scheme prints the constant of a scheme. */
export function printSecurity(security: SecurityModel, scheme: (constant: string) => Code): Code {
  const alternatives = security.map((uses) => {
    const printed = uses.map(({ constant, scopes }) => {
      const name = scheme(constant);
      return scopes.length === 0 ? name : ts`{ scheme: ${name}, scopes: ${literals(scopes)} }`;
    });
    return ts`[${join(printed, ts`, `)}]`;
  });
  return ts`[${join(alternatives, ts`, `)}]`;
}

/** `200: runtime.json`, one per status; `default` for all errors where they are read alike. */
export function printReaders({ statuses }: ResponsesModel): Code[] {
  const successes = statuses.filter(({ isSuccess }) => isSuccess);
  const failures = statuses.filter(({ isSuccess }) => !isSuccess);
  const mayBeEmpty = successes.some(({ contents }) => contents.length === 0);
  const printed = successes.map(({ status, contents, errorWhen }): [string, Code] => {
    const reader = withErrors(printReader(contents), errorWhen);
    const isEmpty = contents.length === 0;
    return [status, mayBeEmpty && !isEmpty ? ts`{ read: ${runtime('orNone')}, as: ${reader} }` : reader];
  });
  const errors = failures.map(({ status, contents }): [string, Code] => [status, printReader(contents)]);
  const [first] = errors;
  const isUniform = first !== undefined && errors.every(([, reader]) => isSame(reader, first[1]));
  const rows =
    isUniform && printed.length > 0 ? [...printed, ['default', first[1]] as const] : [...printed, ...errors];
  return rows.map(([status, reader]) => ts`${statusKey(status)}: ${reader}`);
}

function withErrors(reader: Code, errorWhen: ErrorWhen | undefined): Code {
  if (errorWhen === undefined) return reader;
  return objectLiteral([
    ts`read: ${runtime('errorWhen')}`,
    ts`as: ${reader}`,
    ts`at: ${literals(keysOf(errorWhen.pointer))}`,
    ...(errorWhen.in === undefined ? [] : [ts`in: ${literals(errorWhen.in as Scalar[])}`]),
  ]);
}

/** A function for one JSON body or none; else by media type. */
function printReader(contents: readonly ReadModel[]): Code {
  const [only] = contents;
  if (only === undefined) return runtime('none');
  if (contents.length === 1 && isJson(only.mediaType)) return runtime(only.read);
  // The first of a media type counts, so that it is set last.
  const readOf = new Map([...contents].reverse().map(({ mediaType, read }) => [mediaType, read]));
  const mediaTypes = [...new Set(contents.map(({ mediaType }) => mediaType))];
  const readers = mediaTypes.map(
    (mediaType) => ts`${keyName(mediaType)}: ${runtime(readOf.get(mediaType)!)}`,
  );
  return ts`{ read: ${runtime('byMediaType')}, contents: ${objectLiteral(readers)} }`;
}

/** A status as the name of a member: `200`, `'4XX'`, `default`. */
export function statusKey(status: string): Code {
  return /^[1-9]\d{2}$/.test(status) ? literal(Number(status)) : memberName(status);
}
