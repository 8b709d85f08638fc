import { empty, json, jsonObject } from '../../core/body.js';
import { platformClock } from '../../core/clock.js';
import { FixtureError } from '../../core/fixtures.js';
import type { Provider, SandboxAnswer, SandboxRequest } from '../../core/provider.js';
import document from '../../generated/finicity.json' with { type: 'json' };
import { lazySpec, type Match, type Spec } from '../../openapi/spec.js';
import { createToken, modifyPartnerSecret, refusalOfCall, refusalOfLogin } from './access.js';
import { accountServices } from './account-services.js';
import { Accounts } from './accounts.js';
import { connectServices } from './connect-services.js';
import { customerListServices, customerServices, unknownCustomer } from './customer-services.js';
import { Customers } from './customers.js';
import { experienceServices } from './experiences.js';
import { finicityFirstCall } from './first-call.js';
import { type FinicityFixtures, finicityFixtures, unknownInstitutions } from './fixtures.js';
import { institutionServices } from './institution-services.js';
import { createInstitutions } from './institutions.js';
import { FINICITY_TEST_CREDENTIALS, type FinicityOptions } from './options.js';
import { type Partner, PartnerAccount } from './partner.js';
import { recurringServices } from './recurring.js';
import { refreshServices } from './refreshes.js';
import { reportServices } from './reports.js';
import {
  type CustomerService,
  failure,
  refusalOfViolations,
  type Service,
  type Services,
} from './service.js';
import { type FinicityState, shownState } from './state.js';
import { Tokens } from './tokens.js';
import { transactionServices } from './transaction-services.js';

/** The description in `specs/finicity.yaml`, made once. */
export const finicitySpec: () => Spec = lazySpec('finicity', document);

const logins = { createToken, modifyPartnerSecret };

/** Finicity for one partner. */
export interface FinicityProvider extends Provider {
  /** Tells it from the other providers. */
  readonly name: 'finicity';
  /**
   * Puts your own customers in the place of all that there are. Tokens and the lock stay as they are.
   *
   * @throws FixtureError when they are not valid: nothing has changed then.
   */
  loadFixtures(fixtures: FinicityFixtures): void;
  /** The lock, and what there is of secrets, tokens and customers. */
  state(): FinicityState;
  /** What can be made to happen to it. */
  readonly actions: {
    /** The account is locked, as after five failed logins. */
    readonly lock: () => void;
    /** What support does on a ticket: the account is open, and no failure counts any more. */
    readonly unlock: () => void;
    /** Every token that lives dies, as if 120 minutes had passed for it. */
    readonly 'expire-tokens': () => void;
  };
}

/**
 * Finicity, as its documents describe it: a token lives for 120 minutes, five failed logins lock the account, an old
 * secret works for 30 days unless its change is immediate. Customers that are enrolled can be read back; what has no
 * behaviour of its own is answered as the description has it.
 *
 * Where the documents say nothing: nothing but support resets the count of failures, neither a login nor a change of
 * the secret ends live tokens, a refused App-Key counts for nothing, and calls of a locked account are refused.
 *
 * @throws FixtureError when `fixtures` are not valid.
 */
export function finicityProvider(options: FinicityOptions = {}): FinicityProvider {
  const { clock = platformClock(), seed = 1, lockedStatus = 500, unauthorizedEnvelope = 'code' } = options;
  const { partnerSecret, ...credentials } = { ...FINICITY_TEST_CREDENTIALS, ...options.credentials };
  const spec = finicitySpec();
  const partner: Partner = {
    ...{ ...credentials, lockedStatus, envelope: unauthorizedEnvelope, clock, seed },
    foreignAppKey: options.foreignAppKey ?? 'sandbox-foreign-app-key',
    account: new PartnerAccount(partnerSecret, clock),
    tokens: new Tokens(clock, seed),
    customers: new Customers(clock, seed, options.customers ?? 30),
    accounts: new Accounts(clock, seed),
    institutions: createInstitutions(options.institutions ?? 60, seed),
  };
  const { account, tokens, customers } = partner;
  const ofPartner: Services<Service> = {
    ...customerListServices(partner),
    ...institutionServices(partner),
    ...connectServices(partner),
    ...experienceServices(partner),
  };
  const ofCustomer: Services<CustomerService> = {
    ...customerServices(partner),
    ...accountServices(partner),
    ...transactionServices(partner),
    ...recurringServices(partner),
    ...refreshServices(partner),
    ...reportServices(partner),
  };

  function loadFixtures(given: FinicityFixtures): void {
    const fixtures = finicityFixtures(given);
    const unknown = unknownInstitutions(fixtures, new Set(partner.institutions.map(({ id }) => id)));
    if (unknown.length > 0) throw new FixtureError('finicity', unknown);
    if (fixtures.customers === undefined) return;
    customers.load(fixtures.customers);
    partner.accounts.clear();
  }

  if (options.fixtures !== undefined) loadFixtures(options.fixtures);

  function respond(request: SandboxRequest): SandboxAnswer {
    const match = spec.match(request.method, request.path);
    if (match === undefined) return failure(404, '14001', 'No operation has this method and path.');
    const { operationId } = match.operation;
    const isLogin = operationId === 'createToken' || operationId === 'modifyPartnerSecret';
    const refusal =
      (isLogin ? refusalOfLogin(partner, request) : refusalOfCall(partner, request, operationId)) ??
      refusalOfViolations(operationId, spec.violations(match, request));
    if (refusal !== undefined) return refusal;
    if (!isLogin) return served(match, request);
    // Of the shape that the description asks for, as it has just been checked.
    return logins[operationId](partner, JSON.parse(request.body));
  }

  function served(match: Match, { query, headers, body }: SandboxRequest): SandboxAnswer {
    const { pathParams, operation } = match;
    const { operationId } = operation;
    const tokenExpiresMs = tokens.expiresMs(headers.get('finicity-app-token') ?? '');
    const call = { pathParams, query, body: jsonObject(body) ?? {}, tokenExpiresMs };
    if (pathParams.customerId === undefined) return ofPartner[operationId]?.(call) ?? described(match);
    const customer = customers.find(pathParams.customerId);
    if (customer === undefined) return unknownCustomer(operationId);
    return ofCustomer[operationId]?.(customer, call) ?? described(match);
  }

  /** The description's own answer of success. */
  function described(match: Match): SandboxAnswer {
    const status = Number(match.operation.statuses.find((key) => key.startsWith('2')));
    const body = spec.answer(match, status, { seed });
    return body === undefined ? empty(status) : json(status, body);
  }

  return {
    name: 'finicity',
    basePaths: ['https://api.finicity.com'],
    operationOf: (method, path) => spec.match(method, path)?.operation,
    vocabulary: () => spec.vocabulary(),
    respond: async (request) => respond(request),
    state: () => shownState(partner),
    loadFixtures,
    firstCall: (basePath) => finicityFirstCall({ ...credentials, partnerSecret }, basePath),
    actions: {
      lock: () => account.lock(),
      unlock: () => account.unlock(),
      'expire-tokens': () => tokens.expireAll(),
    },
  };
}
