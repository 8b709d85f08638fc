import {
  type CommerceConnectAuth,
  type CommerceConnectTokenRequest,
  commerceConnectAuth,
} from '../../src/commerce-connect/index.js';
import vector from '../vectors/commerce-connect.json' with { type: 'json' };
import { type BehaviourCase, cases } from './case.js';
import { equal, outcome, rejection } from './check.js';
import { send } from './client.js';

const { keyValue: key, ivValue: iv } = vector;
const url = 'https://test.fdconnect.com/FirstDataTransaction/getToken';
const payment = {
  transactionDetails: { amount: '1.00', currencyCode: 'INR', clientTransactionId: 'MT202202161058003' },
};

/** Sends `getToken` as the generated client does. @returns the headers that came. */
async function getToken(
  auth: CommerceConnectAuth,
  { keyValue, ivValue, merchantId, hmac, body }: CommerceConnectTokenRequest,
  { to = url, answer = {} }: { to?: string; answer?: object } = {},
): Promise<Headers> {
  let arrived = new Headers();
  const headers = { keyvalue: keyValue, ivvalue: ivValue, merchantid: merchantId, hmac };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const fetch = async (_: string, sent: RequestInit): Promise<Response> => {
    arrived = new Headers(sent.headers);
    return Response.json(answer);
  };
  await send(auth, fetch, to, init);
  return arrived;
}

export const commerceConnectCases: readonly BehaviourCase[] = cases('Commerce Connect', {
  'a payment is encrypted, and signed over the texts that are in it': async () => {
    const auth = commerceConnectAuth({ merchantId: 'M1', key, iv });
    const request = await auth.tokenRequest(payment);
    equal(await auth.decryptResult(request.body.encryptData), payment);
    equal(request.hmac.slice(0, 32), '93d40697429d8af8bb507ab6013c5f18');
  },

  'key and IV are put in when the request is sent, for the own origin only': async () => {
    const auth = commerceConnectAuth({ merchantId: 'M1', key, iv });
    const request = await auth.tokenRequest(payment);
    equal([request.keyValue, request.ivValue], ['[redacted]', '[redacted]']);
    const headers = await getToken(auth, request);
    equal([headers.get('keyvalue'), headers.get('ivvalue')], [key, iv]);
    const elsewhere = getToken(auth, request, { to: 'https://example.com/getToken' });
    equal(await outcome(elsewhere), 'configuration_invalid');
  },

  'neither is sent where the vendor has agreed to do without': async () => {
    const auth = commerceConnectAuth({ merchantId: 'M1', key, iv, keyTransport: 'omit' });
    const headers = await getToken(auth, await auth.tokenRequest(payment));
    equal([headers.get('keyvalue'), headers.get('ivvalue')], [null, null]);
  },

  'an error inside HTTP 200 is thrown, with the code of the vendor': async () => {
    const auth = commerceConnectAuth({ merchantId: 'M1', key, iv });
    const request = await auth.tokenRequest(payment);
    const answer = { response: { errorCode: 'FPDR4002', errorMessage: 'HMAC is empty' } };
    const error = await rejection(getToken(auth, request, { answer }));
    const { code, provider, status, vendorCode } = Object(error);
    equal([code, provider, status, vendorCode], ['signature_invalid', 'commerce-connect', 200, 'FPDR4002']);
    equal(await outcome(getToken(auth, request, { answer: { response: { errorCode: '' } } })), 'ok');
  },
});
