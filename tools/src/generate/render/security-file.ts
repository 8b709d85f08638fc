import { type Code, join, ts } from '../../print/code.js';
import { comment } from '../../print/comment.js';
import { identifier, textLiteral } from '../../print/literal.js';
import { prose } from '../../print/prose.js';
import { visibleLine } from '../../shared/text.js';
import type { ApiModel } from '../model/model.js';
import { inheritedName, type SecurityModel } from '../model/security.js';
import type { SecurityScheme } from '../openapi/document.js';
import { runtime } from '../types/runtime.js';
import { printSecurity } from './descriptor.js';

/** `security.ts`: one constant per scheme, and one for what operations inherit. */
export function printSecurityFile({ schemes, security }: Pick<ApiModel, 'schemes' | 'security'>): Code {
  if (schemes.size === 0) return ts`export {};\n`;
  const printed = [...schemes.values()].map(({ id, constant, credential, encode, name, scheme }) => {
    const summary = prose`Security scheme \`${id}\`: ${summaryOf(scheme)}.`;
    return ts`${comment([visibleLine(summary)])}export const ${identifier(constant)}: ${runtime('SecurityScheme')} = {
  id: ${textLiteral(id)},
  credential: ${runtime(credential)},
  encode: ${runtime(encode)},
  name: ${textLiteral(name)},
};
`;
  });
  const inherited = security === undefined ? [] : [printInherited(security)];
  return ts`import * as runtime from '@acme/fetch-runtime';\n\n${join([...printed, ...inherited], ts`\n`)}`;
}

/** Once for all operations: each with a copy would make their product of a long list. */
function printInherited(security: SecurityModel): Code {
  return ts`/** What an operation wants that states no security of its own: one of these alternatives. */
export const ${identifier(inheritedName)}: readonly ${runtime('SecurityAlternative')}[] = ${printSecurity(security, identifier)};
`;
}

function summaryOf(scheme: SecurityScheme): string {
  if (scheme.type === 'apiKey') return prose`API key in ${scheme.in ?? 'header'}`;
  if (scheme.type === 'http') return prose`HTTP ${scheme.scheme ?? ''}`;
  return scheme.type;
}
