import { createHash } from 'node:crypto';
import type { CommerceConnectAuthOptions } from '../../src/commerce-connect/index.js';
import { closedAfterEach } from '../vendor.js';
import { type FakeFiserv, fakeFiserv } from './server.js';
import { type MerchantClient, merchantAt } from './vendor.js';

export const merchantId = '000000000000042';
export const rawKey: Buffer = createHash('sha256').update('a made-up key').digest();
export const rawIv: Buffer = createHash('md5').update('a made-up IV').digest();
export const key: string = rawKey.toString('base64');
export const iv: string = rawIv.toString('base64');

export interface Merchant extends MerchantClient {
  readonly server: FakeFiserv;
}

const started = closedAfterEach((wantsKey: boolean = true) =>
  fakeFiserv({ merchantId, key: rawKey, iv: rawIv, wantsKey }),
);

/** A server, and the real client that talks to it with the helper. */
export async function merchant(options: Partial<CommerceConnectAuthOptions> = {}): Promise<Merchant> {
  const server = await started(options.keyTransport !== 'omit');
  return { server, ...merchantAt({ basePath: server.url, merchantId, key, iv }, options) };
}
