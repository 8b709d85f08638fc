import { NameSet } from '../../print/free-names.js';
import { isIdentifier, isReservedWord } from '../../print/names.js';
import { prose } from '../../print/prose.js';
import { camelCase, shortened } from '../../print/words.js';
import type { OpenApiDocument, SecurityRequirement, SecurityScheme } from '../openapi/document.js';

/** A security scheme, and how a client serves it. */
export interface SchemeModel {
  readonly id: string;
  /** The constant of `security.ts` that stands for it. */
  readonly constant: string;
  /** The runtime's function that asks the configuration for the credential. */
  readonly credential: string;
  /** The runtime's function that places it, and the name it is placed under. */
  readonly encode: string;
  readonly name: string;
  /** The member of the configuration that the credential comes from; `none` for what the TLS layer presents. */
  readonly configuredBy: 'apiKey' | 'accessToken' | 'basic' | 'none';
  /** What the description says of it. */
  readonly scheme: SecurityScheme;
}

/** Alternatives of schemes that go together, in the order of the description (Security Requirement Object). */
export type SecurityModel = readonly (readonly SchemeUse[])[];

export interface SchemeUse {
  readonly constant: string;
  readonly scopes: readonly string[];
}

/** The constant of `security.ts` for what operations inherit. */
export const inheritedName = 'requirements';

export function schemeModels(document: OpenApiDocument): ReadonlyMap<string, SchemeModel> {
  const taken = new NameSet([inheritedName]);
  const models = new Map<string, SchemeModel>();
  for (const [id, scheme] of Object.entries(document.components?.securitySchemes ?? {})) {
    const camel = shortened(camelCase(id));
    const isFree = isIdentifier(camel) && !isReservedWord(camel) && camel !== 'runtime';
    const constant = taken.take(isFree ? camel : prose`_${camel}`);
    models.set(id, { id, constant, ...placementOf(scheme), scheme });
  }
  return models;
}

/** @returns `undefined` where nothing has to be placed in the request. */
export function securityModel(
  schemes: ReadonlyMap<string, SchemeModel>,
  requirements: readonly SecurityRequirement[],
): SecurityModel | undefined {
  const alternatives = requirements.map((requirement) =>
    Object.entries(requirement).flatMap(([id, scopes]): SchemeUse[] => {
      const model = schemes.get(id);
      return model === undefined || model.configuredBy === 'none'
        ? []
        : [{ constant: model.constant, scopes }];
    }),
  );
  return alternatives.every((uses) => uses.length === 0) ? undefined : alternatives;
}

const places = { header: 'headerPrimitive', query: 'queryPrimitive', cookie: 'cookie' } as const;

function placementOf(
  scheme: SecurityScheme,
): Pick<SchemeModel, 'credential' | 'encode' | 'name' | 'configuredBy'> {
  const { type } = scheme;
  const inAuthorization = { encode: places.header, name: 'Authorization' };
  if (type === 'apiKey') {
    const { in: place = 'header', name = 'Authorization' } = scheme;
    return { credential: 'apiKey', encode: places[place], name, configuredBy: 'apiKey' };
  }
  if (type === 'oauth2' || type === 'openIdConnect')
    return { credential: type, ...inAuthorization, configuredBy: 'accessToken' };
  const http = (scheme.scheme ?? '').toLowerCase();
  if (http === 'bearer') return { credential: http, ...inAuthorization, configuredBy: 'accessToken' };
  if (http === 'basic') return { credential: http, ...inAuthorization, configuredBy: 'basic' };
  // Digest and the like: the caller makes the whole header value and gives it as an API key. A client certificate is
  // presented by the TLS layer: there is nothing to place in the request.
  const configuredBy = type === 'mutualTLS' ? 'none' : 'apiKey';
  return { credential: 'apiKey', ...inAuthorization, configuredBy };
}
