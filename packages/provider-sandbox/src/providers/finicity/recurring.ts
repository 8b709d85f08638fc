import { json } from '../../core/body.js';
import { DAY_MS } from '../../core/clock.js';
import type { Partner } from './partner.js';
import { type CustomerService, failure, type Services } from './service.js';
import type { Transaction } from './transactions.js';

/** Kinds of payments that come again and again; what else is booked often is none. */
const RECURRING: readonly string[] = ['directDeposit', 'repeatPayment'];

/** Payments that come again and again, found among what was booked on the accounts. */
export function recurringServices({ accounts }: Partner): Services<CustomerService> {
  return {
    getRecurringTransactions(customer, { body }) {
      const { accountIds } = body;
      const wanted = Array.isArray(accountIds) && accountIds.length > 0 ? accountIds : undefined;
      const chosen = accounts.of(customer).filter(({ id }) => wanted?.includes(id) ?? true);
      // A number, as in the vendor's example.
      if (chosen.length === 0) return failure(404, 38003, 'Customer does not have any accounts');
      const each = chosen.map((account) => accounts.transactionsOf(account));
      return json(200, {
        customerRecurringTransactions: streamsOf(each.flat()),
        accountRecurringTransactions: chosen.map(({ id }, at) => ({
          accountId: id,
          ...streamsOf(each[at] ?? []),
        })),
      });
    },
  };
}

/** By payee, those of money that comes in and those of money that goes out. */
function streamsOf(booked: readonly Transaction[]): object {
  const byPayee = new Map<string, Transaction[]>();
  for (const transaction of booked) {
    const { name, type } = transaction.payee;
    if (transaction.isPending || !RECURRING.includes(type)) continue;
    const stream = byPayee.get(name) ?? [];
    stream.push(transaction);
    byPayee.set(name, stream);
  }
  const all = [...byPayee.values()].filter(({ length }) => length > 1);
  const isIn = ([first]: readonly Transaction[]): boolean => first !== undefined && first.amount > 0;
  return {
    recurringInflows: all.filter(isIn).map(streamOf),
    recurringOutflows: all.filter((stream) => !isIn(stream)).map(streamOf),
  };
}

/** @param booked At least two, of one payee. */
function streamOf(booked: readonly Transaction[]): object {
  const newestFirst = [...booked].sort((a, b) => b.dayMs - a.dayMs || b.id - a.id);
  const [newest, oldest] = [newestFirst[0]!, newestFirst.at(-1)!];
  const days = new Set(booked.map(({ dayMs }) => dayMs)).size;
  const cadence = Math.max(1, Math.round((newest.dayMs - oldest.dayMs) / DAY_MS / Math.max(1, days - 1)));
  const amounts = booked.map(({ amount }) => amount).sort((a, b) => a - b);
  const median = amounts[Math.floor(amounts.length / 2)]!;
  const cents = amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
  return {
    normalizedPayeeName: newest.payee.name,
    transactionCategories: [newest.payee.category],
    transactionIds: newestFirst.map(({ id }) => `${id}`),
    cadence,
    status: 'ACTIVE',
    expectedNextTransactionDate: new Date(newest.dayMs + cadence * DAY_MS).toISOString().slice(0, 10),
    expectedNextTransactionAmount: median,
    minimumHistoricalAmount: amounts[0],
    maximumHistoricalAmount: amounts.at(-1),
    meanHistoricalAmount: Math.round(cents / amounts.length) / 100,
    medianHistoricalAmount: median,
    countOfTransactions: booked.length,
  };
}
