import { PLO_TEST_INSTITUTION } from '../../../src/providers/plo/options.js';
import { sandboxVendor } from '../sandbox.js';
import type { StartPlo } from './client.js';

/** PLO of the sandbox as a vendor of the rules. */
export const ploVendor: StartPlo = async ({ publicKey } = {}) => {
  const signature = publicKey === undefined ? undefined : { publicKey };
  const vendor = await sandboxVendor('plo', { plo: { signature } });
  return {
    ...vendor,
    ...PLO_TEST_INSTITUTION,
    async seen() {
      const logins = vendor.count(({ path }) => path === '/usertoken');
      return {
        logins,
        calls: vendor.calls.length - logins,
        refused: vendor.count(({ status }) => status === 401 || status === 403),
      };
    },
    killTokens: () => vendor.act('drop-tokens'),
  };
};
