import { type Code, join, ts } from '../../print/code.js';
import { comment } from '../../print/comment.js';
import { identifier, textLiteral } from '../../print/literal.js';
import { prose } from '../../print/prose.js';
import { visibleLine } from '../../shared/text.js';
import type { ApiModel } from '../model/model.js';
import type { SecurityScheme } from '../openapi/document.js';
import { runtime } from '../types/runtime.js';

/** `security.ts`: one constant per scheme. */
export function printSecurityFile({ schemes }: Pick<ApiModel, 'schemes'>): Code {
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
  return ts`import * as runtime from '@acme/fetch-runtime';\n\n${join(printed, ts`\n`)}`;
}

function summaryOf(scheme: SecurityScheme): string {
  if (scheme.type === 'apiKey') return prose`API key in ${scheme.in ?? 'header'}`;
  if (scheme.type === 'http') return prose`HTTP ${scheme.scheme ?? ''}`;
  return scheme.type;
}
