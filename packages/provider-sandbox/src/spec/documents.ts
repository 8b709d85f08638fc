import type { ProviderName } from '../core/contract.js';
import commerceConnect from '../generated/commerce-connect.json' with { type: 'json' };
import finicity from '../generated/finicity.json' with { type: 'json' };
import mailinabox from '../generated/mailinabox.json' with { type: 'json' };
import plo from '../generated/plo.json' with { type: 'json' };
import type { SpecDocument } from './document.js';

/** The descriptions that `scripts/embed-specs.ts` made of `specs/`. */
export const documents: Readonly<Record<ProviderName, SpecDocument>> = {
  // Through unknown, because the compiler reads of 200 kB of JSON that a text is a string, not which one.
  'commerce-connect': commerceConnect as unknown as SpecDocument,
  finicity: finicity as unknown as SpecDocument,
  mailinabox: mailinabox as unknown as SpecDocument,
  plo: plo as unknown as SpecDocument,
};
