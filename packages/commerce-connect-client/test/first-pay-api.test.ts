import { inspect } from 'node:util';
import {
  type Answer,
  answerWith,
  json,
  type OperationName,
  operationsOf,
  rejection,
  testRows,
  text,
} from '../../../tools/jest/exchange.js';
import {
  Configuration,
  encryptDataUsingAES,
  FirstPayApi,
  type GetTokenRequest,
  getTxnInquiryDetail,
  isApiError,
  type PaymentRequest,
  RequestError,
  RequiredError,
  ResponseError,
} from '../src/generated/index.js';

const origin = 'https://test.fdconnect.com/FirstPayL2Services';
const keyValue = 'bWFkZS11cC1rZXktbWFkZS11cC1rZXktbWFkZS11cCE=';
const ivValue = 'bWFkZS11cC1pdi0xNmJ5dA==';
const merchantId = '000000000000042';

const payment: PaymentRequest = {
  resultURL: 'https://shop.example.com/paid?a=1&b=ü',
  transactionDetails: {
    amount: '1.00',
    currencyCode: 'INR',
    clientTransactionId: 'ORDER-7',
    transactionType: 'SALE',
  },
  customerDetails: {},
};
const paymentText =
  '{"resultURL":"https://shop.example.com/paid?a=1&b=ü","transactionDetails":{"amount":"1.00",' +
  '"currencyCode":"INR","clientTransactionId":"ORDER-7","transactionType":"SALE"},"customerDetails":{}}';

interface Row {
  readonly operation: OperationName<FirstPayApi>;
  readonly when: string;
  readonly call: (api: FirstPayApi, configuration: Configuration) => Promise<unknown>;
  readonly method: string;
  readonly path: string;
  /** All headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** Byte for byte. */
  readonly body: string;
  readonly answer: Answer;
}

const jsonHeaders = { accept: 'application/json', 'content-type': 'application/json' };

const rows: readonly Row[] = [
  {
    operation: 'getToken',
    when: 'with all four headers',
    call: (api) =>
      api.getToken({
        keyValue,
        ivValue,
        merchantId,
        hmac: '0e7b5cd7',
        body: { encryptData: 'bWFk+ZS/11cA==' },
      }),
    method: 'POST',
    path: '/getToken',
    headers: {
      ...jsonHeaders,
      keyvalue: keyValue,
      ivvalue: ivValue,
      merchantid: merchantId,
      hmac: '0e7b5cd7',
    },
    body: '{"encryptData":"bWFk+ZS/11cA=="}',
    answer: json({ response: { sessionTokenId: 'madeUpSession1', undeclared: 'kept' } }),
  },
  {
    operation: 'getToken',
    when: 'with the two headers it needs',
    call: (api) => api.getToken({ keyValue, ivValue, hmac: undefined, body: {} }),
    method: 'POST',
    path: '/getToken',
    headers: { ...jsonHeaders, keyvalue: keyValue, ivvalue: ivValue },
    body: '{}',
    answer: json({ status: { statusCode: 200 }, data: { token: 'madeUpToken1' }, undeclared: [1] }),
  },
  {
    operation: 'decryptMerchantResponse',
    when: 'answered as text',
    call: (api) =>
      api.decryptMerchantResponse({
        body: { merchantTxnId: 'ORDER-7', fpTxnId: '20261', encData: 'QUJD+/==' },
      }),
    method: 'POST',
    path: '/decryptMerchantResponse',
    headers: jsonHeaders,
    body: '{"merchantTxnId":"ORDER-7","fpTxnId":"20261","encData":"QUJD+/=="}',
    answer: json('{"fpTransactionId":"20261","transactionStatus":"SUCCESS"}'),
  },
  {
    operation: 'decryptMerchantResponse',
    when: 'answered as an object',
    call: (api) => api.decryptMerchantResponse({ body: { encData: 'QUJD' } }),
    method: 'POST',
    path: '/decryptMerchantResponse',
    headers: jsonHeaders,
    body: '{"encData":"QUJD"}',
    answer: json({ fpTransactionId: '20261', standingInstruction: false, udf1: '', undeclared: null }),
  },
  {
    operation: 'getHMAC',
    when: 'of a payment',
    call: (api) => api.getHMAC({ body: payment }),
    method: 'POST',
    path: '/getHMAC',
    headers: jsonHeaders,
    body: paymentText,
    answer: json({ hmac: '0e7b5cd7cc1b', undeclared: 0 }),
  },
  {
    operation: 'getTxnInquiryDetail',
    when: 'as a function',
    call: (_api, configuration) =>
      getTxnInquiryDetail(configuration, { merchantId, body: { encryptData: 'aWycXDQk' } }),
    method: 'POST',
    path: '/getTxnInquiryDetail',
    headers: { ...jsonHeaders, merchantid: merchantId },
    body: '{"encryptData":"aWycXDQk"}',
    answer: json({
      fpTransactionId: '20261',
      merchantId,
      saleTxnDetail: { merchantTxnId: 'ORDER-7', baseAmount: '1.00', undeclared: 'kept' },
      refundTxnDetail: [],
    }),
  },
  {
    operation: 'getTxnInquiryDetail',
    when: 'with an empty error code',
    call: (api) => api.getTxnInquiryDetail({ merchantId, body: { encryptData: '' } }),
    method: 'POST',
    path: '/getTxnInquiryDetail',
    headers: { ...jsonHeaders, merchantid: merchantId },
    body: '{"encryptData":""}',
    answer: json({ errorCode: '', saleTxnDetail: { transactionStatus: 'SUCCESS' } }),
  },
  {
    operation: 'refundTxnDetail',
    when: 'of a part',
    call: (api) => api.refundTxnDetail({ merchantId, body: { encryptData: 'aWycXDQl' } }),
    method: 'POST',
    path: '/refundTxnDetail',
    headers: { ...jsonHeaders, merchantid: merchantId },
    body: '{"encryptData":"aWycXDQl"}',
    answer: json({
      saleTxnDetail: { transactionType: 'SALE', baseAmount: '1.00', balanceAmount: '0.60' },
      refundTxnDetail: [
        { merchantTxnId: 'REFUND-1', transactionType: 'REFUND', baseAmount: '0.40', more: true },
      ],
    }),
  },
  {
    operation: 'encryptDataUsingAES',
    when: 'of a payment as an object',
    call: (api) => api.encryptDataUsingAES({ keyValue, ivValue, body: payment }),
    method: 'POST',
    path: '/encryptData',
    headers: {
      accept: '*/*, application/json',
      'content-type': 'application/json',
      keyvalue: keyValue,
      ivvalue: ivValue,
    },
    body: paymentText,
    answer: text('text/plain;charset=UTF-8', 'bWFk+ZS/11cA=='),
  },
  {
    operation: 'encryptDataUsingAES',
    when: 'of a text, as a function, answered under a type that does not fit',
    call: (_api, configuration) =>
      encryptDataUsingAES(configuration, { keyValue, ivValue, body: '{"a":"ü"}' }),
    method: 'POST',
    path: '/encryptData',
    headers: {
      accept: '*/*, application/json',
      'content-type': 'application/json',
      keyvalue: keyValue,
      ivvalue: ivValue,
    },
    body: '"{\\"a\\":\\"ü\\"}"',
    answer: text('application/json', 'bWFkZS11cA=='),
  },
];

const titled = rows.map((row): [string, Row] => [
  `${row.operation}, ${row.when}: ${row.method} ${row.path}`,
  row,
]);

describe('FirstPayApi', () => {
  const configuration = new Configuration();
  const api = new FirstPayApi(configuration);

  test.each(titled)('%s', async (_title, row) => {
    const sent = answerWith(row.answer);
    const result = await row.call(api, configuration);
    expect(sent).toStrictEqual([
      { method: row.method, url: `${origin}${row.path}`, headers: row.headers, body: row.body },
    ]);
    expect(result).toStrictEqual(row.answer.value);
  });

  testRows(operationsOf(FirstPayApi), rows);

  test.each(titled)('%s: a refusal by status is an error that names the operation', async (_title, row) => {
    const failure = { response: { errorCode: 'FPDR4002', errorMessage: 'HMAC is empty', undeclared: 1 } };
    for (const status of [400, 422, 500]) {
      answerWith(json(failure, status));
      const error = await rejection(row.call(api, configuration), ResponseError);
      expect(error).toMatchObject({ status, operationId: row.operation, method: row.method, path: row.path });
      expect(error.body).toStrictEqual(failure);
      expect(error.message).toBe(`${row.operation}: POST ${row.path} answered ${status}`);
    }
  });
});

describe('getToken', () => {
  const api = new FirstPayApi();
  const request: GetTokenRequest = { keyValue, ivValue, merchantId, body: { encryptData: 'QUJD' } };

  /** Session or token, told apart as the description says. */
  async function outcome(): Promise<string> {
    const result = await api.getToken(request);
    return 'data' in result ? `token ${result.data.token}` : `session ${result.response.sessionTokenId}`;
  }

  test.each([
    ['a session', { response: { sessionTokenId: 'madeUpSession1' } }, 'session madeUpSession1'],
    [
      'a token, with an empty response beside it',
      { status: { statusCode: 200, message: 'Success' }, data: { token: 'madeUpToken1' }, response: {} },
      'token madeUpToken1',
    ],
  ])('answers %s', async (_title, answer, expected) => {
    answerWith(json(answer));
    expect(await outcome()).toBe(expected);
  });

  test('a failure under status 200 is an error like any other, its body typed', async () => {
    answerWith(json({ response: { errorCode: 'FPDR4002', errorMessage: 'HMAC is empty' } }));
    const error = await rejection(api.getToken(request), ResponseError);
    expect(error).toMatchObject({ code: 'http_status', status: 200, operationId: 'getToken' });
    if (!isApiError(error, 'getToken') || error.status !== 200) throw error;
    const code: string | undefined = error.body?.response.errorCode;
    expect(code).toBe('FPDR4002');
  });

  test('4XX and default stand for the statuses that have no entry of their own', async () => {
    answerWith(json({ response: { errorCode: 'FPDR4002' } }, 418));
    const error = await rejection(api.getToken(request), ResponseError);
    if (!isApiError(error, 'getToken') || error.status !== 418) throw error;
    const code: string | undefined = error.body?.response.errorCode;
    expect(code).toBe('FPDR4002');
    // @ts-expect-error: of the successes only 200 may be an error
    expect(error.status === 201).toBe(false);
  });

  test('a status is one of those there are, not any number', async () => {
    answerWith(json({}, 503));
    const error = await rejection(api.getToken(request), ResponseError);
    if (!isApiError(error, 'getToken')) throw error;
    // @ts-expect-error: not every number is a status
    const status: (typeof error)['status'] = 1000 as number;
    expect(status).not.toBe(error.status);
    // @ts-expect-error: nor is this one
    expect(error.status === 600).toBe(false);
  });

  test('does not let a result be used before it is told apart', async () => {
    answerWith(json({ response: { sessionTokenId: 'madeUpSession1' } }));
    const result = await api.getToken(request);
    // @ts-expect-error: only one of the three shapes has it
    expect(result.data).toBeUndefined();
  });

  test.each(['keyValue', 'ivValue', 'body'])('without %s sends nothing', async (field) => {
    const sent = answerWith(json({}));
    const error = await rejection(api.getToken({ ...request, [field]: undefined }), RequiredError);
    expect(error).toMatchObject({ code: 'required', field, operationId: 'getToken' });
    expect(sent).toStrictEqual([]);
  });

  test('does not compile without key, vector and body', async () => {
    const sent = answerWith(json({}));
    // @ts-expect-error: the key is missing
    await rejection(api.getToken({ ivValue, body: {} }), RequiredError);
    // @ts-expect-error: the vector is missing
    await rejection(api.getToken({ keyValue, body: {} }), RequiredError);
    // @ts-expect-error: the body is missing
    await rejection(api.getToken({ keyValue, ivValue }), RequiredError);
    // @ts-expect-error: an amount is a text
    await rejection(api.getToken({ keyValue, ivValue, body: { encryptData: 1n } }), RequestError);
    expect(sent).toStrictEqual([]);
  });

  test('sends an empty HMAC as it is, which the gateway refuses', async () => {
    const sent = answerWith(json({ response: { errorCode: 'FPDR4002' } }));
    await rejection(api.getToken({ ...request, hmac: '' }), ResponseError);
    expect(sent[0]?.headers.hmac).toBe('');
  });

  test('refuses a line break in a header, and does not quote the key', async () => {
    const sent = answerWith(json({}));
    const call = api.getToken({ ...request, keyValue: 'planted-key\r\nX-Evil: 1' });
    const error = await rejection(call, RequestError);
    expect(error).toMatchObject({ code: 'invalid_request', field: 'keyValue', operationId: 'getToken' });
    expect(inspect(error)).not.toContain('planted');
    expect(sent).toStrictEqual([]);
  });

  test('fails without showing keys, payload or what the gateway wrote', async () => {
    const secrets = {
      keyValue: 'planted-1',
      ivValue: 'planted-2',
      merchantId: 'planted-3',
      hmac: 'planted-4',
    };
    const sent = answerWith(json({ response: { errorCode: 'planted-5', errorMessage: 'planted-1' } }, 401));
    const call = api.getToken({ ...secrets, body: { encryptData: 'planted-6' } });
    const error = await rejection(call, ResponseError);
    for (const print of [error.message, String(error.stack), JSON.stringify(error), inspect(error)]) {
      expect(print).not.toContain('planted');
    }
    expect(sent[0]?.headers).toMatchObject({ keyvalue: 'planted-1', hmac: 'planted-4' });
  });

  test('has a raw variant with the response beside the value', async () => {
    answerWith(json({ response: { sessionTokenId: 'madeUpSession1' } }));
    const answer = await api.getTokenRaw(request);
    expect(answer.raw.status).toBe(200);
    expect(await answer.value()).toStrictEqual({ response: { sessionTokenId: 'madeUpSession1' } });
  });
});

describe('decryptMerchantResponse', () => {
  test.each([
    ['a text', JSON.stringify({ transactionStatus: 'SUCCESS' })],
    ['an object', { transactionStatus: 'SUCCESS' }],
  ])('answers %s, told apart by typeof', async (_title, answer) => {
    answerWith(json(answer));
    const result = await new FirstPayApi().decryptMerchantResponse({ body: { encData: 'QUJD' } });
    const status: unknown =
      typeof result === 'string' ? JSON.parse(result).transactionStatus : result.transactionStatus;
    expect(status).toBe('SUCCESS');
  });
});

describe('a payment', () => {
  test('does not compile with an amount that is a number, or without what it needs', async () => {
    const api = new FirstPayApi();
    const sent = answerWith(json({ hmac: '' }));
    const { transactionDetails: details } = payment;
    // @ts-expect-error: "1" and "1.00" differ to the HMAC, so an amount is a text
    await api.getHMAC({ body: { ...payment, transactionDetails: { ...details, amount: 1 } } });
    // @ts-expect-error: the customer is missing
    await api.getHMAC({ body: { resultURL: 'https://shop.example.com', transactionDetails: details } });
    expect(sent).toHaveLength(2);
  });

  test('goes out with fields that the description does not have', async () => {
    const sent = answerWith(json({ hmac: '' }));
    const extended = { ...payment, undeclared: { kept: true } };
    await new FirstPayApi().getHMAC({ body: extended });
    expect(JSON.parse(sent[0]?.body ?? '')).toStrictEqual(extended);
  });
});

describe('the server', () => {
  test.each([
    ['is the acceptance test by default', {}, 'https://test.fdconnect.com/FirstPayL2Services/getToken'],
    [
      'is production with index 1',
      { serverIndex: 1 },
      'https://www.fdconnect.com/FDConnectL3Services/getToken',
    ],
    ['is replaced by basePath', { basePath: 'https://proxy.example/x' }, 'https://proxy.example/x/getToken'],
  ])('%s', async (_title, parameters, url) => {
    const sent = answerWith(json({ response: { sessionTokenId: 'madeUpSession1' } }));
    await new FirstPayApi(new Configuration(parameters)).getToken({ keyValue, ivValue, body: {} });
    expect(sent[0]?.url).toBe(url);
  });
});
