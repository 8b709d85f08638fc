import { json } from '../../core/body.js';
import { unixSeconds } from '../../core/clock.js';
import { createRandom } from '../../core/random.js';
import type { Partner } from './partner.js';
import { type CustomerService, failure, resourceNotFound, type Services } from './service.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Reports that are ordered. The description has no way to fetch one, so they stay in progress. */
export function reportServices({ accounts, clock, seed }: Partner): Services<CustomerService> {
  let count = 0;

  return {
    generateTransactionsReport(customer, { query, body }) {
      const own = accounts.of(customer).map(({ id }) => id);
      const accountIds = `${body.accountIds ?? ''}`.split(/\s+/).filter(Boolean);
      if (accountIds.some((id) => !own.includes(id))) return resourceNotFound;
      const [fromDate, toDate] = ['fromDate', 'toDate'].map((name) => {
        return body[name] ?? (query.has(name) ? Number(query.get(name)) : undefined);
      });
      if (Number(toDate) < Number(fromDate)) {
        return failure(400, '41002', 'Invalid date range: toDate before fromDate');
      }
      count += 1;
      const random = createRandom(seed, 'report', `${count}`);
      const ofConsumer = createRandom(seed, 'consumer', customer.id);
      const consumerId = ofConsumer.text(32, '0123456789abcdef');
      const ssn = ofConsumer.text(4, '0123456789');
      const { firstName, lastName } = customer;
      return json(202, {
        id: `${random.text(12, ALPHABET)}-transactions`,
        portfolioId: `${random.text(12, ALPHABET)}-${count}-port`,
        customerType: customer.type,
        customerId: Number(customer.id),
        requestId: random.text(10, ALPHABET),
        requesterName: 'Harbor Lending',
        createdDate: unixSeconds(clock.nowMs()),
        title: 'Transactions Report',
        consumerId,
        consumerSsn: ssn,
        consumerDetails: { id: consumerId, firstName, lastName, ssn },
        type: 'transactions',
        status: 'inProgress',
        constraints: {
          accountIds: accountIds.length === 0 ? own : accountIds,
          ...{ fromDate, toDate },
          includePending: query.get('includePending') === 'true',
          reportCustomFields: body.reportCustomFields,
          findTransaction: body.findTransaction,
        },
      });
    },
  };
}
