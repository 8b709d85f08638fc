import { empty, json } from '../../core/body.js';
import type { SandboxAnswer } from '../../core/provider.js';
import { failure } from './answers.js';
import { isWithinSecretPolicy, type PartnerAccount } from './partner.js';
import type { Tokens } from './tokens.js';

/** Whom the operations know, and how they tell of a lock. */
export interface AuthenticationOptions {
  readonly partnerId: string;
  readonly account: PartnerAccount;
  readonly tokens: Tokens;
  readonly lockedStatus: 401 | 500;
}

interface PartnerCredentials {
  readonly partnerId: string;
  readonly partnerSecret: string;
}

interface PartnerSecretChange extends PartnerCredentials {
  readonly newPartnerSecret: string;
  readonly immediate?: boolean | undefined;
}

/** By operationId. */
export interface Authentication {
  /** POST: credentials for a token. */
  createToken(credentials: PartnerCredentials): SandboxAnswer;
  /** PUT: the secret for another. A wrong present one counts towards the lock as well. */
  modifyPartnerSecret(change: PartnerSecretChange): SandboxAnswer;
}

/** The two operations that take the partner secret. */
export function createAuthentication(options: AuthenticationOptions): Authentication {
  const { partnerId, account, tokens, lockedStatus } = options;
  const invalidCredentials = failure(401, '10001', 'Invalid credentials');

  /** The fifth failure is told as a lock already. */
  function refusalOfSecret(partnerSecret: string, status: 401 | 500): SandboxAnswer | undefined {
    if (!account.isLocked && account.accepts(partnerSecret)) return undefined;
    if (!account.isLocked) return invalidCredentials;
    return failure(status, '24302', status === 500 ? 'Account locked' : 'Bad credentials');
  }

  return {
    createToken(credentials) {
      // A number, as in the vendor's example.
      if (credentials.partnerId !== partnerId) return failure(404, 12401, 'partner not found');
      const refusal = refusalOfSecret(credentials.partnerSecret, lockedStatus);
      return refusal ?? json(200, { token: tokens.issue() });
    },

    modifyPartnerSecret({ newPartnerSecret, immediate = true, ...credentials }) {
      // The description of this operation knows neither 404 nor 500.
      if (credentials.partnerId !== partnerId) return invalidCredentials;
      const refusal = refusalOfSecret(credentials.partnerSecret, 401);
      if (refusal !== undefined) return refusal;
      if (!isWithinSecretPolicy(newPartnerSecret)) {
        return failure(400, '24437', 'New password is not as per policy');
      }
      account.changeSecret(newPartnerSecret, immediate);
      return empty(204);
    },
  };
}
