// Made by `npm run generate` from the folders of src/providers. Do not edit.
import { commerceConnectSecretNames } from '../providers/commerce-connect/secret-names.js';
import { finicitySecretNames } from '../providers/finicity/secret-names.js';
import { mailinaboxSecretNames } from '../providers/mailinabox/secret-names.js';
import { ploSecretNames } from '../providers/plo/secret-names.js';

/** What the providers call their secrets. */
export const secretNames: string = [
  commerceConnectSecretNames,
  finicitySecretNames,
  mailinaboxSecretNames,
  ploSecretNames,
].join(' ');
