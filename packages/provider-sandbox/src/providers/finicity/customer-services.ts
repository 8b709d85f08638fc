import { empty, json } from '../../core/body.js';
import { unixSeconds } from '../../core/clock.js';
import type { Customer, NewCustomer } from './customers.js';
import type { Partner } from './partner.js';
import {
  type CustomerService,
  customerNotFound,
  failure,
  pageOf,
  type Service,
  type Services,
} from './service.js';

/** Letters, digits and these; how many, the description of the body says. */
const USERNAME = /^[\p{L}\p{N}!@.#$%&*_+-]+$/u;

const TEXTS = ['firstName', 'lastName', 'phone', 'email', 'applicationId'] as const;

/** Enrolment, and the list of those that are enrolled. */
export function customerListServices({ customers }: Partner): Services<Service> {
  const enrol =
    (type: Customer['type']): Service =>
    ({ body }) => {
      const username = `${body.username}`;
      if (!USERNAME.test(username)) return failure(400, '110039', 'Username is not as per the policy.');
      const given = TEXTS.filter((name) => typeof body[name] === 'string').map((name) => [name, body[name]]);
      const customer: NewCustomer = { ...Object.fromEntries(given), username };
      const enrolled = customers.enrol(customer, type);
      if (enrolled === undefined) return failure(409, '110002', 'Username is not available.');
      return json(201, { id: enrolled.id, username, createdDate: unixSeconds(enrolled.createdMs) });
    };

  return {
    addCustomer: enrol('active'),
    addTestingCustomer: enrol('testing'),

    getCustomers({ query }) {
      const [username, type] = [query.get('username'), query.get('type')];
      const search = query.get('search')?.toLowerCase() ?? '';
      const matching = customers.all().filter((customer) => {
        if (username !== null && customer.username !== username) return false;
        if (type !== null && customer.type !== type) return false;
        const { username: name, firstName = '', lastName = '' } = customer;
        return [name, firstName, lastName].some((text) => text.toLowerCase().includes(search));
      });
      const { items, total, more } = pageOf(matching, query);
      const counts = { found: total, displaying: items.length, moreAvailable: more };
      return json(200, { ...counts, customers: items.map(shownCustomer) });
    },
  };
}

/** What is done with one customer; a removal takes the accounts along. */
export function customerServices({ customers, accounts }: Partner): Services<CustomerService> {
  return {
    getCustomer: (customer) =>
      json(200, { ...shownCustomer(customer), applicationId: customer.applicationId }),

    getCustomerWithAppData(customer) {
      const { applicationId, firstName = '', lastName = '' } = customer;
      if (applicationId === undefined) return failure(404, '50052', 'Customer has no assigned application.');
      const application = { applicationId, applicationName: 'Harbor Budget' };
      return json(200, { ...shownCustomer(customer), firstName, lastName, ...application });
    },

    modifyCustomer(customer, { body }) {
      const names = ['firstName', 'lastName'].filter((name) => typeof body[name] === 'string');
      if (names.length === 0) return failure(400, '10025', 'No data to update.');
      customers.rename(customer, Object.fromEntries(names.map((name) => [name, body[name]])));
      return empty(204);
    },

    deleteCustomer(customer) {
      customers.remove(customer);
      accounts.forget(customer);
      return empty(204);
    },
  };
}

/** The description of a removal has a code of its own for a customer that is not there. */
export function unknownCustomer(operationId: string): typeof customerNotFound {
  if (operationId !== 'deleteCustomer') return customerNotFound;
  return failure(404, '60013', 'No active subscription found for a given customer.');
}

function shownCustomer(customer: Customer): object {
  const { id, username, firstName, lastName, phone, email, type, createdMs, modifiedMs } = customer;
  const createdDate = `${unixSeconds(createdMs)}`;
  const lastModifiedDate = `${unixSeconds(modifiedMs)}`;
  return { id, username, firstName, lastName, phone, email, type, createdDate, lastModifiedDate };
}
