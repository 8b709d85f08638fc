import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderName } from '../src/core/provider.js';
import { registrations } from '../src/generated/providers.js';
import type { SpecDocument } from '../src/openapi/document.js';
import type { Spec } from '../src/openapi/spec.js';

/** All that register themselves. */
export const providerNames: readonly ProviderName[] = Object.values(registrations).map(({ name }) => name);

/** The description that a provider answers by. */
export function providerSpec(name: ProviderName): Spec {
  return Object.values(registrations)
    .find((registration) => registration.name === name)!
    .spec();
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
