/** See `journal/secret-names.ts`. `webhookHeaders` are those that it is to log in with at the partner. */
export const finicitySecretNames: string =
  'finicityappkey finicityapptoken partnersecret newpartnersecret token webhookheaders' +
  ' cards cvv ssn consumerssn dob birthday accountnumber realaccountnumber number';
