import { json } from '../../core/body.js';
import { LruMap } from '../../core/lru-map.js';
import { createRandom } from '../../core/random.js';
import type { Account } from './account.js';
import type { Partner } from './partner.js';
import { type CustomerService, failure, noAccountsOfLogin, type Services } from './service.js';

/** From its start to its end. */
const REFRESH_MS = 10_000;

interface Refresh {
  readonly refreshId: string;
  readonly customerId: string;
  readonly accounts: readonly Account[];
  readonly mode: string;
  readonly startedMs: number;
}

/** Refreshes in the background, over ten seconds of the clock after their start; the last 10,000 can be asked for. */
export function refreshServices({ accounts, clock, seed }: Partner): Services<CustomerService> {
  const refreshes = new LruMap<string, Refresh>();
  let started = 0;

  return {
    refreshTransactions(customer, { body }) {
      const { accountIds, institutionLoginId, mode = 'standard', fromDate, toDate } = body;
      if (accountIds === undefined && institutionLoginId === undefined) {
        return failure(400, 10005, 'Missing parameter (accountIds)');
      }
      if (Date.parse(`${fromDate}`) > Date.parse(`${toDate}`)) {
        return failure(400, 41002, 'Invalid date range: toDate before fromDate');
      }
      const all = accounts.of(customer);
      const ids = Array.isArray(accountIds) ? accountIds : [];
      const isUnknown = ids.some((wanted) => !all.some(({ id }) => id === wanted));
      if (isUnknown) return failure(404, 10005, 'Customer does not have the specified account');
      const chosen = all.filter((account) =>
        accountIds === undefined
          ? `${account.institutionLoginId}` === institutionLoginId
          : ids.includes(account.id),
      );
      const login = chosen[0]?.institutionLoginId;
      if (login === undefined) return noAccountsOfLogin;
      const startedMs = clock.nowMs();
      const refreshId = createRandom(seed, 'refresh', `${started}`).uuid();
      started += 1;
      const { id: customerId } = customer;
      accounts.refresh(chosen, REFRESH_MS);
      refreshes.set(refreshId, { refreshId, customerId, accounts: chosen, mode: `${mode}`, startedMs });
      return json(202, {
        refreshId,
        customerId,
        institutionLoginId: `${login}`,
        accountIds: chosen.map(({ id }) => id),
        mode,
        ...(mode === 'custom' ? { fromDate, toDate } : {}),
        status: 'IN_PROGRESS',
        createdAt: new Date(startedMs).toISOString(),
      });
    },

    getTransactionRefreshStatus(customer, { pathParams }) {
      const refresh = refreshes.get(`${pathParams.refreshId}`.toLowerCase());
      if (refresh?.customerId !== customer.id) return failure(404, 10008, 'data not found');
      return json(200, statusOf(refresh, clock.nowMs()));
    },
  };
}

function statusOf({ refreshId, customerId, accounts, mode, startedMs }: Refresh, nowMs: number): object {
  const endMs = startedMs + REFRESH_MS;
  const isOver = nowMs >= endMs;
  const outcome = { aggregationStatusCode: 0, aggregationSuccessDate: new Date(endMs).toISOString() };
  return {
    refreshId,
    customerId,
    accounts: accounts.map(({ id, institutionLoginId, institutionId }) => ({
      accountId: id,
      institutionLoginId: `${institutionLoginId}`,
      institutionId: `${institutionId}`,
      ...(isOver ? outcome : {}),
    })),
    mode,
    status: isOver ? 'COMPLETED' : 'IN_PROGRESS',
    totalCount: accounts.length,
    successCount: isOver ? accounts.length : 0,
    failedCount: 0,
  };
}
