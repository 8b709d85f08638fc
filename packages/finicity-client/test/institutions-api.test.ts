import {
  type Branding,
  type CertifiedInstitution,
  type Configuration,
  getInstitution,
  type Institution,
  InstitutionsApi,
  RequiredError,
} from '../src/generated/index.js';
import { answerJson, answerWith, configured, refusalOf, signed } from './support/exchange.js';
import { exchangesOf, type Refusal, testOperations } from './support/operations.js';

const create = (configuration: Configuration) => new InstitutionsApi(configuration);
const exchange = exchangesOf(create);

const certified: CertifiedInstitution = {
  id: 101732,
  name: 'FinBank Cascade',
  transAgg: true,
  ach: true,
  stateAgg: false,
  oauthEnabled: true,
  productionStatus: {
    overallStatus: 'online',
    transAgg: 'online',
    voa: 'online',
    voi: 'online',
    stateAgg: 'offline',
    ach: 'online',
    aha: 'online',
  },
};

const branding: Branding = {
  logo: 'https://assets.bank.example/101732/logo.svg',
  alternateLogo: 'https://assets.bank.example/101732/alternate.svg',
  icon: 'https://assets.bank.example/101732/icon.svg',
  primaryColor: '#1B5E4A',
  tile: 'https://assets.bank.example/101732/tile.svg',
};

const institution: Institution = {
  id: 101732,
  name: 'FinBank Cascade',
  transAgg: true,
  ach: true,
  stateAgg: false,
  voi: true,
  voa: true,
  aha: true,
  availBalance: true,
  accountOwner: true,
  studentLoanData: false,
  loanPaymentDetails: false,
  oauthEnabled: true,
  timeZone: 'America/Los_Angeles',
  specialInstructions: ['Tick balances', 'Tick transactions'],
  address: {
    city: 'Portland',
    state: 'OR',
    country: 'USA',
    postalCode: '97205',
    addressLine1: '88 Harbor Street',
  },
  currency: 'USD',
  status: 'online',
  branding,
};

const exchanges = [
  exchange({
    title: 'getCertifiedInstitutionsWithRSSD: GET /institution/v2/certifiedInstitutions/rssd',
    call: (api) =>
      api.getCertifiedInstitutionsWithRSSD({
        search: 'finbank',
        start: 2,
        limit: 50,
        type: 'transAgg,ach',
        supportedCountries: 'us',
      }),
    method: 'GET',
    url: 'https://api.finicity.com/institution/v2/certifiedInstitutions/rssd?search=finbank&start=2&limit=50&type=transAgg%2Cach&supportedCountries=us',
    headers: signed,
    needs: [],
    status: 200,
    answer: {
      found: 1,
      displaying: 1,
      moreAvailable: false,
      requestedDate: 1774890000,
      institutions: [
        {
          ...certified,
          rssd: 3048812,
          childInstitutions: [
            { rssd: 3048867, parentRSSD: 3048812, name: 'FinBank Cascade Trust', institutionId: 101790 },
          ],
        },
      ],
    },
    fact: [({ institutions }) => institutions[0]?.childInstitutions?.[0]?.parentRSSD, 3048812],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'getInstitutions: GET /institution/v2/institutions',
    call: (api) => api.getInstitutions({ search: 'finbank', start: 2, limit: 50, type: 'transAgg' }),
    method: 'GET',
    url: 'https://api.finicity.com/institution/v2/institutions?search=finbank&start=2&limit=50&type=transAgg',
    headers: signed,
    needs: [],
    status: 200,
    answer: {
      found: 1,
      displaying: 1,
      moreAvailable: false,
      createdDate: 1774890000,
      institutions: [institution],
    },
    fact: [({ institutions }) => institutions[0]?.address?.postalCode, '97205'],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'getCertifiedInstitutions: GET /institution/v2/certifiedInstitutions',
    call: (api) =>
      api.getCertifiedInstitutions({
        search: 'finbank',
        start: 2,
        limit: 50,
        type: 'voa',
        supportedCountries: '*',
      }),
    method: 'GET',
    url: 'https://api.finicity.com/institution/v2/certifiedInstitutions?search=finbank&start=2&limit=50&type=voa&supportedCountries=%2A',
    headers: signed,
    needs: [],
    status: 200,
    answer: {
      found: 1,
      displaying: 1,
      moreAvailable: false,
      requestedDate: 1774890000,
      institutions: [certified],
    },
    fact: [({ institutions }) => institutions[0]?.productionStatus.stateAgg, 'offline'],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'getInstitution: GET /institution/v2/institutions/{institutionId}',
    call: (api) => api.getInstitution({ institutionId: 101732 }),
    method: 'GET',
    url: 'https://api.finicity.com/institution/v2/institutions/101732',
    headers: signed,
    needs: ['institutionId'],
    status: 200,
    answer: { institution },
    fact: [(found) => found.institution.specialInstructions?.[1], 'Tick transactions'],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'getInstitutionBranding: GET /institution/v2/institutions/{institutionId}/branding',
    call: (api) => api.getInstitutionBranding({ institutionId: 101732 }),
    method: 'GET',
    url: 'https://api.finicity.com/institution/v2/institutions/101732/branding',
    headers: signed,
    needs: ['institutionId'],
    status: 200,
    answer: { branding },
    fact: [(found) => found.branding.primaryColor, '#1B5E4A'],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'getInstitutionsByRoutingNumber: GET /institution/v1/institutions/routingNumber/{routing_number}',
    call: (api) => api.getInstitutionsByRoutingNumber({ routingNumber: 122100024 }),
    method: 'GET',
    url: 'https://api.finicity.com/institution/v1/institutions/routingNumber/122100024',
    headers: signed,
    needs: ['routingNumber'],
    status: 200,
    answer: {
      found: 1,
      displaying: 1,
      moreAvailable: false,
      createdDate: 1774890000,
      institutions: [
        {
          id: 101732,
          name: 'FinBank Cascade',
          paymentInitiation: false,
          newInstitutionId: null,
          countryCodes: [{ countryCode: 'US' }],
          transAgg_status: 'online',
        },
      ],
    },
    fact: [({ institutions }) => institutions?.[0]?.transAgg_status, 'online'],
    errors: [400, 401, 404, 429],
  }),
];

const refusals: readonly Refusal<InstitutionsApi>[] = [
  {
    title: 'getInstitutions: 400 with a parameter of the wrong form',
    operation: 'getInstitutions',
    call: (api) => api.getInstitutions({ search: 'planted', type: 'planted' }),
    status: 400,
    body: { code: '10100', message: 'Invalid parameter (planted)' },
  },
  {
    title: 'getCertifiedInstitutions: 401 for a token that is missing at the service',
    operation: 'getCertifiedInstitutions',
    call: (api) => api.getCertifiedInstitutions({ search: 'planted' }),
    status: 401,
    body: { code: '10024', message: 'Missing parameter (Finicity-App-Token)' },
  },
  {
    title: 'getInstitutionBranding: 404 where an institution has none',
    operation: 'getInstitutionBranding',
    call: (api) => api.getInstitutionBranding({ institutionId: 101732 }),
    status: 404,
    body: { code: '14001', message: 'Resource not found.' },
  },
  {
    title: 'getCertifiedInstitutionsWithRSSD: 429 is not tried again',
    operation: 'getCertifiedInstitutionsWithRSSD',
    call: (api) => api.getCertifiedInstitutionsWithRSSD({ search: 'planted' }),
    status: 429,
    body: { code: '3300001', message: 'Too many requests' },
  },
];

testOperations(InstitutionsApi, exchanges, refusals);

test('getInstitution as a function makes the request of the method', async () => {
  const sent = answerJson(200, { institution });
  const found = await getInstitution(configured(), { institutionId: 101732 });
  expect(found.institution.status).toBe('online');
  const url = 'https://api.finicity.com/institution/v2/institutions/101732';
  expect(sent).toStrictEqual([{ method: 'GET', url, headers: signed, body: '' }]);
});

test('getInstitutionsRaw gives the response beside the value', async () => {
  answerJson(200, {
    found: 0,
    displaying: 0,
    moreAvailable: false,
    createdDate: 1774890000,
    institutions: [],
  });
  const answer = await create(configured()).getInstitutionsRaw({ search: 'nowhere' });
  expect(answer.raw.headers.get('content-type')).toBe('application/json');
  const { institutions } = await answer.value();
  expect(institutions).toStrictEqual([]);
});

test('institution ids beyond 2^53 survive in the path and in the answer', async () => {
  const sent = answerWith({
    status: 200,
    body: '{"institution":{"id":9007199254740993,"oauthInstitutionId":9007199254740995,"newInstitutionId":null}}',
  });
  const { institution } = await create(configured()).getInstitution({ institutionId: 9007199254740993n });
  expect(sent[0]?.url).toBe('https://api.finicity.com/institution/v2/institutions/9007199254740993');
  expect(institution.id).toBe(9007199254740993n);
  expect(institution.oauthInstitutionId).toBe(9007199254740995n);
  expect(institution.newInstitutionId).toBeNull();
});

const page = { found: 1, displaying: 1, moreAvailable: false };
test.each<[string, (api: InstitutionsApi) => Promise<{ institutions?: readonly unknown[] }>]>([
  ['getCertifiedInstitutionsWithRSSD', (api) => api.getCertifiedInstitutionsWithRSSD()],
  ['getInstitutions', (api) => api.getInstitutions()],
  ['getCertifiedInstitutions', (api) => api.getCertifiedInstitutions()],
  ['getInstitutionsByRoutingNumber', (api) => api.getInstitutionsByRoutingNumber({ routingNumber: 1 })],
])('%s: an id beyond 2^53 survives in the page', async (_operation, call) => {
  answerWith({
    status: 200,
    body: `${JSON.stringify(page).slice(0, -1)},"institutions":[{"id":9007199254740993}]}`,
  });
  const { institutions } = await call(create(configured()));
  expect(institutions).toStrictEqual([{ id: 9007199254740993n }]);
});

test('getInstitutions needs no request object, and then asks for everything', async () => {
  const sent = answerJson(200, { ...page, createdDate: 1774890000, institutions: [institution] });
  const { found } = await create(configured()).getInstitutions();
  expect(found).toBe(1);
  expect(sent[0]?.url).toBe('https://api.finicity.com/institution/v2/institutions');
});

test('several country codes are one parameter', async () => {
  const sent = answerJson(200, {
    found: 0,
    displaying: 0,
    moreAvailable: false,
    createdDate: 0,
    institutions: [],
  });
  await create(configured()).getInstitutions({ supportedCountries: 'us,ca' });
  const { searchParams } = new URL(sent[0]?.url ?? '');
  expect([...searchParams]).toStrictEqual([['supportedCountries', 'us,ca']]);
});

test('a missing institution id is refused before anything is sent', async () => {
  const sent = answerJson(200, { institution });
  // @ts-expect-error institutionId is required
  const call = create(configured()).getInstitution({});
  await expect(call).rejects.toBeInstanceOf(RequiredError);
  expect(sent).toHaveLength(0);
});

test('requests that the description rules out do not compile', async () => {
  answerJson(400, { code: '14020', message: 'Bad request.' });
  const api = create(configured());
  // @ts-expect-error the routing number is a number
  expect((await refusalOf(api.getInstitutionsByRoutingNumber({ routingNumber: '122100024' }))).status).toBe(
    400,
  );
  // @ts-expect-error there is no such parameter
  expect((await refusalOf(api.getInstitutions({ page: 2 }))).status).toBe(400);
});
