import { empty, json } from '../../core/body.js';
import type { SandboxAnswer, SandboxRequest } from '../../core/provider.js';
import { isWithinSecretPolicy, type Partner } from './partner.js';
import { failure, text, unauthorized } from './service.js';

/** Services whose description has no plain text for a refused key. */
const JSON_ONLY: readonly string[] = ['createConnectExperience', 'getRecurringTransactions'];

/** Why a login or a change of the secret, which carries a key and no token, may not in. `undefined` lets it in. */
export function refusalOfLogin(partner: Partner, request: SandboxRequest): SandboxAnswer | undefined {
  return refusalOfKey(partner, request, (code, message) => failure(401, `${code}`, message));
}

/** The same of any other call, which carries both: looks at the App-Key, then at the lock, then at the token. */
export function refusalOfCall(
  partner: Partner,
  request: SandboxRequest,
  operationId: string,
): SandboxAnswer | undefined {
  const { account, tokens, envelope } = partner;
  const refused = (code: number, message: string): SandboxAnswer => unauthorized(code, message, envelope);
  const ofKey = refusalOfKey(partner, request, (code, message) =>
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
}

function refusalOfKey(
  { appKey, foreignAppKey }: Partner,
  { headers }: SandboxRequest,
  refused: (code: number, message: string) => SandboxAnswer,
): SandboxAnswer | undefined {
  const given = headers.get('finicity-app-key');
  if (given === appKey) return undefined;
  if (given === null || given === '') return refused(10026, 'Missing parameter (Finicity-App-Key)');
  if (given === foreignAppKey) return refused(10021, 'You are not authorized.');
  return refused(10027, 'Invalid (Finicity-App-Key)');
}

interface PartnerCredentials {
  readonly partnerId: string;
  readonly partnerSecret: string;
}

interface PartnerSecretChange extends PartnerCredentials {
  readonly newPartnerSecret: string;
  readonly immediate?: boolean | undefined;
}

const invalidCredentials = failure(401, '10001', 'Invalid credentials');

/** POST: credentials for a token. */
export function createToken(partner: Partner, credentials: PartnerCredentials): SandboxAnswer {
  // A number, as in the vendor's example.
  if (credentials.partnerId !== partner.partnerId) return failure(404, 12401, 'partner not found');
  const refusal = refusalOfSecret(partner, credentials.partnerSecret, partner.lockedStatus);
  return refusal ?? json(200, { token: partner.tokens.issue() });
}

/** PUT: the secret for another. A wrong present one counts towards the lock as well. */
export function modifyPartnerSecret(
  partner: Partner,
  { partnerId, partnerSecret, newPartnerSecret, immediate = true }: PartnerSecretChange,
): SandboxAnswer {
  // The description of this operation knows neither 404 nor 500.
  if (partnerId !== partner.partnerId) return invalidCredentials;
  const refusal = refusalOfSecret(partner, partnerSecret, 401);
  if (refusal !== undefined) return refusal;
  if (!isWithinSecretPolicy(newPartnerSecret)) {
    return failure(400, '24437', 'New password is not as per policy');
  }
  partner.account.changeSecret(newPartnerSecret, immediate);
  return empty(204);
}

/** The fifth failure is told as a lock already. */
function refusalOfSecret(
  { account }: Partner,
  partnerSecret: string,
  status: 401 | 500,
): SandboxAnswer | undefined {
  if (!account.isLocked && account.accepts(partnerSecret)) return undefined;
  if (!account.isLocked) return invalidCredentials;
  return failure(status, '24302', status === 500 ? 'Account locked' : 'Bad credentials');
}
