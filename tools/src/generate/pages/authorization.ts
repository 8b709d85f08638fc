import { bullets, heading, paragraph, table } from '../../print/blocks.js';
import {
  type Block,
  codeSpan,
  type Inline,
  joined,
  listed,
  markdownText,
  md,
  nothing,
} from '../../print/markdown.js';
import type { ApiModel } from '../model/model.js';
import type { SchemeModel } from '../model/security.js';
import type { OAuthFlow, SecurityRequirement, SecurityScheme } from '../openapi/document.js';
import { type Links, link, readme } from './links.js';
import { cell, prose } from './prose.js';

/** Which credentials an operation wants: any one of the alternatives, all of what it names (Security Requirement Object). */
export function authorizationOf(requirements: readonly SecurityRequirement[], links: Links): Block[] {
  const alternatives = requirements.map((requirement) =>
    listed(Object.entries(requirement).map(([id, scopes]) => schemeLink(id, scopes, links))),
  );
  if (alternatives.every(({ isEmpty }) => isEmpty)) return [paragraph(md`No authorization required`)];
  if (alternatives.length === 1) return [paragraph(alternatives[0]!)];
  const items = alternatives.map((alternative) => (alternative.isEmpty ? md`no authorization` : alternative));
  return [paragraph(md`Any one of:`), bullets(items)];
}

function schemeLink(id: string, scopes: readonly string[], links: Links): Inline {
  const anchor = links.schemes.get(id);
  const name = anchor === undefined ? codeSpan(id) : link(id, readme, anchor);
  if (scopes.length === 0) return name;
  const names = listed(scopes.map(codeSpan));
  return scopes.length === 1 ? md`${name} (scope ${names})` : md`${name} (scopes ${names})`;
}

/** A section per security scheme. */
export function schemeSections({ schemes }: ApiModel, links: Links): Block[] {
  return [...schemes.values()].flatMap(({ id, configuredBy, scheme }) => [
    ...links.schemes.get(id)!.mark,
    heading(3, markdownText(id)),
    bullets([
      md`**Type**: ${typeOf(scheme)}`,
      md`**Sent as**: ${placeOf(scheme)}`,
      md`**Configuration**: ${members[configuredBy]}`,
    ]),
    ...prose(scheme.description),
    ...Object.entries(scheme.flows ?? {})
      .filter(([name]) => !name.startsWith('x-'))
      .flatMap(([name, flow]) => flowParts(name, flow)),
  ]);
}

function flowParts(name: string, flow: OAuthFlow): Block[] {
  const urls = [
    [md`authorization URL`, flow.authorizationUrl] as const,
    [md`token URL`, flow.tokenUrl] as const,
    [md`refresh URL`, flow.refreshUrl] as const,
  ].flatMap(([what, url]) => (url === undefined ? [] : [md`${what} ${codeSpan(url)}`]));
  const scopes = Object.entries(flow.scopes ?? {}).map(([scope, meaning]) => [
    codeSpan(scope),
    cell(meaning),
  ]);
  return [
    paragraph(
      urls.length === 0 ? md`Flow ${codeSpan(name)}` : md`Flow ${codeSpan(name)}: ${joined(urls, ', ')}`,
    ),
    ...(scopes.length === 0 ? [] : [table([md`Scope`, md`Description`], scopes)]),
  ];
}

function typeOf({ type, scheme, bearerFormat }: SecurityScheme): Inline {
  if (type === 'apiKey') return md`API key`;
  if (type === 'oauth2') return md`OAuth 2.0`;
  if (type === 'openIdConnect') return md`OpenID Connect`;
  if (type === 'mutualTLS') return md`mutual TLS`;
  const format = bearerFormat === undefined ? nothing : md`, format ${codeSpan(bearerFormat)}`;
  return md`HTTP ${codeSpan(scheme ?? type)}${format}`;
}

function placeOf({ type, in: place, name, openIdConnectUrl }: SecurityScheme): Inline {
  if (type === 'apiKey') return md`${markdownText(place ?? 'header')} ${codeSpan(name ?? 'Authorization')}`;
  if (type === 'mutualTLS') return md`the client certificate of the connection`;
  if (openIdConnectUrl === undefined) return md`header \`Authorization\``;
  return md`header \`Authorization\`; discovery at ${codeSpan(openIdConnectUrl)}`;
}

/** The members of the configuration that a scheme takes its credential from. */
const members: Readonly<Record<SchemeModel['configuredBy'], Inline>> = {
  apiKey: codeSpan('apiKey'),
  accessToken: codeSpan('accessToken'),
  basic: md`\`username\` and \`password\``,
  none: md`none; set the certificate in your \`fetchApi\``,
};
