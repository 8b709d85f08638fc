import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderName } from '../src/core/provider.js';
import commerceConnect from '../src/generated/commerce-connect.json' with { type: 'json' };
import finicity from '../src/generated/finicity.json' with { type: 'json' };
import mailinabox from '../src/generated/mailinabox.json' with { type: 'json' };
import plo from '../src/generated/plo.json' with { type: 'json' };
import type { SpecDocument } from '../src/openapi/document.js';
import type { Spec } from '../src/openapi/spec.js';
import { commerceConnectSpec } from '../src/providers/commerce-connect/spec.js';
import { finicitySpec } from '../src/providers/finicity/spec.js';
import { mailinaboxSpec } from '../src/providers/mailinabox/spec.js';
import { ploSpec } from '../src/providers/plo/spec.js';

const specs: Readonly<Record<ProviderName, () => Spec>> = {
  'commerce-connect': commerceConnectSpec,
  finicity: finicitySpec,
  mailinabox: mailinaboxSpec,
  plo: ploSpec,
};

/** The description that a provider answers by. */
export function providerSpec(name: ProviderName): Spec {
  return specs[name]();
}

/** What `scripts/embed-specs.ts` made of the descriptions. */
export const documents: Readonly<Record<ProviderName, SpecDocument>> = Object.fromEntries(
  Object.entries({ 'commerce-connect': commerceConnect, finicity, mailinabox, plo }),
) as unknown as Record<ProviderName, SpecDocument>;

/** The ids of the operations of `specs/<name>.yaml`, in its order. */
export function operationIds(name: ProviderName): string[] {
  const yaml = readFileSync(join(__dirname, '../../../specs', `${name}.yaml`), 'utf8');
  return Array.from(yaml.matchAll(/^ +operationId: (\S+)$/gm), ([, id]) => id!);
}
