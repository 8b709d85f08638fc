import type { OpenApiDocument, SecurityRequirement, SecurityScheme } from '../../openapi.js';
import { camelCase, firstFree, isIdentifier, isReservedWord, literal } from '../names.js';

/** The constant of `security.ts` that stands for each scheme, by scheme name. */
export function schemeConstants(document: OpenApiDocument): ReadonlyMap<string, string> {
  const schemes = document.components?.securitySchemes ?? {};
  const found = known.get(schemes);
  if (found !== undefined) return found;
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  for (const id of Object.keys(schemes)) {
    const camel = camelCase(id);
    const usable = isIdentifier(camel) && !isReservedWord(camel) && camel !== 'runtime' ? camel : `_${camel}`;
    const name = firstFree(usable, (candidate) => taken.has(candidate), numbers);
    taken.add(name);
    names.set(id, name);
  }
  known.set(schemes, names);
  return names;
}

/** Each operation asks for them. */
const known = new WeakMap<object, ReadonlyMap<string, string>>();

/**
 * The descriptor's `security`: OR of ANDs, in the order of the description (Security Requirement Object). An empty text
 * where nothing has to be placed in the request.
 */
export function carrySecurity(
  document: OpenApiDocument,
  requirements: readonly SecurityRequirement[],
): string {
  const constants = schemeConstants(document);
  const alternatives = requirements.map((requirement) => {
    const schemes = Object.entries(requirement).flatMap(([id, scopes]) => {
      const constant = constants.get(id);
      const scheme = document.components?.securitySchemes?.[id];
      // A client certificate is presented by the TLS layer: there is nothing to place in the request.
      if (constant === undefined || scheme?.type === 'mutualTLS') return [];
      const name = `security.${constant}`;
      return scopes.length === 0
        ? [name]
        : [`{ scheme: ${name}, scopes: [${scopes.map(literal).join(', ')}] }`];
    });
    return `[${schemes.join(', ')}]`;
  });
  if (alternatives.every((alternative) => alternative === '[]')) return '';
  return `[${alternatives.join(', ')}]`;
}

/** `security.ts`: one constant per scheme. */
export function printSecurityFile(document: OpenApiDocument): string {
  const constants = schemeConstants(document);
  const schemes = Object.entries(document.components?.securitySchemes ?? {});
  if (schemes.length === 0) return 'export {};\n';
  const printed = schemes.map(([id, scheme]) => {
    const { credential, place, name } = placeOf(scheme);
    return [
      `/** Security scheme \`${id.replaceAll('*/', '').replaceAll('`', '')}\`: ${summaryOf(scheme)}. */`,
      `export const ${constants.get(id)}: runtime.SecurityScheme = {`,
      `  id: ${literal(id)},`,
      `  credential: runtime.${credential},`,
      `  encode: runtime.${place},`,
      `  name: ${literal(name)},`,
      '};',
    ].join('\n');
  });
  return `import * as runtime from '@acme/fetch-runtime';\n\n${printed.join('\n\n')}\n`;
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
  if (scheme.type === 'apiKey') return `API key in ${scheme.in}`;
  if (scheme.type === 'http') return `HTTP ${(scheme.scheme ?? '').replace(/[^\w-]/g, '')}`;
  return scheme.type.replace(/[^\w-]/g, '');
}
