// Made by `npm run generate` from the folders of src/providers. Do not edit.
import type { ProviderPage } from '../core/facts.js';
import { commerceConnectPage } from '../providers/commerce-connect/page.js';
import { finicityPage } from '../providers/finicity/page.js';
import { mailinaboxPage } from '../providers/mailinabox/page.js';
import { ploPage } from '../providers/plo/page.js';

/** What the page says of each provider, by its name. */
export const pages: Readonly<Record<string, ProviderPage>> = {
  'commerce-connect': commerceConnectPage,
  'finicity': finicityPage,
  'mailinabox': mailinaboxPage,
  'plo': ploPage,
};
