import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderName } from '../src/core/provider.js';
import { registrations } from '../src/generated/providers.js';
import { below, type SpecDocument } from '../src/openapi/document.js';
import { contentKey, responseFor } from '../src/openapi/responses.js';
import type { Spec } from '../src/openapi/spec.js';
import { createValidate, type Validate } from '../src/openapi/validators.js';

/** All that register themselves. */
export const providerNames: readonly ProviderName[] = Object.values(registrations).map(({ name }) => name);

/** A description that answers are checked with as well. */
export interface CheckingSpec extends Spec {
  /** What of a body is not as the description says, one rule each, without values. `body` as parsed, or text. */
  problems(operationId: string, status: number, mediaType: string | undefined, body: unknown): string[];
}

const specs = new Map<ProviderName, CheckingSpec>();

/** The description that a provider answers by. */
export function providerSpec(name: ProviderName): CheckingSpec {
  const spec = specs.get(name) ?? checkingSpec(name);
  specs.set(name, spec);
  return spec;
}

function checkingSpec(name: ProviderName): CheckingSpec {
  const { spec } = Object.values(registrations).find((registration) => registration.name === name)!;
  const document = providerDocument(name);
  const validate = createValidate(document);
  return {
    ...spec(),
    problems: (...args) => problemsOf(spec(), document, validate, ...args),
  };
}

function problemsOf(
  spec: Spec,
  document: SpecDocument,
  validate: Validate,
  operationId: string,
  status: number,
  mediaType: string | undefined,
  body: unknown,
): string[] {
  const operation = spec.operations.find((candidate) => candidate.operationId === operationId);
  if (operation === undefined) return [`${spec.name} has no operation ${operationId}`];
  const response = responseFor(document, operation, status);
  if (response === undefined) return [`status ${status} is not described for ${operation.operationId}`];
  const { content } = response.value;
  const empty = body === undefined || body === '';
  if (content === undefined) return empty ? [] : [`status ${status} has a body, and is described without`];
  if (mediaType === undefined) return [`status ${status} has no media type`];
  const key = contentKey(content, mediaType);
  if (key === undefined) {
    return [
      `status ${status} comes as ${mediaType}, and is described as ${Object.keys(content).join(' or ')}`,
    ];
  }
  if (body === undefined) return [`status ${status} has no body`];
  if (content[key]!.schema === undefined) return [];
  return validate(below(response.pointer, 'content', key, 'schema'), body).map((rule) => `body ${rule}`);
}

/** What `npm run generate` made of a description. */
export function providerDocument(name: ProviderName): SpecDocument {
  return JSON.parse(readFileSync(join(__dirname, '../src/generated', `${name}.json`), 'utf8'));
}

/** The ids of the operations of `specs/<name>.yaml`, in its order. */
export function operationIds(name: ProviderName): string[] {
  const yaml = readFileSync(join(__dirname, '../../../specs', `${name}.yaml`), 'utf8');
  return Array.from(yaml.matchAll(/^ +operationId: (\S+)$/gm), ([, id]) => id!);
}
