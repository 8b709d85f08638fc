// Made by `npm run generate` from the folders of src/providers. Do not edit.

/** As the paths of the server, the entries of the package and the specs have them. */
export type ProviderName = 'commerce-connect' | 'finicity' | 'mailinabox' | 'plo';
