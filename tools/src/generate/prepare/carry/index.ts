import type { OpenApiDocument, Operation } from '../../openapi.js';
import { commentLines, literal, memberName } from '../names.js';
import { operationsOf } from '../walk.js';
import { type CarriedContent, carryBody, type TypeOf } from './body.js';
import { carryPagination } from './pagination.js';
import { type CarriedParameter, carryParameters } from './parameters.js';
import { carryResponses } from './responses.js';
import { carrySecurity } from './security.js';
import { printServers } from './servers.js';

/**
 * The document for the generator: operations only, with all that its template data loses or bends written beside
 * them as `x-` extensions (lists of objects whose leaves are texts: a template can walk those, and prints texts raw).
 */
export function carry(document: OpenApiDocument, types: TypeOf): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  const usesOf = new Map<string, { security: boolean; servers: boolean; models: boolean }>();
  for (const { path, method, operation } of operationsOf(document)) {
    const tag = operation.tags![0]!;
    const carried = carryOperation(document, path, method, operation, types);
    const uses = usesOf.get(tag) ?? { security: false, servers: false, models: false };
    uses.security ||= /\bsecurity\./.test(withoutTexts(carried['x-security'] || ''));
    uses.servers ||= carried['x-servers'] === false;
    uses.models ||= typesOf(carried).some((type) => /\bmodels\./.test(withoutTexts(type)));
    usesOf.set(tag, uses);
    paths[path] ??= {};
    paths[path]![method] = { ...carried, 'x-uses': uses };
  }
  return {
    openapi: '3.0.3',
    info: { title: document.info.title, version: document.info.version },
    tags: document.tags ?? [],
    paths,
  };
}

function carryOperation(
  document: OpenApiDocument,
  path: string,
  method: string,
  operation: Operation,
  types: TypeOf,
) {
  const contents = carryBody(document, operation.requestBody, types);
  const parameters = carryParameters(
    document,
    operation.parameters ?? [],
    contents.length === 0 ? [] : ['body', 'contentType'],
  );
  const responses = carryResponses(document, operation, types);
  const bodyRequired = operation.requestBody?.required === true;
  const variants = contents.length > 1 || contents[0]?.isRange === true ? contents : [undefined];
  const members = parameters.map((parameter) => parameterMember(parameter, types));
  return {
    operationId: operation['x-function'],
    tags: operation.tags,
    deprecated: operation.deprecated === true,
    parameters: [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    responses: { 200: { description: 'carried beside' } },
    'x-function': operation['x-function'],
    'x-type': operation['x-type'],
    'x-id': literal(operation.operationId!),
    'x-method': literal(method.toUpperCase()),
    // fetch takes a backslash for a slash.
    'x-path': literal(path.replaceAll('\\', '%5C')),
    'x-comment': commentLines(
      operation.summary ??
        (operation.description === undefined ? `\`${method.toUpperCase()} ${path}\`` : undefined),
      operation.description,
      operation.deprecated === true && !/^@deprecated/m.test(operation.description ?? '')
        ? '@deprecated'
        : undefined,
    ),
    'x-members':
      variants.length > 1 || variants[0] !== undefined
        ? []
        : [...members, ...bodyMembers(contents[0], bodyRequired)],
    'x-variants':
      variants[0] === undefined
        ? []
        : variants.map((content, index) => ({
            fields: [...members, ...variantMembers(content!, bodyRequired, index === 0)],
          })),
    'x-empty': members.length === 0 && contents.length === 0,
    'x-optional':
      !bodyRequired &&
      !contents.some(({ isRange }) => isRange) &&
      parameters.every(({ required }) => !required),
    'x-result': responses.result,
    'x-errors': responses.errors.map(({ status, type, description }) => ({
      status,
      type,
      text: commentLines(description),
    })),
    'x-params': parameters.map(printParameter),
    'x-has-params': parameters.length > 0,
    'x-body': orFalse(printBody(contents, bodyRequired)),
    'x-security': orFalse(carrySecurity(document, operation.security ?? [])),
    'x-servers': operation.servers === undefined ? false : printServers(operation.servers, '  '),
    'x-accept': responses.accept === '' ? false : literal(responses.accept),
    'x-responses': responses.readers,
    'x-lost': (method === 'post' || method === 'patch') && operation['x-idempotent'] !== true,
    'x-idempotent': operation['x-idempotent'] === true,
    'x-outcome-check': orFalse(
      operation['x-outcome-check'] === undefined ? '' : literal(operation['x-outcome-check']),
    ),
    'x-pagination': carryPagination(document, operation, parameters, types) ?? (false as const),
  };
}

function typesOf(carried: ReturnType<typeof carryOperation>): string[] {
  const members = [...carried['x-members'], ...carried['x-variants'].flatMap(({ fields }) => fields)];
  const types = [...members, ...carried['x-errors']].map(({ type }) => type);
  const { 'x-pagination': pagination, 'x-result': result } = carried;
  return [...types, result, ...(pagination === false ? [] : [pagination.item])];
}

/** Without string literals: a name or media type that holds `models.` is no use of the models. */
function withoutTexts(text: string): string {
  return text.replaceAll(/'(?:[^'\\]|\\.)*'?/g, '');
}

interface Member {
  readonly member: string;
  readonly type: string;
  readonly text: string[];
}

function parameterMember({ key, required, schema, parameter }: CarriedParameter, types: TypeOf): Member {
  const deprecated = parameter.deprecated === true ? '@deprecated' : undefined;
  return {
    member: memberName(key) + (required ? '' : '?'),
    type: (schema === undefined ? 'unknown' : types.print(schema)) + (required ? '' : ' | undefined'),
    text: commentLines(parameter.description ?? `\`${parameter.name}\` (${parameter.in}).`, deprecated),
  };
}

function bodyMembers(content: CarriedContent | undefined, required: boolean): Member[] {
  if (content === undefined) return [];
  const optional = required ? '' : ' | undefined';
  return [
    {
      member: required ? 'body' : 'body?',
      type: content.type + optional,
      text: commentLines(`The body, as \`${content.mediaType}\`.`),
    },
  ];
}

/** With several media types the request says which one it brings; without a word it is the first. */
function variantMembers(content: CarriedContent, required: boolean, isDefault: boolean): Member[] {
  const mayOmit = isDefault && !content.isRange;
  const type = content.isRange ? 'string' : literal(content.mediaType);
  return [
    {
      member: mayOmit ? 'contentType?' : 'contentType',
      type: type + (mayOmit ? ' | undefined' : ''),
      text: commentLines(
        content.isRange
          ? `The media type of the body, one of \`${content.mediaType}\`.`
          : 'The media type of the body.',
      ),
    },
    ...bodyMembers(content, required),
  ];
}

function printParameter({ encode, key, name, required, allowReserved }: CarriedParameter): string {
  const flags = `${required ? ', required: true' : ''}${allowReserved ? ', allowReserved: true' : ''}`;
  return `{ encode: runtime.${encode}, key: ${literal(key)}, name: ${literal(name)}${flags} }`;
}

function printBody(contents: readonly CarriedContent[], required: boolean): string {
  const flag = required ? ', required: true' : '';
  const printed = contents.map(
    ({ mediaType, encode, encoding }) =>
      `encode: runtime.${encode}, type: ${literal(mediaType)}${encoding === '' ? '' : `, encoding: ${encoding}`}`,
  );
  if (printed.length === 0) return '';
  if (printed.length === 1 && contents[0]?.isRange === false) return `{ ${printed[0]}${flag} }`;
  const list = printed.map((content) => `{ ${content} }`).join(', ');
  return `{ encode: runtime.chooseBody, contents: [${list}]${flag} }`;
}

/** In a template an empty text counts as present, and `false` as absent. */
function orFalse(text: string): string | false {
  return text === '' ? false : text;
}
