import { json } from '../../core/body.js';
import type { SandboxAnswer, SandboxClock } from '../../core/provider.js';
import type { Partner } from './partner.js';
import { type Call, customerNotFound, noAccountsOfLogin, type Service, type Services } from './service.js';

/** What of a body a link repeats, in this order. Nothing else of it may stand in a URL: there are cards among it. */
const REPEATED = [
  ...['customerId', 'consumerId', 'partnerId', 'institutionId', 'institutionLoginId', 'accountId'],
  ...['experience', 'language', 'redirectUri', 'singleUseUrl', 'webhook'],
];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Links that open a Connect session, or mail one. A link dies with the token that it was made with: `ttl` says when, in
 * ms. That whoever is named in one must be there is inferred, as are the codes for it.
 */
export function connectServices(partner: Partner): Services<Service> {
  const link =
    (type: string, isMailed = false): Service =>
    (call) =>
      refusal(call, type, partner) ??
      json(200, {
        link: linkOf(call, type, partner.clock),
        ...(isMailed ? { emailConfig: call.body.email } : {}),
      });

  return {
    generateConnectUrl: link('full'),
    generateLiteConnectUrl: link('lite'),
    generateFixConnectUrl: link('fix'),
    generateJointBorrowerConnectUrl: link('jointBorrower'),
    verifyMicroEntryMicrodeposit: link('microentry'),
    generateTransferBillPaySwitchUrl: link('bps'),
    generateTransferDepositSwitchUrl: link('ds'),
    sendConnectEmail: link('full', true),
    sendJointBorrowerConnectEmail: link('jointBorrower', true),
  };
}

/** Of two borrowers the first is told. */
function linkOf({ body, tokenExpiresMs }: Call, type: string, clock: SandboxClock): string {
  const told: Call['body'] = { ...body, ...borrowersOf(body)[0] };
  const query = new URLSearchParams();
  for (const name of REPEATED) if (told[name] !== undefined) query.set(name, `${told[name]}`);
  query.set('type', type);
  query.set('timestamp', `${clock.nowMs()}`);
  query.set('ttl', `${tokenExpiresMs}`);
  return `https://connect2.finicity.com?${query}`;
}

function refusal(
  { body }: Call,
  type: string,
  { customers, accounts, institutions }: Partner,
): SandboxAnswer | undefined {
  const { experience, institutionId, institutionLoginId, accountId } = body;
  if (experience !== undefined && experience !== 'default' && !UUID.test(`${experience}`)) {
    return unfit('"experience" must be a valid GUID');
  }
  const named = [body, ...borrowersOf(body)].flatMap(({ customerId }) =>
    customerId === undefined ? [] : [customers.find(`${customerId}`)],
  );
  if (named.includes(undefined)) {
    return type === 'fix' ? customerNotFound : unfit('"customerId" must be of a customer of yours');
  }
  if (institutionId !== undefined && !institutions.some(({ id }) => id === institutionId)) {
    return unfit('"institutionId" must be of an institution');
  }
  const theirs = named.flatMap((customer) => (customer === undefined ? [] : accounts.of(customer)));
  if (accountId !== undefined && !theirs.some(({ id }) => id === accountId)) {
    return unfit('"accountId" must be of an account of the customer');
  }
  const isLogin = theirs.some((account) => `${account.institutionLoginId}` === institutionLoginId);
  return institutionLoginId === undefined || isLogin ? undefined : noAccountsOfLogin;
}

/** In the form that the description has for a setting that does not fit. */
function unfit(message: string): SandboxAnswer {
  const user_message = 'This link could not be prepared.';
  return json(400, { code: '10010', status: '400', user_message, tags: '', message });
}

function borrowersOf({ borrowers }: Call['body']): Call['body'][] {
  return Array.isArray(borrowers) ? borrowers : [];
}
