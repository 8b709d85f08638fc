import { isReservedWord } from '../../print/names.js';
import { camelCase, snakeCase } from '../../print/words.js';
import type { BodyModel } from '../model/body.js';
import type { ApiModel, ClientModel } from '../model/model.js';
import type { OperationModel } from '../model/operation.js';
import type { SchemeModel } from '../model/security.js';
import type { SecurityRequirement, ServerVariable } from '../openapi/document.js';
import { isRange } from '../openapi/media-type.js';
import { valueFor } from './example-value.js';
import type { Docs, DocumentedOperation, Member } from './operation.js';
import { printValue } from './print-value.js';
import type { Value } from './value.js';

/**
 * A module that calls the operation: credentials from the environment where it wants some, and values of the
 * description's examples. It compiles as it stands, in a project with Node's types.
 */
export function exampleOf(documented: DocumentedOperation, docs: Docs): string {
  const { operation, result } = documented;
  const { isLogin } = operation;
  const { client } = docs.model;
  const configuration = configurationOf(operation, docs);
  const request = requestOf(documented, docs);
  const callee = calleeOf(operation, docs);
  const call = `await ${callee}(${request.size === 0 ? '' : printValue(request, '', 24 + callee.length)})`;
  const start = `const ${variableOf(client)} = new ${client.name}(`;
  return [
    `import { ${client.name} } from '${docs.packageName}';`,
    '',
    `${start}${configuration.size === 0 ? '' : printValue(configuration, '', start.length + 2)});`,
    '',
    ...(result === 'void'
      ? [`${call};`]
      : isLogin
        ? login(call)
        : [`const result = ${call};`, 'console.log(result);']),
  ].join('\n');
}

/** The method as a user writes it: `finicity.customers.getCustomer`. */
export function calleeOf({ api, name }: OperationModel, { model: { client } }: Docs): string {
  const { member } = client.apis.find((one) => one.name === api)!;
  return `${variableOf(client)}.${member}.${name}`;
}

/** `finicity`, unless an example needs that name for something else. */
function variableOf({ name }: ClientModel): string {
  const variable = camelCase(name);
  return isReservedWord(variable) || ['result', 'console', 'process', 'name'].includes(variable)
    ? 'client'
    : variable;
}

/** What has a credential in it is handed on, and not printed. */
function login(call: string): string[] {
  return ['// The result holds a credential: keep it out of logs.', `export const result = ${call};`];
}

function requestOf({ operation, members }: DocumentedOperation, docs: Docs): Map<string, Value> {
  const mediaType = operation.body?.contents[0].mediaType ?? '';
  const shown = members.filter(({ kind, required }) => required || kind === 'body');
  return new Map(shown.map((member) => [member.key, memberValue(member, mediaType, docs)]));
}

function memberValue(member: Member, mediaType: string, { model }: Docs): Value {
  if (member.kind === 'body') return bodyValue(member.body, member.type, { model });
  if (member.kind === 'contentType')
    return mediaType.replace('*/*', 'text/plain').replace('image/*', 'image/png').replace('*', 'plain');
  const { schema, parameter } = member.parameter;
  const [content] = Object.values(parameter.content ?? {});
  return valueFor(model, schema, exampleIn(parameter) ?? (content && exampleIn(content)));
}

function bodyValue({ contents }: BodyModel, type: string, { model }: Pick<Docs, 'model'>): Value {
  const { encode, mediaType, media } = contents[0];
  const { schema } = media;
  if (schema === undefined && encode === 'multipartBody') return { source: 'new FormData()' };
  if (schema === undefined && encode === 'urlencodedBody') return { source: 'new URLSearchParams()' };
  if (/\bBinaryBody\b/.test(type) || (isRange(mediaType) && schema === undefined))
    return { source: "new Blob(['…'])" };
  const given = exampleIn(media);
  if (schema !== undefined || type !== 'string') return valueFor(model, schema, given);
  return typeof given === 'string' ? given : 'text';
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

/** What the client is given: the credentials of the first alternative, and what the server's URL leaves open. */
function configurationOf(
  { servers, requirements }: OperationModel,
  { model, packageName }: Docs,
): Map<string, Value> {
  const members = new Map<string, Value>();
  const { url, variables = {} } = servers?.[0] ?? model.servers[0]!;
  if (!/^(https?:\/\/|\{)/i.test(url)) members.set('basePath', 'https://api.example.com');
  else {
    const defaults = defaultsOf(variables);
    if (defaults.size > 0) members.set('serverVariables', defaults);
  }
  const schemes = schemesOf(requirements[0] ?? {}, model);
  const env = (words: string): Value => ({ source: `process.env['${envName(packageName, words)}']` });
  const keys = schemes.filter(({ configuredBy }) => configuredBy === 'apiKey');
  if (schemes.some(({ configuredBy }) => configuredBy === 'basic')) {
    members.set('username', env('username')).set('password', env('password'));
  }
  if (schemes.some(({ configuredBy }) => configuredBy === 'accessToken'))
    members.set('accessToken', env('accessToken'));
  if (keys.length > mostNamed) members.set('apiKey', { source: '(name) => process.env[name]' });
  else if (keys.length === 1) members.set('apiKey', env(keys[0]!.id));
  else if (keys.length > 1) {
    members.set('apiKey', new Map(keys.map(({ id, scheme }) => [scheme.name ?? id, env(id)])));
  }
  return members;
}

/** Every operation shows the same server and the same credentials: no more of them than a reader takes in. */
const mostNamed = 8;
const longestDefault = 200;

const defaultsOf = remembered((variables: Readonly<Record<string, ServerVariable>>): Map<string, Value> => {
  const defaults = Object.entries(variables).map(([name, variable]) => [name, variable.default] as const);
  const isLong = defaults.some(([name, value]) => name.length + value.length > longestDefault);
  // They are the defaults: left out, they are the same.
  return new Map(isLong || defaults.length > mostNamed ? [] : defaults);
});

/** More than are named are enough to tell that there are too many. */
function schemesOf(requirement: SecurityRequirement, model: ApiModel): SchemeModel[] {
  return namesOf(requirement).flatMap((id) => model.schemes.get(id) ?? []);
}

const namesOf = remembered((requirement: SecurityRequirement) =>
  Object.keys(requirement).slice(0, 2 * mostNamed),
);

/** What is found once for what all operations share. */
function remembered<From extends object, To>(find: (from: From) => To): (from: From) => To {
  const known = new WeakMap<From, To>();
  return (from) => {
    const found = known.get(from) ?? find(from);
    known.set(from, found);
    return found;
  };
}

/** `FinicityAppKey` → `FINICITY_APP_KEY`; a name that does not begin with the provider's gets it in front. */
function envName(packageName: string, words: string): string {
  const constant = (name: string): string => snakeCase(name).replaceAll(/^_|_$/g, '').toUpperCase();
  const provider = constant(packageName.replace(/^.*\//, '').replace(/-client$/, ''));
  const name = constant(words);
  return name.startsWith(`${provider}_`) ? name : `${provider}_${name}`;
}
