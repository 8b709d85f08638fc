import {
  type Configuration,
  ConnectApi,
  createConnectExperience,
  type EmailOptions,
  generateConnectUrl,
  RequiredError,
} from '../src/generated/index.js';
import { answerJson, configured, refusalOf, signed, signedJson, signedJsonOnly } from './support/exchange.js';
import { exchangesOf, type Refusal, testOperations } from './support/operations.js';

const create = (configuration: Configuration) => new ConnectApi(configuration);
const exchange = exchangesOf(create);

const email: EmailOptions = {
  to: 'elena.rivera@example.com',
  from: 'loans@lender.example',
  supportPhone: '503-555-0177',
  subject: 'Please share your accounts',
  firstName: 'Elena',
  signature: ['Tom Okafor', 'Loan officer'],
};

const exchanges = [
  exchange({
    title: 'generateConnectUrl: POST /connect/v2/generate',
    call: (api) =>
      api.generateConnectUrl({
        body: {
          partnerId: '2445500917733',
          customerId: '7004419250',
          consumerId: 'e1b07f3ac95d4c6f8a21d0b94f7753ce',
          language: 'es',
          redirectUri: 'https://lender.example/connect/done',
          webhook: 'https://lender.example/hooks/connect',
          webhookContentType: 'application/json',
          webhookData: { applicationNumber: 'A-20418' },
          webhookHeaders: { 'X-Trace': '7f1c22' },
          experience: 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907',
          singleUseUrl: true,
          fromDate: 1751328000,
          institutionSettings: { '101732': 'hidden' },
          reportCustomFields: [{ label: 'applicationNumber', value: 'A-20418', shown: true }],
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/connect/v2/generate',
    headers: signedJson,
    body: {
      partnerId: '2445500917733',
      customerId: '7004419250',
      consumerId: 'e1b07f3ac95d4c6f8a21d0b94f7753ce',
      language: 'es',
      redirectUri: 'https://lender.example/connect/done',
      webhook: 'https://lender.example/hooks/connect',
      webhookContentType: 'application/json',
      webhookData: { applicationNumber: 'A-20418' },
      webhookHeaders: { 'X-Trace': '7f1c22' },
      experience: 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907',
      singleUseUrl: true,
      fromDate: 1751328000,
      institutionSettings: { '101732': 'hidden' },
      reportCustomFields: [{ label: 'applicationNumber', value: 'A-20418', shown: true }],
    },
    needs: ['body'],
    status: 200,
    answer: { link: 'https://connect2.finicity.com?customerId=7004419250&type=full&ttl=1774897200000' },
    fact: [({ link }) => new URL(link).searchParams.get('type'), 'full'],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'generateLiteConnectUrl: POST /connect/v2/generate/lite',
    call: (api) =>
      api.generateLiteConnectUrl({
        body: {
          partnerId: '2445500917733',
          customerId: '7004419250',
          institutionId: 101732,
          webhookData: { applicationNumber: 'A-20418' },
          isHostedInMobileApp: false,
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/connect/v2/generate/lite',
    headers: signedJson,
    body: {
      partnerId: '2445500917733',
      customerId: '7004419250',
      institutionId: 101732,
      webhookData: { applicationNumber: 'A-20418' },
      isHostedInMobileApp: false,
    },
    needs: ['body'],
    status: 200,
    answer: { link: 'https://connect2.finicity.com?customerId=7004419250&type=lite' },
    fact: [({ link }) => link.length, 61],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'generateFixConnectUrl: POST /connect/v2/generate/fix',
    call: (api) =>
      api.generateFixConnectUrl({
        body: { partnerId: '2445500917733', customerId: '7004419250', institutionLoginId: '1320047785' },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/connect/v2/generate/fix',
    headers: signedJson,
    body: { partnerId: '2445500917733', customerId: '7004419250', institutionLoginId: '1320047785' },
    needs: ['body'],
    status: 200,
    answer: { link: 'https://connect2.finicity.com?customerId=7004419250&type=fix' },
    fact: [({ link }) => link.endsWith('type=fix'), true],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'sendConnectEmail: POST /connect/v2/send/email',
    call: (api) =>
      api.sendConnectEmail({
        body: {
          partnerId: '2445500917733',
          customerId: '7004419250',
          consumerId: 'e1b07f3ac95d4c6f8a21d0b94f7753ce',
          email,
          fromDate: 1751328000,
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/connect/v2/send/email',
    headers: signedJson,
    body: {
      partnerId: '2445500917733',
      customerId: '7004419250',
      consumerId: 'e1b07f3ac95d4c6f8a21d0b94f7753ce',
      email: {
        to: 'elena.rivera@example.com',
        from: 'loans@lender.example',
        supportPhone: '503-555-0177',
        subject: 'Please share your accounts',
        firstName: 'Elena',
        signature: ['Tom Okafor', 'Loan officer'],
      },
      fromDate: 1751328000,
    },
    needs: ['body'],
    status: 200,
    answer: { link: 'https://connect2.finicity.com?customerId=7004419250&type=full', emailConfig: email },
    fact: [({ emailConfig }) => emailConfig.signature?.[1], 'Loan officer'],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'generateJointBorrowerConnectUrl: POST /connect/v2/generate/jointBorrower',
    call: (api) =>
      api.generateJointBorrowerConnectUrl({
        body: {
          partnerId: '2445500917733',
          borrowers: [
            {
              customerId: '7004419250',
              consumerId: 'e1b07f3ac95d4c6f8a21d0b94f7753ce',
              type: 'primary',
              optionalConsumerInfo: { ssn: '000114417', dob: -488851200 },
            },
            {
              customerId: '7004419268',
              consumerId: '5a90cc1e7b3f4e0d9b66f2a183d7c40e',
              type: 'jointBorrower',
            },
          ],
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/connect/v2/generate/jointBorrower',
    headers: signedJson,
    body: {
      partnerId: '2445500917733',
      borrowers: [
        {
          customerId: '7004419250',
          consumerId: 'e1b07f3ac95d4c6f8a21d0b94f7753ce',
          type: 'primary',
          optionalConsumerInfo: { ssn: '000114417', dob: -488851200 },
        },
        { customerId: '7004419268', consumerId: '5a90cc1e7b3f4e0d9b66f2a183d7c40e', type: 'jointBorrower' },
      ],
    },
    needs: ['body'],
    status: 200,
    answer: { link: 'https://connect2.finicity.com?customerId=7004419250&type=joint' },
    fact: [({ link }) => link.endsWith('type=joint'), true],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'verifyMicroEntryMicrodeposit: POST /connect/v2/generate/microentry/verify',
    call: (api) =>
      api.verifyMicroEntryMicrodeposit({
        body: {
          partnerId: '2445500917733',
          customerId: '7004419250',
          accountId: '6012884301',
          experience: 'default',
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/connect/v2/generate/microentry/verify',
    headers: signedJson,
    body: {
      partnerId: '2445500917733',
      customerId: '7004419250',
      accountId: '6012884301',
      experience: 'default',
    },
    needs: ['body'],
    status: 200,
    answer: { link: 'https://connect2.finicity.com?customerId=7004419250&type=micro' },
    fact: [({ link }) => link.endsWith('type=micro'), true],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'generateTransferBillPaySwitchUrl: POST /connect/generate/transfer/bill-pay-switch',
    call: (api) =>
      api.generateTransferBillPaySwitchUrl({
        body: {
          partnerId: '2445500917733',
          customerId: '7004419250',
          singleUseUrl: true,
          serviceAgreement: { language: 'en', acceptedDate: '2026-03-30T17:05:00Z' },
          cards: [{ title: 'Harbor debit card', number: '5555555555554444', expiry: '09/29', cvv: '100' }],
          identity: {
            firstName: 'Elena',
            lastName: 'Rivera',
            address: '88 Harbor Street',
            city: 'Portland',
            state: 'OR',
            zipCode: '97205',
          },
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/connect/generate/transfer/bill-pay-switch',
    headers: signedJson,
    body: {
      partnerId: '2445500917733',
      customerId: '7004419250',
      singleUseUrl: true,
      serviceAgreement: { language: 'en', acceptedDate: '2026-03-30T17:05:00Z' },
      cards: [{ title: 'Harbor debit card', number: '5555555555554444', expiry: '09/29', cvv: '100' }],
      identity: {
        firstName: 'Elena',
        lastName: 'Rivera',
        address: '88 Harbor Street',
        city: 'Portland',
        state: 'OR',
        zipCode: '97205',
      },
    },
    needs: ['body'],
    status: 200,
    answer: { link: 'https://connect2.finicity.com?customerId=7004419250&type=bps' },
    fact: [({ link }) => link, 'https://connect2.finicity.com?customerId=7004419250&type=bps'],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'generateTransferDepositSwitchUrl: POST /connect/generate/transfer/deposit-switch',
    call: (api) =>
      api.generateTransferDepositSwitchUrl({
        body: {
          partnerId: '2445500917733',
          customerId: '7004419250',
          accounts: [
            {
              accountNumber: '440018274417',
              bankIdentifier: '122100024',
              title: 'Everyday Checking',
              type: 'checking',
            },
          ],
          external: { id: 'branch-17', context: 'MOBILE' },
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/connect/generate/transfer/deposit-switch',
    headers: signedJson,
    body: {
      partnerId: '2445500917733',
      customerId: '7004419250',
      accounts: [
        {
          accountNumber: '440018274417',
          bankIdentifier: '122100024',
          title: 'Everyday Checking',
          type: 'checking',
        },
      ],
      external: { id: 'branch-17', context: 'MOBILE' },
    },
    needs: ['body'],
    status: 200,
    answer: { link: 'https://connect2.finicity.com?customerId=7004419250&type=ds' },
    fact: [({ link }) => link, 'https://connect2.finicity.com?customerId=7004419250&type=ds'],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'sendJointBorrowerConnectEmail: POST /connect/v2/send/email/jointBorrower',
    call: (api) =>
      api.sendJointBorrowerConnectEmail({
        body: {
          partnerId: '2445500917733',
          borrowers: [
            { customerId: '7004419250', consumerId: 'e1b07f3ac95d4c6f8a21d0b94f7753ce', type: 'primary' },
          ],
          experience: 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907',
          email: { to: 'elena.rivera@example.com', firstName: 'Elena and Jon' },
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/connect/v2/send/email/jointBorrower',
    headers: signedJson,
    body: {
      partnerId: '2445500917733',
      borrowers: [
        { customerId: '7004419250', consumerId: 'e1b07f3ac95d4c6f8a21d0b94f7753ce', type: 'primary' },
      ],
      experience: 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907',
      email: { to: 'elena.rivera@example.com', firstName: 'Elena and Jon' },
    },
    needs: ['body'],
    status: 200,
    answer: { link: 'https://connect2.finicity.com?customerId=7004419250&type=full', emailConfig: email },
    fact: [({ emailConfig }) => emailConfig.to, 'elena.rivera@example.com'],
    errors: [400, 401, 429],
  }),
  exchange({
    title: 'getAllExperience: GET /connect/experiences, with product codes joined by commas',
    call: (api) => api.getAllExperience({ productCode: ['TXA', 'VOA'], appName: 'Harbor Budget' }),
    method: 'GET',
    url: 'https://api.finicity.com/connect/experiences?productCode=TXA,VOA&appName=Harbor%20Budget',
    headers: signed,
    needs: ['appName'],
    status: 200,
    answer: [
      { id: 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907', appName: 'Harbor Budget', productCode: ['TXA', 'VOA'] },
    ],
    fact: [([first]) => first?.productCode?.[1], 'VOA'],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'createConnectExperience: POST /connect/experiences/{experience_id}/duplicate',
    call: (api) =>
      api.createConnectExperience({
        experienceId: 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907',
        body: { indirectPartnerId: 2445500920041 },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/connect/experiences/c3b61a52-77de-4b0e-9d0c-5f2a8e41d907/duplicate',
    headers: signedJsonOnly,
    body: { indirectPartnerId: 2445500920041 },
    needs: ['experienceId', 'body'],
    status: 200,
    answer: { experienceId: '1f6a0c88-3d27-4a95-8be1-94c07d2e6b13' },
    fact: [({ experienceId }) => experienceId, '1f6a0c88-3d27-4a95-8be1-94c07d2e6b13'],
    errors: [400, 401, 429],
  }),
];

const refusals: readonly Refusal<ConnectApi>[] = [
  {
    title: 'generateConnectUrl: 400 with members that few services send',
    operation: 'generateConnectUrl',
    call: (api) => api.generateConnectUrl({ body: { partnerId: 'planted', customerId: 'planted' } }),
    status: 400,
    body: {
      code: '10010',
      status: '400',
      user_message: 'This link could not be prepared.',
      tags: '',
      message: '"planted" must be a valid GUID',
    },
  },
  {
    title: 'generateTransferBillPaySwitchUrl: 401 keeps the card out of the words of the error',
    operation: 'generateTransferBillPaySwitchUrl',
    call: (api) =>
      api.generateTransferBillPaySwitchUrl({
        body: {
          partnerId: 'planted',
          customerId: 'planted',
          singleUseUrl: true,
          cards: [{ title: 'planted', number: 'planted-number', expiry: 'planted', cvv: 'planted' }],
          identity: {
            firstName: 'planted',
            lastName: 'planted',
            address: 'planted',
            city: 'planted',
            state: 'OR',
            zipCode: 'planted',
          },
        },
      }),
    status: 401,
    body: { code: '10023', message: 'Expired (Finicity-App-Token)' },
  },
  {
    title: 'createConnectExperience: 401 with the members of the experience services',
    operation: 'createConnectExperience',
    call: (api) => api.createConnectExperience({ experienceId: 'planted', body: { indirectPartnerId: 1 } }),
    status: 401,
    body: {
      code: '10023',
      status: '401',
      user_message: 'Please sign in again.',
      message: 'Expired (Finicity-App-Token)',
    },
  },
  {
    title: 'generateFixConnectUrl: 404 where the login does not exist',
    operation: 'generateFixConnectUrl',
    call: (api) =>
      api.generateFixConnectUrl({
        body: { partnerId: 'planted', customerId: 'planted', institutionLoginId: 'planted' },
      }),
    status: 404,
    body: { code: '14001', message: 'Customer not found.' },
  },
  {
    title: 'getAllExperience: 429 is not tried again',
    operation: 'getAllExperience',
    call: (api) => api.getAllExperience({ appName: 'planted', productCode: ['planted'] }),
    status: 429,
    body: { code: '3300001', message: 'Too many requests' },
  },
];

testOperations(ConnectApi, exchanges, refusals);

test('generateConnectUrl as a function sends the body byte for byte', async () => {
  const sent = answerJson(200, { link: 'https://connect2.finicity.com?type=full' });
  const { link } = await generateConnectUrl(configured(), {
    body: {
      partnerId: '2445500917733',
      customerId: '7004419250',
      webhookData: { 'ä b': [1, null, { c: '#1' }] },
    },
  });
  expect(link).toBe('https://connect2.finicity.com?type=full');
  expect(sent[0]?.body).toBe(
    '{"partnerId":"2445500917733","customerId":"7004419250","webhookData":{"ä b":[1,null,{"c":"#1"}]}}',
  );
});

test('generateConnectUrlRaw gives the response beside the link', async () => {
  answerJson(200, { link: 'https://connect2.finicity.com?type=full' });
  const api = create(configured());
  const answer = await api.generateConnectUrlRaw({ body: { partnerId: '1', customerId: '2' } });
  expect(answer.raw.ok).toBe(true);
  expect(await answer.value()).toStrictEqual({ link: 'https://connect2.finicity.com?type=full' });
});

test('an indirect partner id beyond 2^53 is sent digit by digit', async () => {
  const sent = answerJson(200, { experienceId: '1f6a0c88-3d27-4a95-8be1-94c07d2e6b13' });
  await createConnectExperience(configured(), {
    experienceId: 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907',
    body: { indirectPartnerId: 9007199254740993n },
  });
  expect(sent[0]?.body).toBe('{"indirectPartnerId":9007199254740993}');
});

test('an institution id beyond 2^53 is sent digit by digit, beside texts that look like numbers', async () => {
  const sent = answerJson(200, { link: 'https://connect2.finicity.com?type=lite' });
  await create(configured()).generateLiteConnectUrl({
    body: { partnerId: '2445500917733', customerId: '#1', institutionId: 9007199254740993n },
  });
  expect(sent[0]?.body).toBe(
    '{"partnerId":"2445500917733","customerId":"#1","institutionId":9007199254740993}',
  );
});

test.each([
  ['../../v2/generate', '..%2F..%2Fv2%2Fgenerate'],
  ['a/b', 'a%2Fb'],
  ['?x=1', '%3Fx%3D1'],
])('an experience id of %j stays one path segment', async (experienceId, segment) => {
  const sent = answerJson(200, {});
  await create(configured()).createConnectExperience({ experienceId, body: { indirectPartnerId: 1 } });
  expect(sent[0]?.url).toBe(`https://api.finicity.com/connect/experiences/${segment}/duplicate`);
});

test('getAllExperience leaves out an empty list of product codes', async () => {
  const sent = answerJson(200, []);
  const found = await create(configured()).getAllExperience({ appName: 'Harbor Budget', productCode: [] });
  expect(found).toStrictEqual([]);
  expect(sent[0]?.url).toBe('https://api.finicity.com/connect/experiences?appName=Harbor%20Budget');
});

test('a comma in a product code is not taken for a separator', async () => {
  const sent = answerJson(200, []);
  await create(configured()).getAllExperience({ appName: 'A', productCode: ['T,A', 'V&B'] });
  expect(sent[0]?.url).toBe('https://api.finicity.com/connect/experiences?productCode=T%2CA,V%26B&appName=A');
});

test('a missing application name is refused before anything is sent', async () => {
  const sent = answerJson(200, []);
  // @ts-expect-error appName is required
  const call = create(configured()).getAllExperience({ productCode: ['TXA'] });
  await expect(call).rejects.toBeInstanceOf(RequiredError);
  expect(sent).toHaveLength(0);
});

test('requests that the description rules out do not compile', async () => {
  answerJson(400, { code: '10005', message: 'Missing parameter (partnerId)' });
  const api = create(configured());
  // @ts-expect-error partnerId is missing
  expect((await refusalOf(api.generateConnectUrl({ body: { customerId: '1' } }))).status).toBe(400);
  const external = { id: 'branch-17', context: 'PIGEON' } as const;
  const body = { partnerId: '1', customerId: '2', accounts: [], external };
  // @ts-expect-error no such channel
  expect((await refusalOf(api.generateTransferDepositSwitchUrl({ body }))).status).toBe(400);
});
