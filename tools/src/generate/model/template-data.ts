import { type Code, empty, imported, indented, join, ts } from '../../print/code.js';
import { commentLines, Tag } from '../../print/comment.js';
import { identifier, memberName, objectLiteral, textLiteral } from '../../print/literal.js';
import { printedAt } from '../../print/place.js';
import { prose } from '../../print/prose.js';
import { codeIn, type TemplateData, templateData } from '../../print/template.js';
import { functionOf, typeNamesOf } from '../normalise/name-operations.js';
import type { HttpMethod, OpenApiDocument, Operation } from '../openapi/document.js';
import { child } from '../openapi/json.js';
import { operationsOf } from '../openapi/operations.js';
import { type CarriedContent, carryBody, type TypeOf } from './body.js';
import { carryPagination } from './pagination.js';
import { type CarriedParameter, carryParameters } from './parameters.js';
import { carryResponses, statusKey } from './responses.js';
import { runtime } from './runtime.js';
import { carrySecurity } from './security.js';
import { printServers } from './servers.js';

/**
 * The document for the generator: for each operation its name, its tag, and what our templates print, as `x-`
 * extensions. All of that is printed code, and nothing else of the description goes in: the generator bends or loses
 * what it reads there, and takes texts for code.
 *
 * @throws SpecError for a value that cannot be printed, with its place.
 */
export function carry(document: OpenApiDocument, types: TypeOf): unknown {
  const operations = operationsOf(document).map(({ path, method, operation }) => {
    const carried = printedAt(child('/paths', path, method), () =>
      carryOperation(document, path, method, operation, types),
    );
    return { method, operation, carried };
  });
  const usesOf = new Map<string, Set<string>>();
  for (const { operation, carried } of operations) {
    const uses = usesOf.get(operation.tags![0]!) ?? new Set();
    for (const { uses: names } of codeIn(carried)) for (const name of names) uses.add(name);
    usesOf.set(operation.tags![0]!, uses);
  }
  const items = operations.map(({ method, operation, carried }, index) => {
    const uses = usesOf.get(operation.tags![0]!)!;
    return [
      prose`/${index}`,
      {
        [method]: {
          operationId: functionOf(operation),
          tags: operation.tags,
          responses: { 200: { description: 'x-responses' } },
          ...templateData(carried),
          'x-uses': {
            models: uses.has('models'),
            security: uses.has('security'),
            servers: uses.has('servers'),
          },
        },
      },
    ];
  });
  return {
    openapi: '3.0.3',
    info: { title: 'client', version: '1' },
    tags: document.tags ?? [],
    paths: Object.fromEntries(items),
  };
}

/** All that the templates print of an operation. `false` leaves a section out, where an empty text would be shown. */
function carryOperation(
  document: OpenApiDocument,
  path: string,
  method: HttpMethod,
  operation: Operation,
  types: TypeOf,
): { readonly [name: string]: TemplateData } {
  const contents = carryBody(document, operation.requestBody, types);
  const parameters = carryParameters(
    document,
    operation.parameters ?? [],
    contents.length === 0 ? [] : ['body', 'contentType'],
  );
  const responses = carryResponses(document, operation, types, method);
  const bodyRequired = operation.requestBody?.required === true;
  const variants = contents.length > 1 || contents[0]?.isRange === true ? contents : [];
  const members = parameters.map((parameter) => parameterMember(parameter, types));
  const { request, result, errors } = typeNamesOf(operation);
  const pagination = carryPagination(document, operation, parameters, types);
  return {
    'x-function': identifier(functionOf(operation)),
    'x-request-type': identifier(request),
    'x-result-type': identifier(result),
    'x-errors-type': identifier(errors),
    'x-id': textLiteral(operation.operationId!),
    'x-method': textLiteral(method.toUpperCase()),
    // fetch takes a backslash for a slash.
    'x-path': textLiteral(path.replaceAll('\\', '%5C')),
    'x-comment': commentLines(
      operation.summary ??
        (operation.description === undefined ? prose`\`${method.toUpperCase()} ${path}\`` : undefined),
      operation.description,
      operation.deprecated === true ? Tag.deprecated : undefined,
    ),
    'x-members': variants.length > 0 ? [] : [...members, ...bodyMembers(contents[0], bodyRequired)],
    'x-variants': variants.map((content, index) => ({
      fields: [...members, ...variantMembers(content, bodyRequired, index === 0)],
    })),
    'x-empty': members.length === 0 && contents.length === 0,
    'x-optional':
      !bodyRequired &&
      !contents.some(({ isRange }) => isRange) &&
      parameters.every(({ required }) => !required),
    'x-result': responses.result,
    'x-errors': responses.errors.map(({ status, type, description }) => {
      const text = commentLines(description);
      return { status: statusKey(status), type, text, described: text.length > 0 };
    }),
    'x-params': parameters.map(printParameter),
    'x-has-params': parameters.length > 0,
    'x-body': printBody(contents, bodyRequired) ?? false,
    'x-security': carrySecurity(document, operation.security ?? []) ?? false,
    'x-servers': printOwnServers(operation),
    'x-accept': responses.accept === '' ? false : textLiteral(responses.accept),
    'x-responses': responses.readers,
    'x-lost': (method === 'post' || method === 'patch') && operation['x-idempotent'] !== true,
    'x-idempotent': operation['x-idempotent'] === true,
    'x-outcome-check':
      operation['x-outcome-check'] === undefined ? false : textLiteral(operation['x-outcome-check']),
    'x-pagination': pagination === undefined ? false : { ...pagination },
  };
}

/** The member of the descriptor: those of the whole description, or those of the operation. */
function printOwnServers({ servers }: Operation): Code {
  return servers === undefined ? imported('servers') : ts`servers: ${indented(printServers(servers))}`;
}

interface Member {
  readonly member: Code;
  readonly type: Code;
  readonly text: Code[];
  readonly [name: string]: TemplateData;
}

function parameterMember({ key, required, schema, parameter }: CarriedParameter, types: TypeOf): Member {
  const type = schema === undefined ? ts`unknown` : types.print(schema);
  return {
    member: ts`${memberName(key)}${required ? empty : ts`?`}`,
    type: required ? type : ts`${type} | undefined`,
    text: commentLines(
      parameter.description ?? prose`\`${parameter.name}\` (${parameter.in}).`,
      parameter.deprecated === true ? Tag.deprecated : undefined,
    ),
  };
}

function bodyMembers(content: CarriedContent | undefined, required: boolean): Member[] {
  if (content === undefined) return [];
  return [
    {
      member: required ? ts`body` : ts`body?`,
      type: required ? content.type : ts`${content.type} | undefined`,
      text: commentLines(prose`The body, as \`${content.mediaType}\`.`),
    },
  ];
}

/** With several media types the request says which one it brings; without a word it is the first. */
function variantMembers(content: CarriedContent, required: boolean, isDefault: boolean): Member[] {
  const mayOmit = isDefault && !content.isRange;
  const type = content.isRange ? ts`string` : textLiteral(content.mediaType);
  return [
    {
      member: mayOmit ? ts`contentType?` : ts`contentType`,
      type: mayOmit ? ts`${type} | undefined` : type,
      text: commentLines(
        content.isRange
          ? prose`The media type of the body, one of \`${content.mediaType}\`.`
          : 'The media type of the body.',
      ),
    },
    ...bodyMembers(content, required),
  ];
}

function printParameter({ encode, key, name, ...flags }: CarriedParameter): Code {
  return objectLiteral([
    ts`encode: ${runtime(encode)}`,
    ts`key: ${textLiteral(key)}`,
    ts`name: ${textLiteral(name)}`,
    ...(flags.required ? [ts`required: true`] : []),
    ...(flags.allowReserved ? [ts`allowReserved: true`] : []),
    ...(flags.secret ? [ts`secret: true`] : []),
  ]);
}

function printBody(contents: readonly CarriedContent[], required: boolean): Code | undefined {
  const flags = required ? [ts`required: true`] : [];
  const printed = contents.map(({ mediaType, encode, encoding }) => [
    ts`encode: ${runtime(encode)}`,
    ts`type: ${textLiteral(mediaType)}`,
    ...(encoding === undefined ? [] : [ts`encoding: ${encoding}`]),
  ]);
  const [first] = printed;
  if (first === undefined) return undefined;
  if (printed.length === 1 && contents[0]?.isRange === false) return objectLiteral([...first, ...flags]);
  const list = ts`contents: [${join(printed.map(objectLiteral), ts`, `)}]`;
  return objectLiteral([ts`encode: ${runtime('chooseBody')}`, list, ...flags]);
}
