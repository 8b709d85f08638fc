import tls from 'node:tls';
import { ask, outcomeOf, serversPerTest, withoutDns } from './harness.js';
import { getThing, makeThing } from './operations.js';
import { answer, hangUp } from './script.js';
import { freePort, untrusted } from './server.js';

const [server, secure] = serversPerTest('tcp', 'tls');
const operations = [getThing, makeThing].map((operation) => ({
  title: operation.method,
  asked: { operation, request: { body: {} } },
}));
const failed = (code: string): object => ({ error: 'FetchError', code });
const overTls = (url: string): string => url.replace('http:', 'https:');

describe.each(operations)(
  '$title: without a connection nothing was sent, and the error says why',
  ({ asked }) => {
    test.each(['127.0.0.1', 'localhost'])('nobody listens at %s', async (host) => {
      const url = `http://${host}:${await freePort()}`;
      expect(await outcomeOf(ask({ url }, asked))).toEqual(failed('connection'));
    });

    test.each(['ENOTFOUND', 'EAI_AGAIN'] as const)('the name is not resolved: %s', async (code) => {
      const asking = withoutDns(code, () => ask({ url: 'http://localhost' }, asked));
      expect(await outcomeOf(asking)).toEqual(failed('dns'));
    });

    test('the certificate is not trusted', async () => {
      secure().answer(...answer(200, '{}'));
      expect(await outcomeOf(ask(secure(), asked))).toEqual(failed('tls'));
      expect(secure().requests).toEqual([]);
    });

    test('the certificate is trusted, but of another name', async () => {
      const { connect } = tls;
      // Real but for what it is told: to trust the certificate, and which name to expect.
      const trusting = jest.spyOn(tls, 'connect').mockImplementation(((options: tls.ConnectionOptions) =>
        connect({
          ...options,
          ca: untrusted().cert,
          servername: 'api.invalid',
        })) as typeof connect as never);
      try {
        expect(await outcomeOf(ask(secure(), asked))).toEqual(failed('tls'));
        expect(trusting).toHaveBeenCalled();
      } finally {
        trusting.mockRestore();
      }
    });

    test.each([
      ['answers in plain text', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
      ['closes the connection', ''],
    ])('the server does not speak TLS, it %s', async (_title, bytes) => {
      server().greet(bytes, hangUp);
      expect(await outcomeOf(ask({ url: overTls(server().url) }, asked))).toEqual(failed('tls'));
    });
  },
);

test('a server that takes connections and does no more is given up in time, TLS or not', async () => {
  for (const url of [server().url, overTls(server().url)]) {
    expect(await outcomeOf(ask({ url }, { timeoutMs: 150 }))).toEqual(failed('timeout'));
  }
});
