/**
 * See `journal/secret-names.ts`. The sender's account may be a card; `…VPAId` is the account of a UPI payment.
 * `encryptData` is not among them: as base64 it is not shown anyway, and what the sandbox has read in it goes by the
 * same rules.
 */
export const commerceConnectSecretNames: string =
  'keyvalue ivvalue hmac sessiontoken sessiontokenid cardnumber nameoncard hostedid hostedids' +
  ' getcvv cavv senderpmtacct senderpmtacctalias getvpaid customervpaid';
