/** See `journal/secret-names.ts`. */
export const mailinaboxSecretNames: string =
  'xauthtoken apikey password targetuser targetpass secret qrcodebase64';
