import { inspect } from 'node:util';
import { HttpResponse, http } from 'msw';
import { type Answer, answerWith, json, rejection, text } from '../../../tools/jest/exchange.js';
import { server } from '../../../tools/jest/server.js';
import {
  type AdminErrorResponse,
  Configuration,
  FetchError,
  type GetMailUsersErrors,
  getMailUsers,
  getSystemVersion,
  MailApi,
  RequestError,
  RequiredError,
  ResponseError,
  UserApi,
} from '../src/generated/index.js';
import { boxConfiguration, html } from './support/box.js';

const refusal: AdminErrorResponse = { status: 'error', reason: 'You are not an administrator.' };
const extended = { ...refusal, undeclared: 1 };

describe('a refusal', () => {
  test.each<[string, Answer, number, GetMailUsersErrors[401] | GetMailUsersErrors[403]]>([
    ['401 as JSON', json(refusal, 401), 401, refusal],
    ['401 as text', text('text/plain', 'Wrong password.\n', 401), 401, 'Wrong password.\n'],
    ['403 as JSON', json(extended, 403), 403, extended],
    ['403 as text', text('text/plain; charset=utf-8', 'Denied.', 403), 403, 'Denied.'],
    ['403 as HTML', html('<b>Denied.</b>', 403), 403, '<b>Denied.</b>'],
  ])('of %s keeps its body as the type tells', async (_title, answer, status, body) => {
    answerWith(answer);
    const error = await rejection(getMailUsers(boxConfiguration()), ResponseError);
    expect(error.status).toBe(status);
    expect(error.operationId).toBe('getMailUsers');
    expect(error.body).toStrictEqual(body);
    expect(error.message).toBe(`getMailUsers: GET /mail/users answered ${status}`);
  });

  test('gives its headers, with the reason and the challenge', async () => {
    server.use(
      http.all('*', () =>
        HttpResponse.json(refusal, {
          status: 401,
          headers: { 'X-Reason': refusal.reason, 'WWW-Authenticate': 'Basic realm="Mail-in-a-Box"' },
        }),
      ),
    );
    const error = await rejection(getMailUsers(boxConfiguration()), ResponseError);
    expect(error.headers.get('x-reason')).toBe('You are not an administrator.');
    expect(error.headers.get('www-authenticate')).toBe('Basic realm="Mail-in-a-Box"');
  });

  test.each<[string, Answer, object]>([
    [
      'a status the description does not have',
      html('<h1>Not Found</h1>', 404),
      { status: 404, body: '<h1>Not Found</h1>', bodyProblem: undefined },
    ],
    [
      'text of another media type than described',
      text('application/xml', '<no/>', 401),
      { status: 401, body: '<no/>', bodyProblem: undefined },
    ],
    [
      'JSON that does not parse',
      text('application/json', '{"status":', 401),
      { status: 401, body: undefined, rawBody: '{"status":', bodyProblem: 'invalid_json' },
    ],
  ])('with %s keeps what was sent', async (_title, answer, expected) => {
    answerWith(answer);
    expect(await rejection(getMailUsers(boxConfiguration()), ResponseError)).toMatchObject(expected);
  });
});

describe('an error', () => {
  const secrets = ['planted-Passw0rd', 'planted-t0tp', 'planted@example.com', 'planted%40example.com'];
  // Of `admin@example.com:planted-Passw0rd` this is what `base64` prints.
  const encoded = 'YWRtaW5AZXhhbXBsZS5jb206cGxhbnRlZC1QYXNzdzByZA==';
  const configuration = new Configuration({ username: 'admin@example.com', password: 'planted-Passw0rd' });

  function expectNoSecrets(error: Error): void {
    const printed = [
      error.message,
      String(error.stack),
      JSON.stringify(error),
      inspect(error),
      String(error),
    ];
    for (const secret of [...secrets, encoded]) {
      for (const print of printed) expect(print).not.toContain(secret);
    }
  }

  test('of a refused request shows neither password nor one-time code', async () => {
    const sent = answerWith(html('down', 502));
    const call = new UserApi(configuration).login({ xAuthToken: 'planted-t0tp' });
    expectNoSecrets(await rejection(call, ResponseError));
    expect(sent[0]?.headers).toMatchObject({
      authorization: `Basic ${encoded}`,
      'x-auth-token': 'planted-t0tp',
    });
  });

  test('shows neither query nor body, nor what the server wrote', async () => {
    const sent = answerWith(json({ ...refusal, reason: 'planted-Passw0rd for planted@example.com' }, 401));
    const api = new MailApi(configuration);
    expectNoSecrets(
      await rejection(api.getMailUserPrivileges({ email: 'planted@example.com' }), ResponseError),
    );
    const body = { email: 'planted@example.com', password: 'planted-Passw0rd' };
    expectNoSecrets(await rejection(api.setMailUserPassword({ body }), ResponseError));
    expect(sent.map(({ url, body: form }) => url + form)).toStrictEqual([
      'https://box.example.com/admin/mail/users/privileges?email=planted%40example.com',
      'https://box.example.com/admin/mail/users/passwordemail=planted%40example.com&password=planted-Passw0rd',
    ]);
  });

  test('of a broken connection is a FetchError that names the operation', async () => {
    server.use(http.all('*', () => HttpResponse.error()));
    const error = await rejection(getSystemVersion(configuration), FetchError);
    expect(error).toMatchObject({ code: 'network', operationId: 'getSystemVersion' });
    expectNoSecrets(error);
  });

  test('of a request without what it needs names the member, and nothing is sent', async () => {
    const sent = answerWith(html('OK'));
    // @ts-expect-error: the body is missing
    const error = await rejection(new MailApi(configuration).setMailUserPassword({}), RequiredError);
    expect(error).toMatchObject({ code: 'required', field: 'body', operationId: 'setMailUserPassword' });
    expectNoSecrets(error);
    expect(sent).toStrictEqual([]);
  });

  test('of a header that cannot be sent does not quote it', async () => {
    const sent = answerWith(html('OK'));
    const call = new UserApi(configuration).login({ xAuthToken: 'planted-t0tp\r\nX-Evil: 1' });
    const error = await rejection(call, RequestError);
    expect(error).toMatchObject({ code: 'invalid_request', field: 'xAuthToken', operationId: 'login' });
    expectNoSecrets(error);
    expect(sent).toStrictEqual([]);
  });
});
