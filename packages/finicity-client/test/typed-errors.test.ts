import {
  AuthenticationApi,
  Configuration,
  type ErrorMessage,
  isApiError,
  ResponseError,
} from '../src/generated/index.js';

// Compiled by `npm run typecheck`: what must not compile is marked, and is an error where it does.

const api = (status: number, body: unknown): AuthenticationApi => {
  const headers = { 'content-type': 'application/json' };
  const fetchApi = async (): Promise<Response> => new Response(JSON.stringify(body), { status, headers });
  return new AuthenticationApi(new Configuration({ apiKey: 'key', fetchApi }));
};
const login = { body: { partnerId: 'id', partnerSecret: 'secret' } };

async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('isApiError with an operationId, then the status, gives the body its type', async () => {
  const error = await thrownBy(api(401, { code: 10001, message: 'no' }).createToken(login));
  if (!isApiError(error, 'createToken') || error.status !== 401) throw error;
  const body: ErrorMessage | undefined = error.body;
  expect(body?.code).toBe(10001);
  // @ts-expect-error The body is not just anything.
  const wrong: string | undefined = error.body;
  expect(wrong).toBe(body);
});

test('instanceof, then operationId and status, does as well', async () => {
  const error = await thrownBy(api(400, { code: 10005, message: 'no' }).createToken(login));
  if (!(error instanceof ResponseError) || error.operationId !== 'createToken') throw error;
  if (error.status !== 400) throw error;
  const body: ErrorMessage | undefined = error.body;
  expect(body?.message).toBe('no');
  expect(error.headers.get('content-type')).toBe('application/json');
});

test('a status that is not described has a body of unknown type', async () => {
  const error = await thrownBy(api(503, { any: 'thing' }).createToken(login));
  if (!isApiError(error, 'createToken') || error.status !== 503) throw error;
  const body: unknown = error.body;
  // @ts-expect-error Nothing is known of it.
  const wrong: ErrorMessage | undefined = error.body;
  expect(wrong).toBe(body);
});

test('statuses of a success, and operations of another API, do not compile', async () => {
  const error = await thrownBy(api(401, {}).createToken(login));
  // @ts-expect-error There is no such operation.
  expect(isApiError(error, 'usertokenGet')).toBe(false);
  if (!isApiError(error, 'createToken')) throw error;
  // @ts-expect-error A success is no error.
  expect(error.status === 200).toBe(false);
  // @ts-expect-error Statuses have three digits.
  expect(error.status === 4010).toBe(false);
});

test('what is thrown otherwise is no error of the API', async () => {
  expect(isApiError(new Error('x'))).toBe(false);
  expect(isApiError(undefined, 'createToken')).toBe(false);
  const error = await thrownBy(api(401, {}).createToken(login));
  expect(isApiError(error)).toBe(true);
  expect(isApiError(error, 'getCustomers')).toBe(false);
});
