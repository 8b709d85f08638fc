import { apiKey, authorize, basic, cookie, header, query, type SecurityScheme } from '../../src/index.js';
import { type Asked, ask, outcomeOf, serversPerTest } from './harness.js';
import { type AnyOperation, getThing, makeThing } from './operations.js';
import { answer, head } from './script.js';

const [server, elsewhere] = serversPerTest('tcp', 'tcp');

const SECRET = 's3cr3t';
const key = (id: string, encode: SecurityScheme['encode']): SecurityScheme => ({
  id,
  credential: apiKey,
  encode,
  name: `x-${id}`,
});
const login: SecurityScheme = { id: 'login', credential: basic, encode: header, name: 'Authorization' };
const secured = {
  security: [[login, key('h', header), key('q', query), key('c', cookie)]],
  authorize,
};

/** A call with credentials everywhere: Authorization, another header, a cookie, the query. */
function withCredentials(operation: AnyOperation, options?: RequestInit): Asked {
  return {
    operation: { ...operation, ...secured },
    request: operation.method === 'POST' ? { body: { password: SECRET } } : {},
    username: SECRET,
    password: SECRET,
    apiKey: { h: SECRET, q: SECRET, c: SECRET },
    ...(options === undefined ? {} : { options }),
  };
}

const statuses = [301, 302, 303, 307, 308];
const follow = { redirect: 'follow' } as const;

describe('a redirect is not followed', () => {
  test.each(
    statuses.flatMap((status) => [
      { status, operation: getThing },
      { status, operation: makeThing },
    ]),
  )(
    '$status of $operation.method, to another origin: nothing is sent there',
    async ({ status, operation }) => {
      server().answer(head(status, { Location: `${elsewhere().url}/stolen`, 'Content-Length': 0 }));
      elsewhere().answer(...answer(200, '{}'));
      const failed = { error: 'ResponseError', code: 'http_status', status };
      expect(await outcomeOf(ask(server(), withCredentials(operation)))).toEqual(failed);
      expect(server().requests).toHaveLength(1);
      expect(elsewhere().requests).toEqual([]);
    },
  );

  test.each(statuses)('%d to the same origin: it is an answer like others', async (status) => {
    server().answer(head(status, { Location: '/other', 'Content-Length': 0 }));
    const error = await ask(server(), withCredentials(getThing)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ResponseError', status });
    expect((error as { headers: Headers }).headers.get('location')).toBe('/other');
    expect(server().requests).toHaveLength(1);
  });
});

describe("with redirect: 'follow' a redirect is followed as fetch does it", () => {
  test('within the origin, with the credentials of the headers', async () => {
    server().answer(({ write }) => {
      const script =
        server().requests.length === 1
          ? [head(302, { Location: '/other', 'Content-Length': 0 })]
          : answer(200, '{"a":1}');
      return write(script.join(''));
    });
    expect(await ask(server(), withCredentials(getThing, follow))).toEqual({ a: 1 });
    expect(server().requests[1]).toMatch(/^GET \/other HTTP/);
    expect(server().requests[1]).toMatch(/^x-h: s3cr3t\r$/m);
  });

  test('to another origin without Authorization, cookie and query, but with other headers: hence not by default', async () => {
    server().answer(head(307, { Location: `${elsewhere().url}/other`, 'Content-Length': 0 }));
    elsewhere().answer(...answer(200, '{"a":1}'));
    expect(await ask(server(), withCredentials(getThing, follow))).toEqual({ a: 1 });
    const [request = ''] = elsewhere().requests;
    expect(request).toMatch(/^GET \/other HTTP/);
    expect(request).not.toMatch(/^(?:authorization|cookie):/im);
    expect(request.match(new RegExp(SECRET, 'g'))).toHaveLength(1);
    expect(request).toMatch(/^x-h: s3cr3t\r$/m);
  });

  test.each([
    ['in a circle', '/thing'],
    ['to no URL', 'http://['],
    ['to a scheme that is not HTTP', 'file:///etc/passwd'],
  ])('not %s', async (_title, location) => {
    server().answer(head(302, { Location: location, 'Content-Length': 0 }));
    expect(await outcomeOf(ask(server(), withCredentials(getThing, follow)))).toEqual({
      error: 'FetchError',
      code: 'network',
    });
    expect(server().requests.length).toBeLessThanOrEqual(21);
  });

  test('a redirect without Location is an answer like others', async () => {
    server().answer(head(302, { 'Content-Length': 0 }));
    expect(await outcomeOf(ask(server(), { options: follow }))).toEqual({
      error: 'ResponseError',
      code: 'http_status',
      status: 302,
    });
  });
});
