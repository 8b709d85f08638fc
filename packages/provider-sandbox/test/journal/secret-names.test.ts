import { isSecretName, isSecretParameter } from '../../src/journal/secret-names.js';
import { describedNames } from './described-names.js';

/** What a secret, or the number of a card, an account or a person, is called. The short ones are words of their own. */
const suspicious =
  /pass|secret|token|key|cvv|cavv|ssn|card|number|acct|routing|signature|otp|code|auth|credential|login|vpa|hmac|header|dob|hosted ?ids?\b|\b(tin|pin|pw|iv|qr)\b/i;

/** Names that look like one, and why what they stand for may be shown. */
const harmless: Readonly<Record<string, string>> = {
  // Codes of answers and of countries, currencies, products, tickets, banks and postal districts.
  ...of('code', 'Code', 'errorCode', 'ReasonCode', 'statusCode', 'transactionStatusCode'),
  ...of(
    'aggregationStatusCode',
    'countryCode',
    'countryCodes',
    'countrycode',
    'currencyCode',
    'CurrencyCode',
  ),
  ...of('foreignCurrencyCode', 'productCode', 'customerCode', 'carrierCode', 'fareBasisCode'),
  ...of('travelAgencyCode', 'bankCode', 'firstPayBankCode', 'firstPayWalletCode', 'senderZipCode'),
  ...of('zipcode', 'zipCode', 'postalCode'),
  // Of an authorization: the issuer's approval, as on a receipt; when; how it went; its id.
  ...of('authCode', 'authDate', 'authResult', 'authorizationId'),
  ...of('authorizationEndDate', 'authorizationExpires', 'authorizationStartDate', 'oauthEnabled'),
  // Which algorithm made `cavv`; of a card its brand, whether to keep it; the object with all of it.
  ...of('cavvAlgorithm', 'cardScheme', 'vaultCard', 'cardData'),
  // Ids of a login and of an institution, and a page of a bank on the web.
  ...of('institutionLoginId', 'oauthInstitutionId', 'urlForgotPassword'),
  // The last digits of an account, and the number of a bank, which everyone can look up.
  ...of('accountNumberDisplay', 'realAccountNumberLast4', 'routing_number'),
  // Closing lines of a mail.
  ...of('signature'),
  // When a session ends; an object with members of its own; the public half; where on the box the file is.
  ...of('sessionTokenExpireDate', 'totp', 'ssh_pub_key', 'enc_pw_file'),
  ...of('invoiceDisplayNumber', 'passengerName', 'NumberOfPages', 'PageNumber'),
};

function of(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

const described = [...describedNames()];
const looksSecret = (name: string): boolean =>
  suspicious.test(name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/[-_]/g, ' ')) ||
  suspicious.test(name);

describe('the names of the four descriptions', () => {
  test('are there', () => {
    expect(described.length).toBeGreaterThan(700);
    expect(described).toEqual(
      expect.arrayContaining(['target_pass', 'AuthInfo', 'cardNumber', 'x-auth-token']),
    );
  });

  test.each(described.filter((name) => looksSecret(name) && !Object.hasOwn(harmless, name)))(
    '%s is never shown, not even an example of it, or is said to be harmless here',
    (name) => expect([isSecretName(name), isSecretParameter(name)]).toEqual([true, true]),
  );

  test.each(Object.keys(harmless))('%s, which is harmless, is one of them, and looks secret', (name) => {
    expect([described.includes(name), looksSecret(name), isSecretName(name)]).toEqual([true, true, false]);
  });

  test.each(['realAccountNumber', 'senderPmtAcct', 'customerVPAId'])(
    '%s, a whole account, is not kept',
    (name) => {
      expect(isSecretName(name)).toBe(true);
    },
  );
});

test('a code of a second factor is sent in a form, that of an error in JSON', () => {
  expect([isSecretParameter('code'), isSecretName('code')]).toEqual([true, false]);
});
