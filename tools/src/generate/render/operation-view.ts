import { type Code, empty, imported, indented, ts } from '../../print/code.js';
import { commentLines, Tag, taggedLines } from '../../print/comment.js';
import { identifier, memberName, textLiteral } from '../../print/literal.js';
import { prose } from '../../print/prose.js';
import type { TemplateData } from '../../print/template.js';
import type { BodyModel, ContentModel } from '../model/body.js';
import type { OperationModel } from '../model/operation.js';
import type { ParameterModel } from '../model/parameters.js';
import { errorDescription } from '../model/responses.js';
import { inheritedName } from '../model/security.js';
import { bodyType, errorType, parameterType, resultType } from '../types/operation-types.js';
import type { PrintType } from '../types/printer.js';
import { printServers } from './client-files.js';
import { printBody, printParameter, printReaders, printSecurity, statusKey } from './descriptor.js';
import { paginationView } from './pagination-view.js';

/** What the templates print of an operation. `false` leaves a section out, where an empty text would be shown. */
export type OperationView = { readonly [name: string]: TemplateData };

/** @param page where the operation is described, for those who have no more than the package. */
export function operationView(operation: OperationModel, print: PrintType, page?: string): OperationView {
  const { method, path, summary, description, deprecated, parameters, body, responses } = operation;
  const members = parameters.map((parameter) => parameterMember(parameter, print));
  const variants = body?.isChosen === true ? body.contents : [];
  const accept = responses.accept.join(', ');
  return {
    function: identifier(operation.name),
    requestType: identifier(operation.types.request),
    resultType: identifier(operation.types.result),
    errorsType: identifier(operation.types.errors),
    id: textLiteral(operation.id),
    method: textLiteral(method.toUpperCase()),
    // fetch takes a backslash for a slash.
    path: textLiteral(path.replaceAll('\\', '%5C')),
    comment: taggedLines(
      [summary, description, prose`\`${method.toUpperCase()} ${path}\``],
      [
        ...(deprecated ? [Tag.deprecated] : []),
        ...thrown(operation),
        ...(page === undefined ? [] : [Tag.see(page)]),
      ],
    ),
    members: variants.length > 0 ? [] : [...members, ...bodyMembers(body?.contents[0], body, print)],
    variants: variants.map((content, index) => ({
      fields: [...members, ...variantMembers(content, body!, index === 0, print)],
    })),
    isEmpty: members.length === 0 && body === undefined,
    isOptional: operation.takesNothing,
    result: resultType(responses.results, print),
    errors: responses.errors.map((status) => {
      const text = commentLines(errorDescription(status));
      return {
        status: statusKey(status.status),
        type: errorType(status, print),
        text,
        described: text.length > 0,
      };
    }),
    params: parameters.map(printParameter),
    hasParams: parameters.length > 0,
    body: body === undefined ? false : printBody(body),
    security: printOwnSecurity(operation),
    servers: printOwnServers(operation),
    accept: accept === '' ? false : textLiteral(accept),
    responses: printReaders(responses),
    isLost: operation.changesOnce,
    isIdempotent: operation.idempotent,
    outcomeCheck: operation.outcomeCheck === undefined ? false : textLiteral(operation.outcomeCheck),
    pagination:
      operation.pagination === undefined ? false : paginationView(operation, operation.pagination, print),
  };
}

/** What a call can end with beside its result, as far as the description says. */
function thrown({ responses, types, changesOnce, outcomeCheck }: OperationModel): Tag[] {
  const statuses = responses.errors.map(({ status }) => (status === 'default' ? 'any other' : status));
  const bodies =
    statuses.length === 0 ? '' : prose`; \`${types.errors}\` has its body by status (${statuses.join(', ')})`;
  const check = outcomeCheck === undefined ? 'find out' : prose`ask \`${outcomeCheck}\``;
  return [
    Tag.throws(prose`ResponseError when the response is an error${bodies}.`),
    ...(changesOnce
      ? [
          Tag.throws(
            prose`OutcomeUnknownError when it may have taken effect: ${check} before you send it again.`,
          ),
        ]
      : []),
  ];
}

/** What the operation wants: of its own, or by the name of what all inherit. */
function printOwnSecurity({ security, inheritsSecurity }: OperationModel): Code | false {
  const through = (constant: string): Code => ts`${imported('security')}.${identifier(constant)}`;
  if (security === undefined) return false;
  return inheritsSecurity ? through(inheritedName) : printSecurity(security, through);
}

/** The member of the descriptor: those of the whole description, or those of the operation. */
function printOwnServers({ servers }: OperationModel): Code {
  return servers === undefined ? imported('servers') : ts`servers: ${indented(printServers(servers))}`;
}

interface Member {
  readonly member: Code;
  readonly type: Code;
  readonly text: Code[];
  readonly [name: string]: TemplateData;
}

function parameterMember(model: ParameterModel, print: PrintType): Member {
  const { key, required, parameter } = model;
  const type = parameterType(model, print);
  return {
    member: ts`${memberName(key)}${required ? empty : ts`?`}`,
    type: required ? type : ts`${type} | undefined`,
    text: commentLines(
      parameter.description ?? prose`\`${parameter.name}\` (${parameter.in}).`,
      parameter.deprecated === true ? Tag.deprecated : undefined,
    ),
  };
}

function bodyMembers(
  content: ContentModel | undefined,
  body: Pick<BodyModel, 'required' | 'description'> | undefined,
  print: PrintType,
): Member[] {
  if (content === undefined || body === undefined) return [];
  const { required, description } = body;
  const type = bodyType(content, print);
  return [
    {
      member: required ? ts`body` : ts`body?`,
      type: required ? type : ts`${type} | undefined`,
      text: commentLines(description ?? prose`The body, as \`${content.mediaType}\`.`),
    },
  ];
}

/** With several media types the request says which one it brings; without a word it is the first. */
function variantMembers(
  content: ContentModel,
  body: BodyModel,
  isDefault: boolean,
  print: PrintType,
): Member[] {
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
    ...bodyMembers(content, body, print),
  ];
}
