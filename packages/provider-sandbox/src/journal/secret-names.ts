import { secretNames } from '../generated/secret-names.js';

/**
 * Names of headers, of parameters and of members of a body whose value is a secret, or the number of a card, of an
 * account or of a person; in lower case and without `-` and `_`. Each provider has its own in `secret-names.ts` of its
 * folder. What they stand for is not shown even where the description has an example of it: so what it calls harmless
 * is not all that keeps them. A test holds them against the descriptions.
 */
const secrets: ReadonlySet<string> = new Set([
  ...words('authorization proxyauthorization cookie setcookie'),
  ...words(secretNames),
]);

/**
 * As parameters, of a form or a URL, these are secrets too: `code` is what an error has in JSON, and what the device of
 * a second factor shows in a form; `signature` ends a mail of Finicity, and opens its Connect links.
 */
const secretsOfParameters: ReadonlySet<string> = new Set([
  ...words('code otp signature sig key auth jwt sid session'),
  ...words('accesstoken idtoken refreshtoken clientsecret privatekey pass passwd pwd'),
  ...words('xamzsignature xamzcredential xamzsecuritytoken'),
]);

/** Of a header, or of a member of JSON or XML. */
export function isSecretName(name: string): boolean {
  return secrets.has(plain(name));
}

/** Of a query, a fragment or a form. */
export function isSecretParameter(name: string): boolean {
  const plainName = plain(name);
  return secrets.has(plainName) || secretsOfParameters.has(plainName);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

function words(text: string): string[] {
  return text.split(' ');
}
