import {
  AuthenticationApi,
  type Configuration,
  createToken,
  modifyPartnerSecret,
  RequiredError,
} from '../src/generated/index.js';
import { answerJson, answerWith, configured, refusalOf, type StatedHeaders } from './support/exchange.js';
import { exchangesOf, type Refusal, testOperations } from './support/operations.js';

const create = (configuration: Configuration) => new AuthenticationApi(configuration);
const exchange = exchangesOf(create);

/** No token: these calls are how one gets it. */
const keyOnly: StatedHeaders = {
  accept: 'application/json',
  'content-type': 'application/json',
  'finicity-app-key': 'app-key',
};

const exchanges = [
  exchange({
    title: 'createToken: POST /aggregation/v2/partners/authentication',
    call: (api) =>
      api.createToken({ body: { partnerId: '2445500917733', partnerSecret: 'r4vEn-hollow_82kites' } }),
    method: 'POST',
    url: 'https://api.finicity.com/aggregation/v2/partners/authentication',
    headers: keyOnly,
    body: { partnerId: '2445500917733', partnerSecret: 'r4vEn-hollow_82kites' },
    needs: ['body'],
    status: 200,
    answer: { token: 'q7WmZ2nTfK0sXcVb4JrE' },
    fact: [({ token }) => token, 'q7WmZ2nTfK0sXcVb4JrE'],
    errors: [400, 401, 404, 429, 500],
  }),
  exchange({
    title: 'modifyPartnerSecret: PUT /aggregation/v2/partners/authentication',
    call: (api) =>
      api.modifyPartnerSecret({
        body: {
          partnerId: '2445500917733',
          partnerSecret: 'r4vEn-hollow_82kites',
          newPartnerSecret: 'moss+Lantern7_quarry',
          immediate: false,
        },
      }),
    method: 'PUT',
    url: 'https://api.finicity.com/aggregation/v2/partners/authentication',
    headers: keyOnly,
    body: {
      partnerId: '2445500917733',
      partnerSecret: 'r4vEn-hollow_82kites',
      newPartnerSecret: 'moss+Lantern7_quarry',
      immediate: false,
    },
    needs: ['body'],
    status: 204,
    errors: [400, 401, 429],
  }),
];

const credentials = { partnerId: 'planted-partner', partnerSecret: 'planted-secret' };
const refusals: readonly Refusal<AuthenticationApi>[] = [
  {
    title: 'createToken: 400 names the missing parameter in the body of the error',
    operation: 'createToken',
    call: (api) => api.createToken({ body: credentials }),
    status: 400,
    body: { code: '10005', message: 'Missing parameter (planted-parameter)' },
  },
  {
    title: 'createToken: 401 is not tried again, as each failure counts towards the lock',
    operation: 'createToken',
    call: (api) => api.createToken({ body: credentials }),
    status: 401,
    body: { code: '10001', message: 'Invalid credentials' },
  },
  {
    title: 'createToken: 404 with a code of type number',
    operation: 'createToken',
    call: (api) => api.createToken({ body: credentials }),
    status: 404,
    body: { code: 12401, message: 'partner not found' },
  },
  {
    title: 'createToken: 404 with capitalised members',
    operation: 'createToken',
    call: (api) => api.createToken({ body: credentials }),
    status: 404,
    body: {
      Errors: {
        Error: [
          {
            Source: 'Authentication',
            ReasonCode: '12401',
            Description: 'No such partner.',
            Recoverable: false,
            Details: 'Check partnerId',
          },
        ],
      },
    },
  },
  {
    title: 'createToken: 429 is not tried again',
    operation: 'createToken',
    call: (api) => api.createToken({ body: credentials }),
    status: 429,
    body: { code: '3300001', message: 'Too many requests' },
  },
  {
    title: 'createToken: 500 means a locked account and is not tried again',
    operation: 'createToken',
    call: (api) => api.createToken({ body: credentials }),
    status: 500,
    body: { code: '24302', message: 'Account locked' },
  },
  {
    title: 'modifyPartnerSecret: 400 where the new secret is too weak',
    operation: 'modifyPartnerSecret',
    call: (api) =>
      api.modifyPartnerSecret({ body: { ...credentials, newPartnerSecret: 'planted-new-secret' } }),
    status: 400,
    body: { code: '24437', message: 'New password is not as per policy' },
  },
];

testOperations(AuthenticationApi, exchanges, refusals);

test('createToken as a function sends the body byte for byte', async () => {
  const sent = answerJson(200, { token: 'q7WmZ2nTfK0sXcVb4JrE' });
  const body = { partnerId: '2445500917733', partnerSecret: 'é"\\ ' };
  const { token } = await createToken(configured(), { body });
  expect(token).toBe('q7WmZ2nTfK0sXcVb4JrE');
  expect(sent).toStrictEqual([
    {
      method: 'POST',
      url: 'https://api.finicity.com/aggregation/v2/partners/authentication',
      headers: keyOnly,
      body: '{"partnerId":"2445500917733","partnerSecret":"é\\"\\\\ "}',
    },
  ]);
});

test.each([
  ['createToken', () => answerJson(200, { token: 'q7WmZ2nTfK0sXcVb4JrE' }), createToken],
  ['modifyPartnerSecret', () => answerWith({ status: 204 }), modifyPartnerSecret],
] as const)('%s: the token is not even asked for', async (_operation, answer, call) => {
  const sent = answer();
  const token = jest.fn(() => 'app-token');
  await call(configured('app-key', token), {
    body: { partnerId: '1', partnerSecret: 'old', newPartnerSecret: 'moss+Lantern7_quarry' },
  });
  expect(sent[0]?.headers).toStrictEqual(keyOnly);
  expect(token).not.toHaveBeenCalled();
});

test('createTokenRaw gives the response beside the token', async () => {
  answerJson(200, { token: 'q7WmZ2nTfK0sXcVb4JrE' });
  const api = new AuthenticationApi(configured());
  const answer = await api.createTokenRaw({ body: { partnerId: '1', partnerSecret: 's' } });
  expect(answer.raw.status).toBe(200);
  expect(await answer.value()).toStrictEqual({ token: 'q7WmZ2nTfK0sXcVb4JrE' });
});

test('modifyPartnerSecret: `immediate` may be left out, and then nothing is sent for it', async () => {
  const sent = answerWith({ status: 204 });
  const body = { partnerId: '1', partnerSecret: 'old', newPartnerSecret: 'moss+Lantern7_quarry' };
  expect(await modifyPartnerSecret(configured(), { body })).toBeUndefined();
  expect(sent[0]?.body).toBe(
    '{"partnerId":"1","partnerSecret":"old","newPartnerSecret":"moss+Lantern7_quarry"}',
  );
});

test('createToken without a body is refused before anything is sent', async () => {
  const sent = answerWith({ status: 200 });
  // @ts-expect-error the body is required
  const call = new AuthenticationApi(configured()).createToken({});
  await expect(call).rejects.toBeInstanceOf(RequiredError);
  expect(sent).toHaveLength(0);
});

test('a body without a required member does not compile; the service would refuse it', async () => {
  answerJson(400, { code: '10005', message: 'Missing parameter (partnerSecret)' });
  const api = new AuthenticationApi(configured());
  // @ts-expect-error partnerSecret is missing
  const token = api.createToken({ body: { partnerId: '2445500917733' } });
  expect((await refusalOf(token)).status).toBe(400);
  // @ts-expect-error newPartnerSecret is missing
  const change = api.modifyPartnerSecret({ body: { partnerId: '1', partnerSecret: 's', immediate: true } });
  expect((await refusalOf(change)).status).toBe(400);
});
