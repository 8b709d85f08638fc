import type { SandboxAnswer } from '../../core/provider.js';
import { failure } from './answers.js';

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
