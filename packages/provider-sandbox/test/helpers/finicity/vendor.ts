import type { CallSummary } from '../../../src/journal/journal.js';
import {
  FINICITY_TEST_CREDENTIALS,
  type UnauthorizedEnvelope,
} from '../../../src/providers/finicity/options.js';
import { sandboxVendor } from '../sandbox.js';
import type { Envelope, StartFinicity } from './client.js';

const envelopes: Readonly<Record<Envelope, UnauthorizedEnvelope>> = {
  code: 'code',
  'code as number': 'code-as-number',
  ReasonCode: 'ReasonCode',
  reasonCode: 'reasonCode',
};

const isAuthentication = ({ path }: CallSummary): boolean => path.endsWith('/partners/authentication');

/** Finicity of the sandbox as a vendor of the rules. */
export const finicityVendor: StartFinicity = async ({ envelope = 'code', lockedStatus } = {}) => {
  const finicity = { unauthorizedEnvelope: envelopes[envelope], lockedStatus };
  const vendor = await sandboxVendor('finicity', { finicity });
  const { act, count } = vendor;
  return {
    ...vendor,
    ...FINICITY_TEST_CREDENTIALS,
    seen: async () => ({
      logins: count((call) => isAuthentication(call) && call.method === 'POST'),
      changes: count((call) => isAuthentication(call) && call.method === 'PUT'),
      calls: count((call) => !isAuthentication(call)),
      deadTokens: count((call) => !isAuthentication(call) && call.status === 401),
      failures: Number((await vendor.state()).failures),
    }),
    killTokens: () => act('expire-tokens'),
    lock: () => act('lock'),
    unlock: () => act('unlock'),
  };
};
