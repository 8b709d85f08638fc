/** What the sandbox that is measured is made with: nothing of it is a credential of anybody. */
export const sandboxOptions = {
  finicity: { credentials: { partnerId: 'bench', partnerSecret: 'bench-secret-1', appKey: 'bench-key' } },
  mailinabox: { accounts: [{ email: 'bench@example.com', password: 'bench' }] },
};

/** The sandbox's time, which stands still: the same transactions, and no token that dies, in every run. */
export const nowMs: number = Date.UTC(2026, 2, 31);

const { partnerId, partnerSecret, appKey } = sandboxOptions.finicity.credentials;
const [{ email, password }] = sandboxOptions.mailinabox.accounts as [{ email: string; password: string }];

/** A request that has to be made once, before those of {@link measuredRequests}. */
export const tokenRequest: string = requestText(
  'POST',
  '/finicity/aggregation/v2/partners/authentication',
  { 'finicity-app-key': appKey, 'content-type': 'application/json' },
  JSON.stringify({ partnerId, partnerSecret }),
);

/** Which calls are measured, by operationId. @param token that `tokenRequest` was answered with. */
export function measuredRequests(token: string): Readonly<Record<string, string>> {
  const customer = 'customers/7004419250';
  const ofPartner = { 'finicity-app-key': appKey, 'finicity-app-token': token };
  const [from, to] = [nowMs - 90 * 24 * 60 * 60_000, nowMs].map((ms) => Math.floor(ms / 1_000));
  const page = `fromDate=${from}&toDate=${to}&start=1&limit=25&sort=desc&includePending=true`;
  const basic = Buffer.from(`${email}:${password}`).toString('base64');
  return {
    getCustomer: requestText('GET', `/finicity/aggregation/v1/${customer}`, ofPartner),
    login: requestText('POST', '/mailinabox/admin/login', { authorization: `Basic ${basic}` }),
    getAllCustomerTransactions: requestText(
      'GET',
      `/finicity/aggregation/v3/${customer}/transactions?${page}`,
      ofPartner,
    ),
  };
}

/** What a client sends, as text. */
function requestText(
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): string {
  const all = {
    ...{ host: '127.0.0.1', connection: 'keep-alive', accept: 'application/json', 'user-agent': 'bench' },
    ...headers,
    ...(method === 'POST' ? { 'content-length': `${Buffer.byteLength(body)}` } : {}),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** The target of a request text, as a server sees it. */
export function targetOf(request: string): string {
  return request.split(' ', 2)[1]!;
}
