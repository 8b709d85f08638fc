/**
 * Names of headers, of parameters and of members of a body whose value is a secret, or the number of a card, of an
 * account or of a person, at one of the providers; in lower case and without `-` and `_`. What they stand for is not
 * shown even where the description has an example of it: so what it calls harmless is not all that keeps them.
 * A test holds them against the descriptions. `encryptData` is not among them: as base64 it is not shown anyway, and
 * the same rules are applied to what the sandbox has read in it.
 */
const secrets: ReadonlySet<string> = new Set([
  ...['authorization', 'proxyauthorization', 'cookie', 'setcookie'],
  // Finicity. `webhookHeaders` are those that it is to log in with at the partner.
  ...['finicityappkey', 'finicityapptoken', 'partnersecret', 'newpartnersecret', 'token', 'webhookheaders'],
  ...[
    'cards',
    'cvv',
    'ssn',
    'consumerssn',
    'dob',
    'birthday',
    'accountnumber',
    'realaccountnumber',
    'number',
  ],
  // Commerce Connect. The sender's account may be a card; `…VPAId` is the account of a UPI payment.
  ...['keyvalue', 'ivvalue', 'hmac', 'sessiontoken', 'sessiontokenid'],
  ...[
    'cardnumber',
    'nameoncard',
    'hostedid',
    'hostedids',
    'getcvv',
    'cavv',
    'senderpmtacct',
    'senderpmtacctalias',
    'getvpaid',
    'customervpaid',
  ],
  // Mail-in-a-Box.
  ...['xauthtoken', 'apikey', 'password', 'targetuser', 'targetpass', 'secret', 'qrcodebase64'],
  // Personalized Offers.
  ...['authinfo', 'usertoken', 'oauthsignature', 'oauthtoken'],
]);

/**
 * As parameters, of a form or a URL, these are secrets too: `code` is what an error has in JSON, and what the device of
 * a second factor shows in a form; `signature` ends a mail of Finicity, and opens its Connect links.
 */
const secretsOfParameters: ReadonlySet<string> = new Set([
  ...['code', 'otp', 'signature', 'sig', 'key', 'auth', 'jwt', 'sid', 'session'],
  ...['accesstoken', 'idtoken', 'refreshtoken', 'clientsecret', 'privatekey', 'pass', 'passwd', 'pwd'],
  ...['xamzsignature', 'xamzcredential', 'xamzsecuritytoken'],
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
