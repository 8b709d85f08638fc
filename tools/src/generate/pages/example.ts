import type { SecurityRequirement, SecurityScheme } from '../openapi/document.js';
import { isMultipart, isRange, isUrlencoded } from '../openapi/media-type.js';
import type { Docs, DocumentedOperation, Member } from './operation.js';
import { printValue } from './print-value.js';
import { type Value, valueFor } from './value.js';

/**
 * A module that calls the operation: credentials from the environment where it wants some, and values of the
 * description's examples. It compiles as it stands, in a project with Node's types.
 */
export function exampleOf(operation: DocumentedOperation, docs: Docs): string {
  const { api, name, result, operation: described } = operation;
  const configuration = configurationOf(operation, described.security ?? [], docs);
  const names = ['Configuration', api].sort();
  const request = requestOf(operation, docs);
  const call = `await api.${name}(${request.size === 0 ? '' : printValue(request, '', 30 + name.length)})`;
  const start =
    configuration.size === 0
      ? [`const api = new ${api}(new Configuration());`]
      : [
          `const configuration = new Configuration(${printValue(configuration, '', 44)});`,
          `const api = new ${api}(configuration);`,
        ];
  return [
    `import { ${names.join(', ')} } from '${docs.packageName}';`,
    '',
    ...start,
    '',
    ...(result === 'void' ? [`${call};`] : [`const result = ${call};`, 'console.log(result);']),
  ].join('\n');
}

function requestOf(operation: DocumentedOperation, docs: Docs): Map<string, Value> {
  const mediaType = operation.contentTypes[0] ?? '';
  const shown = operation.members.filter(({ required, body }) => required || body !== undefined);
  return new Map(shown.map((member) => [member.key, memberValue(member, mediaType, docs)]));
}

function memberValue(
  { schema, parameter, body, type }: Member,
  mediaType: string,
  { document }: Docs,
): Value {
  if (parameter !== undefined) {
    const [content] = Object.values(parameter.content ?? {});
    return valueFor(document, schema, exampleIn(parameter) ?? (content && exampleIn(content)));
  }
  if (body === undefined)
    return mediaType.replace('*/*', 'text/plain').replace('image/*', 'image/png').replace('*', 'plain');
  const isForm = isUrlencoded(mediaType) || isMultipart(mediaType);
  if (isForm && schema === undefined) {
    return { source: isMultipart(mediaType) ? 'new FormData()' : 'new URLSearchParams()' };
  }
  if (/\bBinaryBody\b/.test(type) || (isRange(mediaType) && schema === undefined))
    return { source: "new Blob(['…'])" };
  const given = exampleIn(body.content[mediaType] ?? {});
  return schema === undefined && type === 'string'
    ? typeof given === 'string'
      ? given
      : 'text'
    : valueFor(document, schema, given);
}

/** `example`, or the first of `examples` (Parameter Object, Media Type Object). */
function exampleIn({
  example,
  examples,
}: {
  example?: unknown;
  examples?: Record<string, unknown>;
}): unknown {
  const [first] = Object.values(examples ?? {}) as ({ value?: unknown } | null)[];
  return example ?? first?.value;
}

/** What `new Configuration` is given: the credentials of the first alternative, and what the server's URL leaves open. */
function configurationOf(
  { operation }: DocumentedOperation,
  security: readonly SecurityRequirement[],
  { document, packageName }: Docs,
): Map<string, Value> {
  const members = new Map<string, Value>();
  const server = operation.servers?.[0] ?? document.servers?.[0];
  const variables = Object.entries(server?.variables ?? {});
  if (!/^(https?:\/\/|\{)/i.test(server?.url ?? '/')) members.set('basePath', 'https://api.example.com');
  else if (variables.length > 0) {
    members.set('serverVariables', new Map(variables.map(([name, { default: value }]) => [name, value])));
  }
  const schemes = Object.keys(security[0] ?? {}).flatMap((id): [string, SecurityScheme][] => {
    const scheme = document.components?.securitySchemes?.[id];
    return scheme === undefined ? [] : [[id, scheme]];
  });
  const env = (words: string): Value => ({ source: `process.env['${envName(packageName, words)}']` });
  const keys = schemes.filter(([, scheme]) => kindOf(scheme) === 'apiKey');
  if (schemes.some(([, scheme]) => kindOf(scheme) === 'basic')) {
    members.set('username', env('username')).set('password', env('password'));
  }
  if (schemes.some(([, scheme]) => kindOf(scheme) === 'accessToken'))
    members.set('accessToken', env('accessToken'));
  if (keys.length === 1) members.set('apiKey', env(keys[0]![0]));
  else if (keys.length > 1) {
    members.set('apiKey', new Map(keys.map(([id, { name }]) => [name ?? id, env(id)])));
  }
  return members;
}

/** The member of the configuration a scheme takes its credential from. */
function kindOf({ type, scheme }: SecurityScheme): 'apiKey' | 'accessToken' | 'basic' | 'none' {
  if (type === 'mutualTLS') return 'none';
  if (type === 'oauth2' || type === 'openIdConnect') return 'accessToken';
  const http = type === 'http' ? scheme?.toLowerCase() : undefined;
  if (http === 'bearer') return 'accessToken';
  return http === 'basic' ? 'basic' : 'apiKey';
}

/** `FinicityAppKey` → `FINICITY_APP_KEY`; a name that does not begin with the provider's gets it in front. */
function envName(packageName: string, words: string): string {
  const constant = (name: string): string =>
    name
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replaceAll(/[^A-Za-z0-9]+/g, '_')
      .replaceAll(/^_|_$/g, '')
      .toUpperCase();
  const provider = constant(packageName.replace(/^.*\//, '').replace(/-client$/, ''));
  const name = constant(words);
  return name.startsWith(`${provider}_`) ? name : `${provider}_${name}`;
}
