import { type Code, empty, imported, indented, join, ts } from '../../print/code.js';
import { comment } from '../../print/comment.js';
import { keyName, literals, objectLiteral, textLiteral } from '../../print/literal.js';
import { visibleLine } from '../../shared/text.js';
import type { ApiModel } from '../model/model.js';
import type { Server } from '../openapi/document.js';
import { runtime } from '../types/runtime.js';

/** A server list (OpenAPI Server Object). */
export function printServers(servers: readonly Server[]): Code {
  const printed = servers.map(({ url, description, variables = {} }) => {
    const members = [ts`url: ${textLiteral(url)}`];
    const declared = Object.entries(variables).map(([name, variable]) => {
      const values = variable.enum === undefined ? [] : [ts`enum: ${literals(variable.enum)}`];
      return ts`${keyName(name)}: ${objectLiteral([ts`default: ${textLiteral(variable.default)}`, ...values])}`;
    });
    if (declared.length > 0) members.push(ts`variables: ${objectLiteral(declared)}`);
    if (/\{[^{}]*\}/.test(url)) members.push(ts`resolve: ${runtime('resolveServer')}`);
    return ts`${comment([description === undefined ? undefined : visibleLine(description)])}${objectLiteral(members)},`;
  });
  return printed.length === 0 ? ts`[]` : ts`[\n  ${indented(join(printed, ts`\n`))}\n]`;
}

/** `servers.ts`: the servers of the whole description. */
export function printServersFile({ servers }: Pick<ApiModel, 'servers'>): Code {
  const printed = printServers(servers);
  const type = printed.uses.has('runtime') ? empty : ts`type `;
  return ts`import ${type}* as runtime from '@acme/fetch-runtime';

/** The servers of the API; the first is the default. */
export const servers: readonly ${imported('runtime')}.Server[] = ${printed};
`;
}
