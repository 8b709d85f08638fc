import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commerceConnectSpec } from '../src/commerce-connect/spec.js';
import type { ProviderName } from '../src/core/contract.js';
import { finicitySpec } from '../src/finicity/spec.js';
import commerceConnect from '../src/generated/commerce-connect.json' with { type: 'json' };
import finicity from '../src/generated/finicity.json' with { type: 'json' };
import mailinabox from '../src/generated/mailinabox.json' with { type: 'json' };
import plo from '../src/generated/plo.json' with { type: 'json' };
import { mailinaboxSpec } from '../src/mailinabox/spec.js';
import { ploSpec } from '../src/plo/spec.js';
import type { SpecDocument } from '../src/spec/document.js';
import type { Spec } from '../src/spec/spec.js';

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

/** What `npm run generate` made of the descriptions. */
export const documents: Readonly<Record<ProviderName, SpecDocument>> = Object.fromEntries(
  Object.entries({ 'commerce-connect': commerceConnect, finicity, mailinabox, plo }),
) as unknown as Record<ProviderName, SpecDocument>;

/** The ids of the operations of `specs/<name>.yaml`, in its order. */
export function operationIds(name: ProviderName): string[] {
  const yaml = readFileSync(join(__dirname, '../../../specs', `${name}.yaml`), 'utf8');
  return Array.from(yaml.matchAll(/^ +operationId: (\S+)$/gm), ([, id]) => id!);
}
