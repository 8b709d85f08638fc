import { json } from '../../core/body.js';
import { platformClock } from '../../core/clock.js';
import { FixtureError } from '../../core/fixtures.js';
import type { Provider, SandboxAnswer, SandboxRequest } from '../../core/provider.js';
import { createRandom } from '../../core/random.js';
import document from '../../generated/plo.json' with { type: 'json' };
import { lazySpec, type Spec } from '../../openapi/spec.js';
import { authInfoReader } from './auth-info.js';
import { createCardholder } from './cardholder.js';
import { Failed, failures } from './codes.js';
import { ploFirstCall } from './first-call.js';
import {
  offerProblems,
  offersOf,
  type PloCardholderFixture,
  type PloFixtures,
  ploFixtures,
} from './fixtures.js';
import { signatureCheck } from './oauth1.js';
import { createOffers } from './offers.js';
import { createOperations } from './operations.js';
import { type Institution, PLO_TEST_INSTITUTION, type PloOptions } from './options.js';
import { createSessions } from './sessions.js';

/** What may be seen of an institution. Counts are since the start. */
export type PloState = {
  readonly fiId: string;
  /** Whether the option `signature` was given. */
  readonly isSignatureChecked: boolean;
  /** Logins that were answered with a token. */
  readonly logins: number;
  /** How many session tokens calls may use. */
  readonly tokens: number;
  /** How many users have logged in, of the last 10,000. */
  readonly cardholders: number;
  /** With the three offers that each cardholder has used before the first login. */
  readonly activations: number;
};

/** The description in `specs/plo.yaml`, made once. */
export const ploSpec: () => Spec = lazySpec('plo', document);

const BASE_URLS = ['https://api.mastercard.com/plo/v1', 'https://sandbox.api.mastercard.com/plo/v1'] as const;
const SUCCESS = { Code: '600', Message: 'Success' } as const;

/** Mastercard Personalized Offers for one institution. */
export interface PloProvider extends Provider {
  /** Tells it from the other providers. */
  readonly name: 'plo';
  /**
   * Puts your own offers and cardholders in the place of all that there are. Every cardholder has to log in again.
   *
   * @throws FixtureError when they are not valid: nothing has changed then.
   */
  loadFixtures(fixtures: PloFixtures): void;
  /** Sessions, and counts. */
  state(): PloState;
  /** What can be made to happen to it. */
  readonly actions: {
    /** Every session token is refused from now on: each cardholder has to log in again. */
    readonly 'drop-tokens': () => void;
  };
}

/**
 * Mastercard Personalized Offers for one institution. Tokens do not expire; the action `drop-tokens` ends them, and so
 * do 10,000 others that are used after them. As many cardholders are remembered. Offers are the same for the same seed
 * and day.
 *
 * @throws RangeError when key, IV or public key cannot be used; FixtureError when `fixtures` are not valid.
 */
export function ploProvider(options: PloOptions = {}): PloProvider {
  const { clock = platformClock(), seed = 1, signature } = options;
  const institution: Institution = { ...PLO_TEST_INSTITUTION, ...options.institution };
  const spec = ploSpec();
  const authInfo = authInfoReader(institution, clock, options);
  const checkSignature = signature === undefined ? undefined : signatureCheck(signature, BASE_URLS);
  const madeUp = createOffers(options.offers ?? 30, seed, clock.nowMs());
  let offers = madeUp;
  let enrolled = options.cardholders;
  let cardholders = new Map<string, PloCardholderFixture>();
  const sessions = createSessions(createRandom(seed, 'plo', 'tokens'), (userId) =>
    createCardholder(userId, offers, nextId, cardholders.get(userId)),
  );
  let activations = 0;
  let logins = 0;
  const operations = createOperations(() => offers, clock, nextId);

  function loadFixtures(given: PloFixtures): void {
    const fixtures = ploFixtures(given);
    const loaded = fixtures.offers === undefined ? madeUp : offersOf(fixtures.offers, clock.nowMs());
    const problems = offerProblems(fixtures, new Set(loaded.map(({ offerId }) => offerId)));
    if (problems.length > 0) throw new FixtureError('plo', problems);
    offers = loaded;
    const all = fixtures.cardholders;
    cardholders = new Map(all?.map((cardholder) => [cardholder.userId, cardholder]));
    enrolled = all?.map(({ userId }) => userId) ?? options.cardholders;
    sessions.forget();
  }

  if (options.fixtures !== undefined) loadFixtures(options.fixtures);

  function nextId(): string {
    activations += 1;
    return `ACT_${`${activations}`.padStart(7, '0')}`;
  }

  async function login(query: URLSearchParams): Promise<Record<string, unknown>> {
    const userId = await authInfo.userId(query.get('AuthInfo') ?? '');
    if (enrolled?.includes(userId) === false) throw new Failed(failures.cardholder);
    logins += 1;
    return { UserToken: { Token: sessions.open(userId) } };
  }

  async function answer(request: SandboxRequest): Promise<SandboxAnswer> {
    await checkSignature?.(request);
    const { method, path, query } = request;
    const match = spec.match(method, path);
    if (match === undefined) throw new Failed(failures.path);
    const rules = spec.violations(match, request);
    if (rules.length > 0) throw new Failed(failures.request, ...rules);
    if (query.get('FId') !== institution.fiId) throw new Failed(failures.institution);
    const { operationId } = match.operation;
    if (operationId === 'usertokenGet') return success(await login(query));
    const cardholder = sessions.cardholderOf(query.get('UserToken') ?? '');
    const operate = operations[operationId];
    return operate === undefined
      ? json(200, spec.answer(match, 200, { seed }))
      : success(operate(query, cardholder));
  }

  return {
    name: 'plo',
    basePaths: BASE_URLS,
    operationOf: (method, path) => spec.match(method, path)?.operation,
    vocabulary: () => spec.vocabulary(),
    respond: (request) => answer(request).catch(failed),
    decrypted: ({ query }) => authInfo.text(query.get('AuthInfo') ?? '').catch(() => undefined),
    state: () => ({
      fiId: institution.fiId,
      isSignatureChecked: signature !== undefined,
      logins,
      tokens: sessions.tokens,
      cardholders: sessions.cardholders,
      activations,
    }),
    loadFixtures,
    firstCall: (basePath) => ploFirstCall(institution, { ...options, cardholders: enrolled }, basePath),
    actions: {
      'drop-tokens': sessions.dropTokens,
    },
  };
}

function success(result: Record<string, unknown>): SandboxAnswer {
  return json(200, { Response: { Status: SUCCESS, ...result } });
}

/** The body of all failures, with an error for each rule. */
function failed(error: unknown): SandboxAnswer {
  if (!(error instanceof Failed)) throw error;
  const [status, Source, ReasonCode, description] = error.failure;
  const descriptions = error.rules.map((rule) => `${description}: ${rule}`);
  const errors = (descriptions.length > 0 ? descriptions : [description]).map((Description) => {
    return { Source, ReasonCode, Description, Recoverable: false };
  });
  return json(status, { Errors: { Error: errors } });
}
