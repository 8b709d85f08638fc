import { type Code, imported, join, ts } from '../../print/code.js';
import { comment } from '../../print/comment.js';
import { identifier, literals, textLiteral } from '../../print/literal.js';
import { isIdentifier, isReservedWord } from '../../print/names.js';
import { prose } from '../../print/prose.js';
import { camelCase, shortened } from '../../print/words.js';
import { visibleLine } from '../../shared/text.js';
import { NameSet } from '../normalise/schema-names.js';
import type { OpenApiDocument, SecurityRequirement, SecurityScheme } from '../openapi/document.js';
import { own } from '../openapi/refs.js';
import { runtime } from './runtime.js';

/** The constant of `security.ts` that stands for each scheme, by scheme name. */
export function schemeConstants(document: OpenApiDocument): ReadonlyMap<string, string> {
  const schemes = document.components?.securitySchemes ?? {};
  const found = known.get(schemes);
  if (found !== undefined) return found;
  const taken = new NameSet();
  const names = new Map(
    Object.keys(schemes).map((id) => {
      const camel = shortened(camelCase(id));
      const isFree = isIdentifier(camel) && !isReservedWord(camel) && camel !== 'runtime';
      return [id, taken.take(isFree ? camel : prose`_${camel}`)];
    }),
  );
  known.set(schemes, names);
  return names;
}

/** Each operation asks for them. */
const known = new WeakMap<object, ReadonlyMap<string, string>>();

/**
 * The descriptor's `security`: OR of ANDs, in the order of the description (Security Requirement Object).
 *
 * @returns `undefined` where nothing has to be placed in the request.
 */
export function carrySecurity(
  document: OpenApiDocument,
  requirements: readonly SecurityRequirement[],
): Code | undefined {
  const constants = schemeConstants(document);
  const alternatives = requirements.map((requirement) =>
    Object.entries(requirement).flatMap(([id, scopes]) => {
      const constant = constants.get(id);
      const scheme = own(document.components?.securitySchemes, id);
      // A client certificate is presented by the TLS layer: there is nothing to place in the request.
      if (constant === undefined || scheme?.type === 'mutualTLS') return [];
      const name = ts`${imported('security')}.${identifier(constant)}`;
      return [scopes.length === 0 ? name : ts`{ scheme: ${name}, scopes: ${literals(scopes)} }`];
    }),
  );
  if (alternatives.every((schemes) => schemes.length === 0)) return undefined;
  const printed = alternatives.map((schemes) => ts`[${join(schemes, ts`, `)}]`);
  return ts`[${join(printed, ts`, `)}]`;
}

/** `security.ts`: one constant per scheme. */
export function printSecurityFile(document: OpenApiDocument): Code {
  const constants = schemeConstants(document);
  const schemes = Object.entries(document.components?.securitySchemes ?? {});
  if (schemes.length === 0) return ts`export {};\n`;
  const printed = schemes.map(([id, scheme]) => {
    const { credential, place, name } = placeOf(scheme);
    const summary = prose`Security scheme \`${id}\`: ${summaryOf(scheme)}.`;
    return ts`${comment([visibleLine(summary)])}export const ${identifier(constants.get(id)!)}: ${runtime('SecurityScheme')} = {
  id: ${textLiteral(id)},
  credential: ${runtime(credential)},
  encode: ${runtime(place)},
  name: ${textLiteral(name)},
};
`;
  });
  return ts`import * as runtime from '@acme/fetch-runtime';\n\n${join(printed, ts`\n`)}`;
}

const places = { header: 'headerPrimitive', query: 'queryPrimitive', cookie: 'cookie' } as const;

function placeOf(scheme: SecurityScheme): { credential: string; place: string; name: string } {
  if (scheme.type === 'apiKey') {
    return {
      credential: 'apiKey',
      place: places[scheme.in ?? 'header'],
      name: scheme.name ?? 'Authorization',
    };
  }
  if (scheme.type === 'oauth2' || scheme.type === 'openIdConnect') {
    return { credential: scheme.type, place: places.header, name: 'Authorization' };
  }
  const http = (scheme.scheme ?? '').toLowerCase();
  if (http === 'basic' || http === 'bearer')
    return { credential: http, place: places.header, name: 'Authorization' };
  // Digest and the like: the caller makes the whole header value and gives it as an API key.
  return { credential: 'apiKey', place: places.header, name: 'Authorization' };
}

function summaryOf(scheme: SecurityScheme): string {
  if (scheme.type === 'apiKey') return prose`API key in ${scheme.in ?? 'header'}`;
  if (scheme.type === 'http') return prose`HTTP ${scheme.scheme ?? ''}`;
  return scheme.type;
}
