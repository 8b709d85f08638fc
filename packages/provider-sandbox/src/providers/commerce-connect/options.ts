import type { SandboxOptions } from '../../core/provider.js';
import type { CommerceConnectFixtures } from './fixtures.js';
import type { MerchantOptions } from './merchant.js';

/**
 * What the sandbox takes unless told otherwise. Made up: they are those of the examples in
 * `specs/commerce-connect.yaml`, so its encrypted examples fit them.
 */
export const COMMERCE_CONNECT_TEST_MERCHANT: MerchantOptions = {
  merchantId: '000000000000001',
  key: 'ZXhhbXBsZS1rZXktZXhhbXBsZS1rZXktZXhhbXBsZS0=',
  iv: 'ZXhhbXBsZS1pdi1leGFtcA==',
};

/** The merchant, and how strict its gateway is. */
export interface CommerceConnectOptions extends SandboxOptions {
  /** Your own payments. Default: none. */
  readonly fixtures?: CommerceConnectFixtures | undefined;
  /** Default: `COMMERCE_CONNECT_TEST_MERCHANT`. */
  readonly merchant?: Partial<MerchantOptions> | undefined;
  /**
   * Whether `getToken` wants `keyValue` and `ivValue`, as the vendor's contract does; clients in use send neither. What
   * is sent must fit all the same. Default: true.
   */
  readonly requiresKeyHeaders?: boolean | undefined;
}
