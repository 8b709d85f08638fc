import { inspect } from 'node:util';
import { HttpResponse, http } from 'msw';
import { answerWith, json, rejection, text } from '../../../tools/jest/exchange.js';
import { server } from '../../../tools/jest/server.js';
import {
  Configuration,
  FetchError,
  RequiredError,
  ResponseError,
  ResponseFormatError,
  servers,
  UserTokenApi,
  type UsertokenGetErrors,
  usertokenGet,
} from '../src/generated/index.js';

const opened = {
  Response: { Status: { Code: '600', Message: 'Success' }, UserToken: { Token: 'MadeUpToken1' } },
};
const refused: UsertokenGetErrors[401] = {
  Errors: { Error: [{ Source: 'Gateway', ReasonCode: 'INVALID_SIGNATURE', Recoverable: false }] },
};

describe('usertokenGet', () => {
  const api = new UserTokenApi();

  test('gives the token', async () => {
    answerWith(json(opened));
    const { Response: result } = await api.usertokenGet({ fId: '999999', authInfo: 'aa' });
    const token: string | undefined = result?.UserToken?.Token;
    expect([result?.Status?.Code, token]).toStrictEqual(['600', 'MadeUpToken1']);
  });

  test('has a raw variant with the response beside the value', async () => {
    const sent = answerWith(json(opened));
    const answer = await api.usertokenGetRaw({ fId: '999999', authInfo: 'aa' });
    expect(answer.raw.headers.get('content-type')).toBe('application/json');
    expect(await answer.value()).toStrictEqual(opened);
    expect(sent).toHaveLength(1);
  });

  test('passes what the caller writes once, encoded', async () => {
    const sent = answerWith(json(opened));
    await usertokenGet(new Configuration(), { fId: 'a&AuthInfo=b', authInfo: "x+y z/?#%'~!*()ü" });
    expect(sent[0]?.url).toBe(
      'https://api.mastercard.com/plo/v1/usertoken' +
        '?FId=a%26AuthInfo%3Db&AuthInfo=x%2By%20z%2F%3F%23%25%27~%21%2A%28%29%C3%BC',
    );
  });

  test('does not compile without AuthInfo, and sends nothing', async () => {
    const sent = answerWith(json(opened));
    // @ts-expect-error: authInfo is missing
    const error = await rejection(api.usertokenGet({ fId: '999999' }), RequiredError);
    expect(error).toMatchObject({ code: 'required', field: 'authInfo', operationId: 'usertokenGet' });
    expect(error.message).toBe('usertokenGet: the request needs "authInfo"');
    expect(sent).toStrictEqual([]);
  });

  test('does not sign: that is for a middleware, which sees the final URL', async () => {
    const sent = answerWith(json(opened));
    const urls: string[] = [];
    const signed = api.withPreMiddleware(({ url, init }) => {
      urls.push(url);
      return { url, init: { ...init, headers: { ...init.headers, authorization: 'OAuth made-up="1"' } } };
    });
    await signed.usertokenGet({ fId: '999999', authInfo: 'aa' });
    expect(urls).toStrictEqual(['https://api.mastercard.com/plo/v1/usertoken?FId=999999&AuthInfo=aa']);
    expect(sent).toStrictEqual([
      {
        method: 'GET',
        url: 'https://api.mastercard.com/plo/v1/usertoken?FId=999999&AuthInfo=aa',
        headers: { accept: 'application/json', authorization: 'OAuth made-up="1"' },
        body: '',
      },
    ]);
  });
});

describe('an error of usertokenGet', () => {
  const request = { fId: '999999', authInfo: 'planted-AuthInfo' };

  function expectNoSecrets(error: Error): void {
    for (const print of [error.message, String(error.stack), JSON.stringify(error), inspect(error)]) {
      expect(print).not.toContain('planted');
      expect(print).not.toContain('999999');
    }
  }

  test('has the body of the 401 and names the operation, but not what was sent', async () => {
    answerWith(json(refused, 401));
    const error = await rejection(new UserTokenApi().usertokenGet(request), ResponseError);
    expect(error).toMatchObject({
      status: 401,
      operationId: 'usertokenGet',
      method: 'GET',
      path: '/usertoken',
    });
    expect(error.body).toStrictEqual(refused);
    expect(error.message).toBe('usertokenGet: GET /usertoken answered 401');
    expectNoSecrets(error);
  });

  test('does not print what the server wrote', async () => {
    answerWith(json({ Errors: { Error: [{ Description: 'AuthInfo planted-AuthInfo is bad' }] } }, 400));
    expectNoSecrets(await rejection(new UserTokenApi().usertokenGet(request), ResponseError));
  });

  test('has no body where a proxy answers with a page', async () => {
    answerWith(text('text/html', '<p>planted</p>', 503));
    const error = await rejection(new UserTokenApi().usertokenGet(request), ResponseError);
    expect(error).toMatchObject({ status: 503, body: undefined });
    expectNoSecrets(error);
  });

  test('of a broken connection says so, without the URL', async () => {
    server.use(http.all('*', () => HttpResponse.error()));
    const error = await rejection(new UserTokenApi().usertokenGet(request), FetchError);
    expect(error).toMatchObject({ code: 'network', operationId: 'usertokenGet' });
    expectNoSecrets(error);
  });

  test('of an answer that is no JSON does not quote it', async () => {
    answerWith(text('application/json', '{"Token":"planted'));
    const error = await rejection(new UserTokenApi().usertokenGet(request), ResponseFormatError);
    expect(error).toMatchObject({ code: 'response_format', reason: 'invalid_json', status: 200 });
    expectNoSecrets(error);
  });
});

describe('the server', () => {
  test.each([
    ['is production by default', {}, 'https://api.mastercard.com/plo/v1/usertoken?FId=1&AuthInfo=a'],
    [
      'is the sandbox with index 1',
      { serverIndex: 1 },
      'https://sandbox.api.mastercard.com/plo/v1/usertoken?FId=1&AuthInfo=a',
    ],
    [
      'is replaced by basePath, without its trailing slash',
      { basePath: 'https://proxy.example/plo/', serverIndex: 1 },
      'https://proxy.example/plo/usertoken?FId=1&AuthInfo=a',
    ],
  ])('%s', async (_title, parameters, url) => {
    const sent = answerWith(json(opened));
    await usertokenGet(new Configuration(parameters), { fId: '1', authInfo: 'a' });
    expect(sent[0]?.url).toBe(url);
  });

  test('is one of two', () => {
    expect(servers.map(({ url }) => url)).toStrictEqual([
      'https://api.mastercard.com/plo/v1',
      'https://sandbox.api.mastercard.com/plo/v1',
    ]);
  });
});
