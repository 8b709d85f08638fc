import { inspect } from 'node:util';
import { Configuration, getToken, getTxnInquiryDetail } from '@acme/commerce-connect-client';
import { describe, expect, test } from '@jest/globals';
import { onEachBackend, rejection } from '../support.js';
import { iv, key, merchant, payloadOf, payment, rawKey } from './support.js';

onEachBackend(() => {
  test('the gateway reads the payment as it was given, to the last letter', async () => {
    const { server, pay } = await merchant();
    await pay();
    expect(payloadOf(server.arrived[0]!)).toEqual(payment);
  });

  test('without key and IV where it wants none, there is nothing that stands for them', async () => {
    const { server, pay } = await merchant({ keyTransport: 'omit' });
    await pay();
    expect(inspect(server.arrived[0]?.headers)).not.toMatch(/keyvalue|ivvalue|redacted/);
  });
});

describe('an error inside HTTP 200', () => {
  test.each([undefined, null, '', 'FPDR4002', 'E', 0, 7, false, true, {}, []])(
    'is one with this helper just where it is one to the client alone: %j',
    async (errorCode) => {
      const { auth, server, configuration } = await merchant();
      server.instead = () => ({ status: 200, body: { response: { errorCode, sessionTokenId: 'S' } } });
      const alone = new Configuration({ basePath: server.url, allowInsecureLoopback: true });
      const request = await auth.tokenRequest(payment);
      const byHand = { ...request, keyValue: key, ivValue: iv };
      const name = (call: Promise<unknown>): Promise<string> =>
        call.then(
          () => 'none',
          (error: Error) => error.name,
        );
      const outcomes = [await name(getToken(configuration, request)), await name(getToken(alone, byHand))];
      expect([
        ['AuthError', 'ResponseError'],
        ['none', 'none'],
      ]).toContainEqual(outcomes);
    },
  );

  test('of an inquiry is a ResponseError of the client, whose body has the code', async () => {
    const { auth, server, configuration } = await merchant();
    server.instead = () => ({ status: 200, body: { errorCode: 'FPDR0005' } });
    const error = await rejection(getTxnInquiryDetail(configuration, await auth.inquiryRequest({})));
    expect(error).toMatchObject({ name: 'ResponseError', body: { errorCode: 'FPDR0005' } });
  });
});

describe('key and IV', () => {
  test.each([
    ['refuses', { status: 200, body: { response: { errorCode: key, errorMessage: iv } } }],
    ['fails', { status: 500, body: { response: { errorMessage: `${key} ${iv}` } } }],
    ['redirects', { status: 307, headers: { location: `/?${key}` } }],
    ['breaks off', 'cut'],
    ['is gone', 'lost'],
  ] as const)('are in no error when the gateway %s', async (_title, reply) => {
    const { server, pay } = await merchant();
    server.instead = () => reply;
    const error = await rejection(pay());
    const shown = [
      inspect(error, { depth: 9 }),
      JSON.stringify(error),
      String(error),
      (error as Error).stack,
    ].join();
    for (const secret of [key, iv, rawKey.toString('hex')]) expect(shown).not.toContain(secret);
    expect(server.arrived).toHaveLength(1);
  });
});
