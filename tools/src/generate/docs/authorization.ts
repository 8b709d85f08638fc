import type { OAuthFlow, OpenApiDocument, SecurityRequirement, SecurityScheme } from '../openapi.js';
import { type Links, link, readme } from './links.js';
import { code, listed, table, text } from './markdown.js';
import { cell, prose } from './prose.js';

/** Which credentials an operation wants: any one of the alternatives, all of what it names (Security Requirement Object). */
export function authorizationOf(
  requirements: readonly SecurityRequirement[] | undefined,
  links: Links,
): string {
  const alternatives = (requirements ?? []).map((requirement) =>
    listed(Object.entries(requirement).map(([id, scopes]) => schemeLink(id, scopes, links))),
  );
  if (alternatives.every((alternative) => alternative === '')) return 'No authorization required';
  if (alternatives.length === 1) return alternatives[0]!;
  const items = alternatives.map(
    (alternative) => `- ${alternative === '' ? 'no authorization' : alternative}`,
  );
  return ['Any one of:', '', ...items].join('\n');
}

function schemeLink(id: string, scopes: readonly string[], links: Links): string {
  const anchor = links.schemes.get(id);
  const name = anchor === undefined ? code(id) : link(id, readme, anchor);
  if (scopes.length === 0) return name;
  return `${name} (${scopes.length === 1 ? 'scope' : 'scopes'} ${listed(scopes.map(code))})`;
}

/** A section per security scheme. */
export function schemeSections(document: OpenApiDocument, links: Links): string[] {
  return Object.entries(document.components?.securitySchemes ?? {}).flatMap(([id, scheme]) => [
    links.schemes.get(id)!.mark,
    `### ${text(id)}`,
    [
      `- **Type**: ${typeOf(scheme)}`,
      `- **Sent as**: ${placeOf(scheme)}`,
      `- **Configuration**: ${configurationOf(scheme)}`,
    ].join('\n'),
    prose(scheme.description),
    ...Object.entries(scheme.flows ?? {})
      .filter(([name]) => !name.startsWith('x-'))
      .flatMap(([name, flow]) => flowParts(name, flow)),
  ]);
}

function flowParts(name: string, flow: OAuthFlow): string[] {
  const urls = [
    ['authorization URL', flow.authorizationUrl],
    ['token URL', flow.tokenUrl],
    ['refresh URL', flow.refreshUrl],
  ].flatMap(([what, url]) => (url === undefined ? [] : [`${what} ${code(url)}`]));
  const scopes = Object.entries(flow.scopes ?? {}).map(([scope, meaning]) => [code(scope), cell(meaning)]);
  return [
    `Flow ${code(name)}${urls.length === 0 ? '' : `: ${urls.join(', ')}`}`,
    scopes.length === 0 ? '' : table(['Scope', 'Description'], scopes),
  ];
}

function typeOf({ type, scheme, bearerFormat }: SecurityScheme): string {
  if (type === 'apiKey') return 'API key';
  if (type === 'oauth2') return 'OAuth 2.0';
  if (type === 'openIdConnect') return 'OpenID Connect';
  if (type === 'mutualTLS') return 'mutual TLS';
  const format = bearerFormat === undefined ? '' : `, format ${code(bearerFormat)}`;
  return `HTTP ${code(scheme ?? type)}${format}`;
}

function placeOf({ type, in: place, name, openIdConnectUrl }: SecurityScheme): string {
  if (type === 'apiKey') return `${place ?? 'header'} ${code(name ?? 'Authorization')}`;
  if (type === 'mutualTLS') return 'the client certificate of the connection';
  return `header \`Authorization\`${openIdConnectUrl === undefined ? '' : `; discovery at ${code(openIdConnectUrl)}`}`;
}

function configurationOf({ type, scheme }: SecurityScheme): string {
  if (type === 'mutualTLS') return 'none; set the certificate in your `fetchApi`';
  if (type === 'oauth2' || type === 'openIdConnect') return '`accessToken`';
  if (type === 'http' && scheme?.toLowerCase() === 'bearer') return '`accessToken`';
  if (type === 'http' && scheme?.toLowerCase() === 'basic') return '`username` and `password`';
  return '`apiKey`';
}
