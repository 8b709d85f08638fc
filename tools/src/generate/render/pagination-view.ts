import { type Code, ts } from '../../print/code.js';
import { commentLines, Tag } from '../../print/comment.js';
import { identifier, literal, literals, objectLiteral, textLiteral } from '../../print/literal.js';
import { prose } from '../../print/prose.js';
import type { OperationModel } from '../model/operation.js';
import type { PaginationModel } from '../model/pagination.js';
import { itemType } from '../types/operation-types.js';
import type { PrintType } from '../types/printer.js';

/** What the templates print for an operation whose results are pages of a list. */
export type PaginationView = {
  readonly item: Code;
  readonly rule: Code;
  readonly text: readonly Code[];
};

export function paginationView(
  { name }: OperationModel,
  pagination: PaginationModel,
  print: PrintType,
): PaginationView {
  const member = (keys: readonly string[]): string => prose`\`${keys.join('.')}\``;
  const { at, limit } = pagination;
  const size = limit === undefined ? '' : prose`, and ${member(limit)} how many come per page`;
  return {
    item: itemType(pagination, print),
    rule: printRule(pagination),
    text: commentLines(
      prose`All results of \`${name}\`, item by item; \`pages()\` goes page by page.`,
      prose`Each page is requested when you need it. ${member(at)} says where to begin${size}.`,
      Tag.throws(
        'PaginationError, from the loop, when an answer leads nowhere; each call throws what it throws alone.',
      ),
    ),
  };
}

/** The runtime's PaginationRule. */
function printRule(pagination: PaginationModel): Code {
  const { by, at, first, next, inUrl } = pagination;
  const places = (['items', 'more', 'total', 'pages'] as const).flatMap((name) => {
    const keys = pagination[name];
    return keys === undefined ? [] : [ts`${identifier(name)}: ${literals(keys)}`];
  });
  return objectLiteral([
    ts`by: ${literal(by)}`,
    ts`at: ${literals(at)}`,
    ...(first === 1 ? [] : [ts`first: ${literal(first)}`]),
    ...(next === undefined ? [] : [ts`next: ${literals(next)}`]),
    ...(inUrl === undefined ? [] : [ts`inUrl: ${textLiteral(inUrl)}`]),
    ...places,
  ]);
}
