import {
  type CommerceConnectAuth,
  type CommerceConnectAuthOptions,
  commerceConnectAuth,
} from '@acme/auth-helpers/commerce-connect';
import { Configuration, getToken, type PaymentRequest } from '@acme/commerce-connect-client';
import type { Vendor } from '../vendor.js';

export interface FiservVendorOptions {
  /** Whether `keyValue` and `ivValue` must be there, as documented. Default: true. */
  readonly wantsKey?: boolean | undefined;
}

/** The gateway, and a merchant there. */
export interface FiservVendor extends Vendor {
  readonly merchantId: string;
  /** In base64. */
  readonly key: string;
  /** In base64. */
  readonly iv: string;
  seen(): Promise<FiservSeen>;
  /** The customer pays in a session. @returns the query with which the browser comes back to `resultURL`. */
  pay(sessionTokenId: string): Promise<string>;
  /** The next payment is refused, inside HTTP 200. */
  refuseNext(): Promise<void>;
}

/** Requests that have come, refused ones included, and what was read out of the payments that were taken. */
export interface FiservSeen {
  readonly requests: number;
  readonly orders: readonly Readonly<Record<'clientTransactionId' | 'amount' | 'currencyCode', unknown>>[];
}

export type StartFiserv = (options?: FiservVendorOptions) => Promise<FiservVendor>;

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

/** A merchant's real client and helper. */
export interface MerchantClient {
  readonly auth: CommerceConnectAuth;
  readonly configuration: Configuration;
  /** `getToken` of the real client for `payment` with these changes. */
  pay(changes?: Partial<PaymentRequest['transactionDetails']>): Promise<unknown>;
}

export function merchantAt(
  { basePath, merchantId, key, iv }: Pick<FiservVendor, 'basePath' | 'merchantId' | 'key' | 'iv'>,
  options: Partial<CommerceConnectAuthOptions> = {},
): MerchantClient {
  const place = { basePath, allowInsecureLoopback: true };
  const auth = commerceConnectAuth({ merchantId, key, iv, ...place, ...options });
  const configuration = new Configuration(auth.configuration);
  return {
    ...{ auth, configuration },
    async pay(changes) {
      const transactionDetails = { ...payment.transactionDetails, ...changes };
      return getToken(configuration, await auth.tokenRequest({ ...payment, transactionDetails }));
    },
  };
}
