import { empty, json } from '../../core/body.js';
import type { SandboxAnswer, SandboxRequest } from '../../core/provider.js';
import type { Operation } from '../../openapi/spec.js';
import type { UnauthorizedEnvelope } from './options.js';
import { isWithinSecretPolicy, type PartnerAccount } from './partner.js';
import { failure, text, unauthorized } from './service.js';
import type { Tokens } from './tokens.js';

/** What a door knows. */
interface AccessOptions {
  readonly appKey: string;
  readonly foreignAppKey: string;
  readonly account: PartnerAccount;
  readonly tokens: Tokens;
  readonly envelope: UnauthorizedEnvelope;
}

/** Why a request may not in. `undefined` lets it in. */
interface Access {
  /** A login or a change of the secret, which carries a key and no token. */
  refusalOfLogin(request: SandboxRequest): SandboxAnswer | undefined;
  /** Any other call, which carries both. */
  refusalOfCall(request: SandboxRequest, operation: Operation): SandboxAnswer | undefined;
}

/** Services whose description has no plain text for a refused key. */
const JSON_ONLY: readonly string[] = ['createConnectExperience', 'getRecurringTransactions'];

/** Makes the door of one partner, which looks at the App-Key, then at the lock, then at the token. */
export function createAccess(options: AccessOptions): Access {
  const { appKey, foreignAppKey, account, tokens, envelope } = options;

  function refusalOfKey(
    { headers }: SandboxRequest,
    refused: (code: number, message: string) => SandboxAnswer,
  ): SandboxAnswer | undefined {
    const given = headers.get('finicity-app-key');
    if (given === appKey) return undefined;
    if (given === null || given === '') return refused(10026, 'Missing parameter (Finicity-App-Key)');
    if (given === foreignAppKey) return refused(10021, 'You are not authorized.');
    return refused(10027, 'Invalid (Finicity-App-Key)');
  }

  return {
    refusalOfLogin: (request) => refusalOfKey(request, (code, message) => failure(401, `${code}`, message)),

    refusalOfCall(request, { operationId }) {
      const refused = (code: number, message: string): SandboxAnswer => unauthorized(code, message, envelope);
      const ofKey = refusalOfKey(request, (code, message) =>
        code === 10027 && !JSON_ONLY.includes(operationId) ? text(401, message) : refused(code, message),
      );
      if (ofKey !== undefined) return ofKey;
      const token = request.headers.get('finicity-app-token');
      if (token === null || token === '') return refused(10024, 'Missing parameter (Finicity-App-Token)');
      if (account.isLocked) return refused(24302, 'Bad credentials');
      switch (tokens.stateOf(token)) {
        case 'live':
          return undefined;
        case 'expired':
          // Webhook subscriptions, where the lower-case list is from, have a number of their own for it.
          return refused(envelope === 'reasonCode' ? 1503 : 10023, 'Expired (Finicity-App-Token)');
        case 'unknown':
          return refused(10022, 'Invalid (Finicity-App-Token)');
      }
    },
  };
}

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
interface Authentication {
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
