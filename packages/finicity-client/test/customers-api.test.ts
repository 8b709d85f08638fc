import {
  type Configuration,
  CustomersApi,
  type CustomerWithApplicationId,
  getCustomer,
  getCustomers,
  RequestError,
  RequiredError,
} from '../src/generated/index.js';
import { answerJson, answerWith, configured, refusalOf, signed, signedJson } from './support/exchange.js';
import { exchangesOf, type Refusal, testOperations } from './support/operations.js';

const create = (configuration: Configuration) => new CustomersApi(configuration);
const exchange = exchangesOf(create);

const customer: CustomerWithApplicationId = {
  id: '7004419250',
  username: 'rivera-2231',
  firstName: 'Elena',
  lastName: 'Rivera',
  phone: '503-555-0142',
  email: 'elena.rivera@example.com',
  type: 'active',
  createdDate: '1767312000',
  lastModifiedDate: '1769904000',
  applicationId: '9b3f0d6e-2c58-4f41-a7d0-7716c0e5b2aa',
};

const exchanges = [
  exchange({
    title: 'addTestingCustomer: POST /aggregation/v2/customers/testing',
    call: (api) =>
      api.addTestingCustomer({
        body: {
          username: 'trial-rivera-01',
          firstName: 'Elena',
          lastName: 'Rivera',
          applicationId: '9b3f0d6e-2c58-4f41-a7d0-7716c0e5b2aa',
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/aggregation/v2/customers/testing',
    headers: signedJson,
    body: {
      username: 'trial-rivera-01',
      firstName: 'Elena',
      lastName: 'Rivera',
      applicationId: '9b3f0d6e-2c58-4f41-a7d0-7716c0e5b2aa',
    },
    needs: ['body'],
    status: 201,
    answer: { id: '7004419250', username: 'trial-rivera-01', createdDate: 1767312000 },
    fact: [({ createdDate }) => createdDate, 1767312000],
    errors: [400, 401, 409, 429],
  }),
  exchange({
    title: 'addCustomer: POST /aggregation/v2/customers/active',
    call: (api) =>
      api.addCustomer({
        body: {
          username: 'rivera-2231',
          firstName: 'Elena',
          lastName: 'Rivera',
          phone: '503-555-0142',
          email: 'elena.rivera@example.com',
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/aggregation/v2/customers/active',
    headers: signedJson,
    body: {
      username: 'rivera-2231',
      firstName: 'Elena',
      lastName: 'Rivera',
      phone: '503-555-0142',
      email: 'elena.rivera@example.com',
    },
    needs: ['body'],
    status: 201,
    answer: { id: '7004419250', username: 'rivera-2231', createdDate: 1767312000 },
    fact: [({ id }) => id, '7004419250'],
    errors: [400, 401, 409, 429],
  }),
  exchange({
    title: 'getCustomers: GET /aggregation/v1/customers, with every search parameter',
    call: (api) =>
      api.getCustomers({ username: 'rivera-2231', type: 'testing', search: 'rivera', start: 26, limit: 50 }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/v1/customers?username=rivera-2231&type=testing&search=rivera&start=26&limit=50',
    headers: signed,
    needs: [],
    status: 200,
    answer: {
      found: 1,
      displaying: 1,
      moreAvailable: false,
      customers: [{ id: '7004419250', username: 'rivera-2231', type: 'active', createdDate: '1767312000' }],
    },
    fact: [({ customers }) => customers[0]?.username, 'rivera-2231'],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'getCustomerWithAppData: GET /aggregation/v1/customers/{customerId}/application',
    call: (api) => api.getCustomerWithAppData({ customerId: '7004419250' }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250/application',
    headers: signed,
    needs: ['customerId'],
    status: 200,
    answer: {
      id: '7004419250',
      username: 'rivera-2231',
      firstName: 'Elena',
      lastName: 'Rivera',
      type: 'active',
      createdDate: '1767312000',
      applicationId: '9b3f0d6e-2c58-4f41-a7d0-7716c0e5b2aa',
      applicationName: 'Harbor Budget',
    },
    fact: [({ applicationName }) => applicationName.length, 13],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'getCustomer: GET /aggregation/v1/customers/{customerId}',
    call: (api) => api.getCustomer({ customerId: '7004419250' }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250',
    headers: signed,
    needs: ['customerId'],
    status: 200,
    answer: customer,
    fact: [({ lastName }) => lastName, 'Rivera'],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'modifyCustomer: PUT /aggregation/v1/customers/{customerId}',
    call: (api) =>
      api.modifyCustomer({
        customerId: '7004419250',
        body: { firstName: 'Elena', lastName: 'Rivera-Okafor' },
      }),
    method: 'PUT',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250',
    headers: signedJson,
    body: { firstName: 'Elena', lastName: 'Rivera-Okafor' },
    needs: ['customerId', 'body'],
    status: 204,
    errors: [400, 401, 403, 404, 409, 429],
  }),
  exchange({
    title: 'deleteCustomer: DELETE /aggregation/v1/customers/{customerId}',
    call: (api) => api.deleteCustomer({ customerId: '7004419250' }),
    method: 'DELETE',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250',
    headers: signed,
    needs: ['customerId'],
    status: 204,
    errors: [400, 401, 404, 429],
  }),
];

const refusals: readonly Refusal<CustomersApi>[] = [
  {
    title: 'addCustomer: 409 where the user name is taken',
    operation: 'addCustomer',
    call: (api) => api.addCustomer({ body: { username: 'planted-name' } }),
    status: 409,
    body: { code: '110002', message: 'Username is not available.' },
  },
  {
    title: 'addTestingCustomer: 400 where a character is not allowed',
    operation: 'addTestingCustomer',
    call: (api) => api.addTestingCustomer({ body: { username: 'planted-name', firstName: 'planted' } }),
    status: 400,
    body: { code: '45003', message: 'Invalid character in name fields: planted' },
  },
  {
    title: 'getCustomers: 404 with a code of type number',
    operation: 'getCustomers',
    call: (api) => api.getCustomers({ search: 'planted' }),
    status: 404,
    body: { code: 12401, message: 'partner not found' },
  },
  {
    title: 'getCustomer: 401 for a token that has expired',
    operation: 'getCustomer',
    call: (api) => api.getCustomer({ customerId: 'planted' }),
    status: 401,
    body: { code: '10023', message: 'Expired (Finicity-App-Token)' },
  },
  {
    title: 'getCustomer: 401 as plain text gives the text',
    operation: 'getCustomer',
    call: (api) => api.getCustomer({ customerId: 'planted' }),
    status: 401,
    body: 'Invalid (Finicity-App-Key)',
  },
  {
    title: 'getCustomerWithAppData: 404 where no application is assigned',
    operation: 'getCustomerWithAppData',
    call: (api) => api.getCustomerWithAppData({ customerId: 'planted' }),
    status: 404,
    body: { code: '50052', message: 'Customer has no assigned application.' },
  },
  {
    title: 'modifyCustomer: 403 where a dispute is open',
    operation: 'modifyCustomer',
    call: (api) => api.modifyCustomer({ customerId: 'planted', body: { lastName: 'planted' } }),
    status: 403,
    body: { code: 10406, status: '403', message: 'The active dispute statement for this consumer exists.' },
  },
  {
    title: 'deleteCustomer: 429 is not tried again',
    operation: 'deleteCustomer',
    call: (api) => api.deleteCustomer({ customerId: 'planted' }),
    status: 429,
    body: { code: '3300001', message: 'Too many requests' },
  },
];

testOperations(CustomersApi, exchanges, refusals);

test('getCustomer as a function makes the request of the method', async () => {
  const sent = answerJson(200, customer);
  const { applicationId } = await getCustomer(configured(), { customerId: '7004419250' });
  expect(applicationId).toBe('9b3f0d6e-2c58-4f41-a7d0-7716c0e5b2aa');
  const url = 'https://api.finicity.com/aggregation/v1/customers/7004419250';
  expect(sent).toStrictEqual([{ method: 'GET', url, headers: signed, body: '' }]);
});

test('getCustomers as a function needs no request object', async () => {
  const sent = answerJson(200, { displaying: 0, moreAvailable: false, customers: [] });
  const { found, customers } = await getCustomers(configured());
  expect([found, customers]).toStrictEqual([undefined, []]);
  expect(sent[0]?.url).toBe('https://api.finicity.com/aggregation/v1/customers');
});

test('addCustomerRaw gives the status beside the value', async () => {
  answerJson(201, { id: '7004419250', username: 'rivera-2231', createdDate: 1767312000 });
  const answer = await create(configured()).addCustomerRaw({ body: { username: 'rivera-2231' } });
  expect(answer.raw.status).toBe(201);
  const { id } = await answer.value();
  expect(id).toBe('7004419250');
});

test('modifyCustomer sends the body byte for byte, and members that are undefined not at all', async () => {
  const sent = answerWith({ status: 204 });
  const body = { firstName: 'Zoë', lastName: undefined };
  // @ts-expect-error an optional member may be left out, not be undefined (exactOptionalPropertyTypes)
  await create(configured()).modifyCustomer({ customerId: '7004419250', body });
  expect(sent[0]?.body).toBe('{"firstName":"Zoë"}');
});

test('getCustomers leaves out undefined parameters and percent-encodes the others', async () => {
  const sent = answerJson(200, { displaying: 0, moreAvailable: false, customers: [] });
  await create(configured()).getCustomers({ username: undefined, search: 'a&type=active #ü+', limit: 1 });
  expect(sent[0]?.url).toBe(
    'https://api.finicity.com/aggregation/v1/customers?search=a%26type%3Dactive%20%23%C3%BC%2B&limit=1',
  );
});

test('the token may come from an async function, which is asked on each call', async () => {
  const sent = answerJson(200, customer);
  let calls = 0;
  const api = create(configured('app-key', async () => `token-${++calls}`));
  await api.getCustomer({ customerId: '1' });
  await api.getCustomer({ customerId: '1' });
  expect(sent.map(({ headers }) => headers['finicity-app-token'])).toStrictEqual(['token-1', 'token-2']);
});

test.each([
  ['../x', '..%2Fx'],
  ['a/b', 'a%2Fb'],
  ['?x=1', '%3Fx%3D1'],
  ['#x', '%23x'],
  ['..\\x', '..%5Cx'],
  ['%2e%2e', '%252e%252e'],
  ['{customerId}', '%7BcustomerId%7D'],
  ['$&', '%24%26'],
])('a customer id of %j stays one path segment', async (customerId, segment) => {
  const sent = answerJson(200, customer);
  await create(configured()).getCustomerWithAppData({ customerId });
  expect(sent[0]?.url).toBe(`https://api.finicity.com/aggregation/v1/customers/${segment}/application`);
});

test.each(['', '.', '..'])(
  'a customer id of %j would change the path and is not sent',
  async (customerId) => {
    const sent = answerWith({ status: 204 });
    await expect(create(configured()).deleteCustomer({ customerId })).rejects.toBeInstanceOf(RequestError);
    expect(sent).toHaveLength(0);
  },
);

test('a missing customer id is refused before anything is sent', async () => {
  const sent = answerJson(200, customer);
  // @ts-expect-error customerId is required
  const call = create(configured()).getCustomer({});
  await expect(call).rejects.toBeInstanceOf(RequiredError);
  await expect(call).rejects.toMatchObject({ field: 'customerId', operationId: 'getCustomer' });
  expect(sent).toHaveLength(0);
});

test('a missing body is refused before anything is sent', async () => {
  const sent = answerWith({ status: 204 });
  // @ts-expect-error the body is required
  const call = create(configured()).modifyCustomer({ customerId: '7004419250' });
  await expect(call).rejects.toMatchObject({ name: 'RequiredError', field: 'body' });
  expect(sent).toHaveLength(0);
});

test('requests that the description rules out do not compile', async () => {
  answerJson(400, { code: '10005', message: 'Missing parameter (username)' });
  const api = create(configured());
  // @ts-expect-error username is missing
  expect((await refusalOf(api.addCustomer({ body: { firstName: 'Elena' } }))).status).toBe(400);
  // @ts-expect-error no such kind of customer
  expect((await refusalOf(api.getCustomers({ type: 'dormant' }))).status).toBe(400);
  // @ts-expect-error the limit is a number
  expect((await refusalOf(api.getCustomers({ limit: '50' }))).status).toBe(400);
});
