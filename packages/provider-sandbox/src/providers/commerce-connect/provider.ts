import { json } from '../../core/body.js';
import { platformClock } from '../../core/clock.js';
import type { Provider, SandboxAnswer, SandboxRequest } from '../../core/provider.js';
import { createRandom } from '../../core/random.js';
import { headerList } from '../../core/request.js';
import document from '../../generated/commerce-connect.json' with { type: 'json' };
import { lazySpec, type Match, type Spec } from '../../openapi/spec.js';
import { refused } from './answers.js';
import { type PaymentReturn, pay, paymentPage } from './cashier.js';
import { codes, Refused } from './codes.js';
import { decryptedAnswer, decryptedRequest } from './encrypted.js';
import { commerceConnectFirstCall } from './first-call.js';
import { type CommerceConnectFixtures, commerceConnectFixtures, openOrders } from './fixtures.js';
import { areKeys, type MerchantOptions } from './merchant.js';
import { createOperations } from './operations.js';
import { COMMERCE_CONNECT_TEST_MERCHANT, type CommerceConnectOptions } from './options.js';
import { createOrderBook } from './order-book.js';
import { type CommerceConnectState, shownOrder } from './state.js';

/** The description in `specs/commerce-connect.yaml`, made once. */
export const commerceConnectSpec: () => Spec = lazySpec('commerce-connect', document);

/** Fiserv Commerce Connect for one merchant. */
export interface CommerceConnectProvider extends Provider {
  /** Tells it from the other providers. */
  readonly name: 'commerce-connect';
  /**
   * The customer pays in a session of `getToken`, or fails to. What was decided stays: the second time the result only
   * comes back again. Over HTTP, `GET /Pay/?sessionToken=…` pays and redirects to the same place.
   *
   * @throws RangeError when there is no such session.
   */
  pay(sessionTokenId: string, status?: 'SUCCESS' | 'FAILED'): Promise<PaymentReturn>;
  /**
   * Puts your own payments in the place of all that there are.
   *
   * @throws FixtureError when they are not valid: nothing has changed then.
   */
  loadFixtures(fixtures: CommerceConnectFixtures): void;
  /** The latest payments. */
  state(): CommerceConnectState;
  /** What can be made to happen to it. */
  readonly actions: {
    /** The next call of an operation is refused; asked for twice, the next two. */
    readonly 'fail-next': () => void;
    /** All customers whose session is open pay. */
    readonly 'pay-all': () => void;
  };
}

/** How many orders `state` shows, the last ones. */
const SHOWN_ORDERS = 20;

/**
 * Fiserv Commerce Connect for one merchant: decrypts, checks the HMAC, keeps payments. Errors come inside HTTP 200;
 * what violates the description gets a 400. A session is paid by `pay`, by a browser at `/Pay/`, or by the action
 * `pay-all`.
 *
 * @throws RangeError when key or IV is not base64 of 32 and 16 bytes; FixtureError when `fixtures` are not valid.
 */
export function commerceConnectProvider(options: CommerceConnectOptions = {}): CommerceConnectProvider {
  const { clock = platformClock(), seed = 1, requiresKeyHeaders = true } = options;
  const merchant: MerchantOptions = { ...COMMERCE_CONNECT_TEST_MERCHANT, ...options.merchant };
  if (!areKeys(merchant)) throw new RangeError('merchant: key must be base64 of 32 bytes, iv of 16 bytes');
  const spec = commerceConnectSpec();
  let orders = createOrderBook(clock, createRandom(seed, 'commerce-connect'));
  let operations = createOperations(merchant, orders, spec);
  let failuresToCome = 0;

  function loadFixtures(given: CommerceConnectFixtures): void {
    const fixtures = commerceConnectFixtures(given);
    orders = createOrderBook(clock, createRandom(seed, 'commerce-connect'));
    openOrders(orders, fixtures);
    operations = createOperations(merchant, orders, spec);
  }

  if (options.fixtures !== undefined) loadFixtures(options.fixtures);

  async function operate(match: Match | undefined, request: SandboxRequest): Promise<SandboxAnswer> {
    if (request.method === 'GET' && request.path === '/Pay/')
      return paymentPage(merchant, orders, request.query);
    if (match === undefined) return invalid(404, new Refused(codes.pathUnknown));
    if (failuresToCome > 0) {
      failuresToCome -= 1;
      throw new Refused(codes.asked);
    }
    const { operationId } = match.operation;
    const described = requiresKeyHeaders || operationId !== 'getToken' ? request : withKeyHeaders(request);
    const rules = spec.violations(match, described);
    if (rules.length > 0) return invalid(400, new Refused(codes.requestInvalid, rules.join('; ')));
    return operations[operationId]?.(request) ?? json(200, spec.answer(match, 200, { seed }));
  }

  return {
    name: 'commerce-connect',
    basePaths: [
      'https://test.fdconnect.com/FirstPayL2Services',
      'https://www.fdconnect.com/FDConnectL3Services',
    ],
    operationOf: (method, path) => spec.match(method, path)?.operation,
    vocabulary: () => {
      const vocabulary = spec.vocabulary();
      // The page where the customer pays, which is no operation.
      return { ...vocabulary, segments: new Set([...vocabulary.segments, 'Pay']) };
    },
    async respond(request) {
      const match = spec.match(request.method, request.path);
      try {
        return await operate(match, request);
      } catch (error) {
        if (error instanceof Refused) return refused(match?.operation.operationId, error.refusal);
        throw error;
      }
    },
    decrypted: (request) => decryptedRequest(request, merchant),
    decryptedAnswer: (answer) => decryptedAnswer(answer, merchant),
    loadFixtures,
    firstCall: (basePath) => commerceConnectFirstCall(merchant, basePath),
    pay: (sessionTokenId, status) => pay(merchant, orders, sessionTokenId, status),
    state: () => ({
      merchantId: merchant.merchantId,
      orders: orders.opened,
      latestOrders: orders.latest(SHOWN_ORDERS).map(shownOrder),
      failuresToCome,
    }),
    actions: {
      'fail-next': () => {
        failuresToCome += 1;
      },
      'pay-all': () => {
        for (const order of orders.all()) orders.settle(order, 'SUCCESS');
      },
    },
  };
}

function invalid(status: number, { refusal }: Refused): SandboxAnswer {
  return json(status, { response: refusal });
}

/** As the description is to see a request that need not have them. */
function withKeyHeaders(request: SandboxRequest): SandboxRequest {
  const missing = ['keyvalue', 'ivvalue'].filter((name) => !request.headers.has(name));
  const leftOut = missing.map((name) => [name, 'left out'] as const);
  return { ...request, headers: headerList([...request.headers, ...leftOut]) };
}
