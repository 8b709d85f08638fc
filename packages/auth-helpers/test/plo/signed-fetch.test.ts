import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  activatestatementcreditofferPost,
  Configuration,
  FetchError,
  matchedoffersGet,
  withRetry,
} from '@acme/plo-client';
import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, type SignRequest, signedFetch } from '../../src/plo/index.js';
import { rejection } from '../support.js';
import { institution, sign } from './support.js';

/** As the runtime would wait, but at once. */
const sleep = async (): Promise<void> => undefined;

describe('with sign, each request is signed by the library of the vendor', () => {
  test('the login as well as calls', async () => {
    const { auth, call, configuration, server } = await institution({ sign });
    await call();
    await activatestatementcreditofferPost(configuration, {
      ...(await auth.sessionRequest('cardholder-1')),
      offerId: 'offer/1',
    });
    expect(server.arrived.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /plo/v1/usertoken',
      'GET /plo/v1/matchedoffers',
      'POST /plo/v1/activatestatementcreditoffer',
    ]);
    for (const { headers } of server.arrived)
      expect(headers.authorization).toMatch(/^OAuth oauth_body_hash=/);
  });

  test('each retry is signed anew, with a nonce of its own', async () => {
    const { auth, server } = await institution({ sign });
    const configuration = new Configuration({
      ...auth.configuration,
      fetchApi: withRetry(auth.configuration.fetchApi, { sleep }),
    });
    const session = await auth.sessionRequest('cardholder-1');
    server.instead = () => (server.calls.length < 3 ? { status: 503 } : undefined);
    await matchedoffersGet(configuration, session);
    expect(server.calls).toHaveLength(3);
    const parts = ['oauth_nonce', 'oauth_signature'].map(
      (name) => new Set(server.calls.map(({ headers }) => headers.authorization?.split(`${name}="`)[1])),
    );
    expect(parts.map(({ size }) => size)).toEqual([3, 3]);
    expect(new Set(server.calls.map(({ query }) => `${query}`)).size).toBe(1);
  });
});

const hashIn = (authorization = ''): string | undefined =>
  /oauth_body_hash="([^"]*)"/.exec(authorization)?.[1];

describe('signedFetch', () => {
  test('signs a body by its hash', async () => {
    const { server } = await institution({ sign });
    const fetchApi = signedFetch({ sign, basePath: server.url, allowInsecureLoopback: true });
    server.instead = () => ({ status: 200 });
    const post = (body: RequestInit['body']) =>
      fetchApi(`${server.url}/any`, { method: 'post', body: body ?? null });
    const bodies = ['{"a":"é"}', '', null];
    for (const body of bodies) expect((await post(body)).status).toBe(200);
    const hashes = bodies.map((body) =>
      createHash('sha256')
        .update(body ?? '')
        .digest('base64'),
    );
    expect(server.arrived.map(({ headers }) => hashIn(headers.authorization))).toEqual(hashes);
  });

  test.each([
    ['bytes', new Uint8Array(3)],
    ['a form', new URLSearchParams('a=1')],
    ['a stream', new ReadableStream()],
  ])('refuses a body that is %s, which nobody has hashed', async (_title, body) => {
    const sent: string[] = [];
    const fetchApi = signedFetch({ sign, fetch: async (url) => Promise.reject(sent.push(url)) });
    const post = fetchApi('https://api.mastercard.com/plo/v1/x', { method: 'POST', body } as RequestInit);
    expect(await rejection(post)).toBeInstanceOf(ConfigurationError);
    expect(sent).toEqual([]);
  });

  test.each([
    'https://sandbox.api.mastercard.com/plo/v1',
    'http://api.mastercard.com',
    '/plo/v1',
    'mastercard',
  ])('signs nothing for another origin than that of the base URL: %s', async (url) => {
    const signed: string[] = [];
    const fetchApi = signedFetch({ sign: (...args) => `${signed.push(args[0])}` });
    expect(await rejection(fetchApi(url, {}))).toBeInstanceOf(ConfigurationError);
    expect(signed).toEqual([]);
  });

  test('does not send a signature along to where an answer redirects', async () => {
    const elsewhere = createServer({ keepAliveTimeout: 0 }, (_request, response) => response.end()).listen(
      0,
      '127.0.0.1',
    );
    await once(elsewhere, 'listening');
    let arrivals = 0;
    elsewhere.on('request', () => {
      arrivals += 1;
    });
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    const { auth, call, server, configuration } = await institution({ sign });
    const session = await auth.sessionRequest('1');
    server.instead = () => ({ status: 307, headers: { location } });
    await rejection(call());
    await rejection(matchedoffersGet(configuration, session, { redirect: 'follow' }));
    await new Promise((resolve) => elsewhere.close(resolve));
    expect(arrivals).toBe(0);
  });

  test.each<[string, SignRequest]>([
    [
      'throws',
      () => {
        throw new Error('BEGIN PRIVATE KEY');
      },
    ],
    ['rejects', () => Promise.reject(new TypeError('BEGIN PRIVATE KEY'))],
    ['gives nothing', () => ''],
    ['gives what is no text', () => undefined as never],
    ['gives what ends the header', () => 'OAuth a="BEGIN PRIVATE KEY"\r\nx: y'],
  ])('that cannot sign, as sign %s, sends nothing, says so, and is not repeated', async (_title, broken) => {
    const { server, auth, configuration } = await institution();
    const session = await auth.sessionRequest('1');
    let asked = 0;
    const fetchApi = signedFetch({
      sign: (...args) => {
        asked += 1;
        return broken(...args);
      },
      basePath: server.url,
      allowInsecureLoopback: true,
    });
    const call = matchedoffersGet(configuration.with({ fetchApi: withRetry(fetchApi, { sleep }) }), session);
    const error = await rejection(call);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).not.toBeInstanceOf(FetchError);
    expect([asked, server.calls.length]).toEqual([1, 0]);
    expect(`${error}${JSON.stringify(error)}${(error as Error).cause}`).not.toContain('PRIVATE');
  });

  test('keeps the headers of a request, in whatever form they are', async () => {
    const sent: unknown[] = [];
    const fetchApi = signedFetch({
      sign: () => 'OAuth x',
      fetch: async (_url, { headers }) => {
        sent.push(headers);
        return new Response();
      },
    });
    for (const headers of [
      { Accept: 'a', Authorization: 'old' },
      [['accept', 'a']],
      new Headers({ accept: 'a' }),
    ]) {
      await fetchApi('https://api.mastercard.com/', { headers } as RequestInit);
    }
    expect(sent).toEqual(Array(3).fill({ accept: 'a', authorization: 'OAuth x' }));
  });
});
