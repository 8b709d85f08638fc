import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ProviderName, SandboxRequest } from '../src/core/provider.js';
import type { Operation } from '../src/openapi/spec.js';

export interface Parameter {
  readonly name: string;
  readonly in: 'header' | 'path' | 'query';
  readonly required?: boolean;
  readonly schema: { readonly type?: string; readonly example?: unknown } & Readonly<Record<string, unknown>>;
  readonly example?: unknown;
}

/** A request whose headers can be changed. */
export interface ExampleRequest extends SandboxRequest {
  readonly headers: Headers;
}

export interface Body {
  readonly required: boolean;
  readonly mediaType: string;
  readonly example: unknown;
  /** Names of members. */
  readonly needed: readonly string[];
}

const documents = new Map<ProviderName, Readonly<Record<string, unknown>>>();

/** `specs/<name>.yaml`, which has examples of parameters, unlike what is embedded. */
function documentOf(name: ProviderName): Readonly<Record<string, unknown>> {
  const read = (): Readonly<Record<string, unknown>> =>
    parse(readFileSync(join(__dirname, `../../../specs/${name}.yaml`), 'utf8'));
  const document = documents.get(name) ?? read();
  documents.set(name, document);
  return document;
}

// biome-ignore lint/suspicious/noExplicitAny: a description is looked into here, not typed.
function resolved(name: ProviderName, part: any): any {
  if (part?.$ref === undefined) return part;
  const steps: string[] = part.$ref.slice(2).split('/');
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  return steps.reduce((found: any, step) => found[step], documentOf(name));
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
function describedOf(name: ProviderName, { method, path }: Operation): any {
  return resolved(name, { $ref: '#/paths' })[path][method.toLowerCase()];
}

export function parametersOf(name: ProviderName, operation: Operation): Parameter[] {
  const { parameters = [] } = describedOf(name, operation);
  return parameters.map((given: unknown) => {
    const parameter = resolved(name, given);
    return { ...parameter, schema: resolved(name, parameter.schema) };
  });
}

/** Of its first media type. */
export function bodyOf(name: ProviderName, operation: Operation): Body | undefined {
  const body = resolved(name, describedOf(name, operation).requestBody);
  if (body === undefined) return undefined;
  const [mediaType = '', media] = Object.entries<Record<string, never>>(body.content)[0] ?? [];
  const [first]: { value?: unknown }[] = Object.values(media?.examples ?? {});
  const { required: needed = [] } = resolved(name, media?.schema);
  return { required: body.required === true, mediaType, example: media?.example ?? first?.value, needed };
}

/** As a client writes it in a body of the media type. */
export function written(mediaType: string, value: unknown): string {
  if (mediaType === 'application/json') return JSON.stringify(value);
  if (mediaType === 'text/plain') return `${value ?? ''}`;
  return `${new URLSearchParams(Object.entries(Object(value)).map(([key, one]) => [key, `${one}`]))}`;
}

/** What somebody sends who copies the examples of an operation, required parameters only. */
export function exampleRequest(
  name: ProviderName,
  operation: Operation,
  headers: Readonly<Record<string, string>> = {},
): ExampleRequest {
  const query = new URLSearchParams();
  const sent = new Headers();
  let path = operation.path;
  for (const parameter of parametersOf(name, operation)) {
    const example = `${parameter.example ?? parameter.schema.example}`;
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(example));
    else if (parameter.required !== true) continue;
    else if (parameter.in === 'query') query.append(parameter.name, example);
    else sent.set(parameter.name, example);
  }
  const body = bodyOf(name, operation);
  const text = body === undefined ? '' : written(body.mediaType, body.example);
  if (body !== undefined && text !== '') sent.set('content-type', body.mediaType);
  for (const [header, value] of Object.entries(headers)) sent.set(header, value);
  return { method: operation.method, path, query, headers: sent, body: text };
}
