/** See `journal/secret-names.ts`. */
export const ploSecretNames: string = 'authinfo usertoken oauthsignature oauthtoken';
