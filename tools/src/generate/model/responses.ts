import { prose, shownScalar } from '../../print/prose.js';
import { deref } from '../openapi/declared.js';
import type {
  ErrorWhen,
  HttpMethod,
  OpenApiDocument,
  Operation,
  Response,
  Schema,
} from '../openapi/document.js';
import { essence, isJson, isText } from '../openapi/media-type.js';
import { isBinary, isStringLike } from './content.js';
import type { SchemaFacts } from './facts.js';

/** What an operation can be answered with. */
export interface ResponsesModel {
  /** In the order of the description. */
  readonly statuses: readonly StatusModel[];
  /** Those whose bodies are the result. */
  readonly results: readonly StatusModel[];
  /** Those whose bodies are errors, successes that may hold one first. */
  readonly errors: readonly StatusModel[];
  /** The media types of the `Accept` header, the wanted ones first. */
  readonly accept: readonly string[];
}

/** One status. A success can be an error as well: with `x-error-when`. */
export interface StatusModel {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description: string;
  readonly isSuccess: boolean;
  /** Whether its body is the result; also that of `default` where no success is described. */
  readonly isResult: boolean;
  /** Whether it can have a body at all. */
  readonly hasContent: boolean;
  /** By which media types its body is read; empty where it has none. */
  readonly contents: readonly ReadModel[];
  /** Which of its bodies are errors. */
  readonly errorWhen: ErrorWhen | undefined;
  /** What the description says of it. */
  readonly response: Response;
}

/** One media type of a response. */
export interface ReadModel {
  readonly mediaType: string;
  /** The media type with the parameters that tell versions apart. */
  readonly accept: string;
  /** The runtime's reader. */
  readonly read: 'blob' | 'json' | 'jsonInt64' | 'text';
  /** The schema that its type is printed from; `undefined` where the reader alone says what it gives. */
  readonly schema: Schema | undefined;
}

/** What the error of a status means, in a sentence; empty where the description has none. */
export function errorDescription({ errorWhen, description }: StatusModel): string {
  if (errorWhen === undefined) return description;
  const { pointer, in: values } = errorWhen;
  const condition =
    values === undefined ? 'is there' : prose`is one of: ${values.map(shownScalar).join(', ')}`;
  return prose`An error inside a success: \`${pointer}\` ${condition}.`;
}

/** RFC 9110 §15: responses with these statuses have no content, whatever the description says; nor has one to HEAD (§9.3.2). */
const withoutContent = /^(?:204|205|304)$/;

/** How each status of an operation is read. Statuses stay as the description has them (`4XX`, `default`). */
export function responsesModel(
  document: OpenApiDocument,
  method: HttpMethod,
  responses: NonNullable<Operation['responses']>,
  facts: SchemaFacts,
): ResponsesModel {
  const described = Object.entries(responses).filter(([status]) => !status.startsWith('x-'));
  const isSuccess = (status: string): boolean => status.startsWith('2');
  // Only `default` beside errors: it is what a successful answer looks like (OpenAPI Responses Object).
  const succeeds = described.some(([status]) => isSuccess(status))
    ? isSuccess
    : (status: string): boolean => status === 'default';
  const accepted = new Map<StatusModel, readonly string[]>();
  const statuses = described.map(([status, response]): StatusModel => {
    const hasContent = method !== 'head' && !withoutContent.test(status);
    const contents = readModels(document, response, facts);
    const model = {
      status: /^[1-5]xx$/i.test(status) ? status.toUpperCase() : status,
      description: response.description ?? '',
      isSuccess: isSuccess(status),
      isResult: succeeds(status),
      hasContent,
      contents: hasContent ? contents : [],
      errorWhen: hasContent ? response['x-error-when'] : undefined,
      response,
    };
    // HEAD asks for the headers that GET would get, so it accepts the same.
    accepted.set(
      model,
      contents.map(({ accept }) => accept),
    );
    return model;
  });
  const results = statuses.filter(({ isResult }) => isResult);
  const failures = statuses.filter((status) => !status.isSuccess);
  const ordered = [...results, ...failures].flatMap((status) => accepted.get(status)!);
  return {
    statuses,
    results,
    errors: [...statuses.filter((status) => status.isSuccess && status.errorWhen !== undefined), ...failures],
    accept: [...new Set(ordered)],
  };
}

function readModels(document: OpenApiDocument, { content = {} }: Response, facts: SchemaFacts): ReadModel[] {
  return Object.entries(content).map(([written, { schema }]) => {
    const mediaType = essence(written);
    const target = deref(document, schema);
    return { mediaType, accept: withoutCharset(written), ...readerOf(mediaType, schema, target, facts) };
  });
}

function readerOf(
  mediaType: string,
  schema: Schema | undefined,
  target: Schema | undefined,
  facts: SchemaFacts,
): Pick<ReadModel, 'read' | 'schema'> {
  const isString = isStringLike(target);
  if (isBinary(target)) return { read: 'blob', schema: undefined };
  if (isJson(mediaType) || (mediaType === '*/*' && schema !== undefined && !isString)) {
    const isInt64 = schema !== undefined && facts.holdsInt64(schema);
    return { read: isInt64 ? 'jsonInt64' : 'json', schema };
  }
  if (isText(mediaType) || isString) return { read: 'text', schema: isString ? schema : undefined };
  return { read: 'blob', schema: undefined };
}

/** What is read as text or JSON is decoded as UTF-8 in any case. */
function withoutCharset(mediaType: string): string {
  const [type, ...parameters] = mediaType.split(';').map((part) => part.trim());
  return [type!.toLowerCase(), ...parameters.filter((parameter) => !/^(charset=.*)?$/i.test(parameter))].join(
    '; ',
  );
}
