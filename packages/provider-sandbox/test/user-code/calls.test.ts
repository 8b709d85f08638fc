import fc from 'fast-check';
import { type ClientName, clientNames } from '../clients/by-provider.js';
import { providerSpec } from '../specs.js';
import { readDescription } from './description.js';
import { requestsOf, type UserRequest } from './requests.js';
import { vendorRules } from './rules.js';
import { descriptorOf, type Exchange, openVisit } from './visits.js';

/**
 * FC_RUNS sets another number of calls per operation; FC_SEED makes others, or with FC_PATH the same again. By default
 * they are always the same, so that a build does not fail by chance.
 */
const { FC_RUNS = '25', FC_SEED = '20261122', FC_PATH } = process.env;

/** What of an exchange is not as the description says, read by the sandbox's own validator. */
function problemsOf(name: ClientName, { request, answer }: Exchange): string[] {
  const spec = providerSpec(name);
  const match = spec.match(request.method, request.path);
  if (match === undefined) return [`${request.method} ${request.path} is no operation`];
  const type = answer.headers['content-type']?.replace(/;.*/, '');
  const text = type === undefined ? undefined : answer.body;
  const body: unknown = type === 'application/json' ? JSON.parse(answer.body) : text;
  return [
    ...spec.violations(match, request).map((rule) => `request: ${rule}`),
    ...spec.problems(match.operation.operationId, answer.status, type, body),
  ];
}

/** @returns how the vendor refused the call; `undefined` where it did not. @throws what is no answer of the vendor. */
async function refusalOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    const { name, status, body } = error as { name: string; status: number; body: unknown };
    if (name !== 'ResponseError') throw error;
    return `${status} ${JSON.stringify(body)}`;
  }
}

describe.each(clientNames)('a program that uses the client of %s', (name) => {
  const description = readDescription(name);
  let calls = 0;
  let accepted = 0;

  test.each(description.operations)(
    '$id: what its types and schemas allow is sent as described, and refused only by a rule of the vendor',
    async (operation) => {
      const requests = requestsOf(description, operation, descriptorOf(name, operation.id));
      const property = fc.asyncProperty(requests, async (request: UserRequest) => {
        const visit = await openVisit(name);
        const refusal = await refusalOf(visit.call(operation.id, request));
        expect(visit.exchanges.flatMap((exchange) => problemsOf(name, exchange))).toEqual([]);
        const isByRule = vendorRules[name].some(({ says }) => refusal === undefined || says.test(refusal));
        expect(isByRule ? undefined : refusal).toBeUndefined();
        calls += 1;
        if (refusal === undefined) accepted += 1;
      });
      await fc.assert(property, {
        numRuns: Number(FC_RUNS),
        seed: Number(FC_SEED),
        ...(FC_PATH !== undefined && { path: FC_PATH }),
      });
    },
    600_000,
  );

  test('the calls were more than knocking at a closed door: a fifth of them was accepted', () => {
    expect(accepted / calls).toBeGreaterThan(0.2);
  });
});

test.each([
  ['finicity', 'getCustomer', { customerId: '' }],
  ['finicity', 'getCustomer', { customerId: '..' }],
  ['mailinabox', 'login', { xAuthToken: '123456\r\nx-more: 1' }],
] as const)(
  '%s %s: what HTTP cannot carry is refused before anything is sent: %j',
  async (name, id, request) => {
    const visit = await openVisit(name);
    await expect(visit.call(id, request)).rejects.toMatchObject({ name: 'RequestError' });
    expect(visit.exchanges).toEqual([]);
  },
);

test('no rule of the sandbox is kept for the description alone: each names what the vendor looks at', () => {
  for (const rule of Object.values(vendorRules).flat()) {
    expect(rule.because).not.toBe('');
    expect(rule.says.source).not.toMatch(/must have required property|content-type must be|body must/);
  }
});
