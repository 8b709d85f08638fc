import { json } from '../../core/body.js';
import { type Page, pageFromRecord } from '../../core/pagination.js';
import type { SandboxAnswer } from '../../core/provider.js';
import type { Customer } from './customers.js';
import type { UnauthorizedEnvelope } from './options.js';

/** An authorised call that matches the description. */
export interface Call {
  readonly pathParams: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** When the token of the call dies, in ms since 1970. */
  readonly tokenExpiresMs: number;
}

/** Of a partner: what no customer is named for. */
export type Service = (call: Call) => SandboxAnswer;

/** Of a customer that is there. */
export type CustomerService = (customer: Customer, call: Call) => SandboxAnswer;

/** By operationId. */
export type Services<Kind> = Readonly<Record<string, Kind>>;

/** The page that `start` and `limit` ask for: by default 25 records from the first. */
export function pageOf<Item>(records: readonly Item[], query: URLSearchParams): Page<Item> {
  const start = Number(query.get('start') ?? 1);
  return pageFromRecord(records, { start, limit: Number(query.get('limit') ?? 25) });
}

/** What the gateway in front says, which has no JSON. */
export function text(status: number, body: string): SandboxAnswer {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}

/** The error body of nearly all services. The code is a number where the vendor's examples have one. */
export function failure(status: number, code: string | number, message: string): SandboxAnswer {
  return json(status, { code, message });
}

/** A call that is refused for its key or token. */
export function unauthorized(code: number, message: string, envelope: UnauthorizedEnvelope): SandboxAnswer {
  switch (envelope) {
    case 'code':
      return failure(401, `${code}`, message);
    case 'code-as-number':
      return failure(401, code, message);
    case 'ReasonCode':
      return json(401, {
        Errors: { Error: [{ Source: 'Partners', ReasonCode: code, Description: message }] },
      });
    case 'reasonCode':
      return json(401, {
        Errors: { Error: [{ source: 'Partners', reasonCode: code, description: message }] },
      });
  }
}

/** The customer of the path is not there. */
export const customerNotFound: SandboxAnswer = failure(404, '14001', 'Customer not found.');
/** Something else of the path is not there. */
export const resourceNotFound: SandboxAnswer = failure(404, '14001', 'Resource not found.');
/** The login of the path or body has no accounts. */
export const noAccountsOfLogin: SandboxAnswer = failure(
  404,
  '38007',
  'Customer does not have any accounts associated with institutionLoginId.',
);

type Fault = readonly [rule: RegExp, code: string, message: string];

const USERNAME_POLICY: Fault = [
  /^body \/username must (?!be string)/,
  '110039',
  'Username is not as per the policy.',
];

/** Faults for which the description of an operation has a code of its own. */
const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  addCustomer: [USERNAME_POLICY],
  addTestingCustomer: [USERNAME_POLICY],
  getCustomers: [
    [/"type" must be one of/, '14016', 'Invalid customer type.'],
    [/"start" must be >= 1/, '41003', 'Start index cannot be less than one.'],
    [/"limit" must be >= 1/, '41004', 'Limit cannot be less than one.'],
  ],
};

/** A new secret against the policy has a code of its own, told only to who knows the present one. */
const SECRET_POLICY = /^body \/newPartnerSecret must (?!be string)/;

/**
 * The answer to a request that is not as the description asks, with all rules that it breaks.
 *
 * @param rules As `Spec.violations` gives them.
 */
export function refusalOfViolations(
  operationId: string,
  rules: readonly string[],
): SandboxAnswer | undefined {
  const broken = rules.filter((rule) => !SECRET_POLICY.test(rule));
  const [first] = broken;
  if (first === undefined) return undefined;
  const [, code, message] = FAULTS[operationId]?.find(([rule]) => rule.test(first)) ?? faultOf(first);
  return failure(400, code, `${message} (${broken.join('; ')})`);
}

function faultOf(rule: string): Fault {
  const isMissing = / is required$|^body must have required property /.test(rule);
  return isMissing ? [/./, '10005', 'Missing parameter'] : [/./, '14020', 'Bad request.'];
}
