import { createDecipheriv, createHash } from 'node:crypto';
import { Configuration, getToken, type PaymentRequest } from '@acme/commerce-connect-client';
import {
  type CommerceConnectAuth,
  type CommerceConnectAuthOptions,
  commerceConnectAuth,
} from '../../src/commerce-connect/index.js';
import { type Arrived, type Reply, ScriptedServer } from '../scripted-server.js';

export const merchantId = '000000000000042';
export const rawKey: Buffer = createHash('sha256').update('a made-up key').digest();
export const rawIv: Buffer = createHash('md5').update('a made-up IV').digest();
export const key: string = rawKey.toString('base64');
export const iv: string = rawIv.toString('base64');

export const payment: PaymentRequest = {
  resultURL: 'https://shop.example.com/bezahlt?für=Zoë',
  transactionDetails: {
    amount: '1.00',
    currencyCode: 'INR',
    clientTransactionId: 'ORDER-1001',
    transactionType: 'SALE',
  },
  customerDetails: {},
};

/** What is in `encryptData`. */
export function payloadOf({ body }: Arrived): unknown {
  const decipher = createDecipheriv('aes-256-cbc', rawKey, rawIv);
  const { encryptData } = JSON.parse(body);
  return JSON.parse(decipher.update(encryptData, 'base64', 'utf8') + decipher.final('utf8'));
}

/** Takes each payment. */
class ScriptedGateway extends ScriptedServer {
  /** With the path of the acceptance test. */
  get url(): string {
    return `${this.origin}/FirstPayL2Services`;
  }

  protected script(): Reply {
    return { status: 200, body: { response: { sessionTokenId: 'session-1' } } };
  }
}

/** A server, and a merchant's real client and helper. */
export interface Merchant {
  readonly server: ScriptedGateway;
  readonly auth: CommerceConnectAuth;
  readonly configuration: Configuration;
  /** `getToken` of the real client for `payment`. */
  pay(): Promise<unknown>;
}

export async function merchant(options: Partial<CommerceConnectAuthOptions> = {}): Promise<Merchant> {
  const server = await new ScriptedGateway().start();
  const basePath = server.url;
  const auth = commerceConnectAuth({
    merchantId,
    key,
    iv,
    basePath,
    allowInsecureLoopback: true,
    ...options,
  });
  const configuration = new Configuration(auth.configuration);
  const pay = async (): Promise<unknown> => getToken(configuration, await auth.tokenRequest(payment));
  return { server, auth, configuration, pay };
}
