import { inspect } from 'node:util';
import { Configuration, matchedoffersGet, usertokenGet, withRetry } from '@acme/plo-client';
import { describe, expect, test } from '@jest/globals';
import { outOfTime } from '../../../../tools/jest/out-of-time.js';
import { createAuthInfo, type PloAuthOptions } from '../../src/plo/index.js';
import type { Reply } from '../scripted-server.js';
import { rejection } from '../support.js';
import { fiId, type Institution, institution, iv, key, privateKey, rawIv, rawKey, sign } from './support.js';

const cardholder = 'cardholder-m4rker';
const known = [
  ...[rawKey, rawIv].flatMap((raw) => [raw.toString('base64'), raw.toString('hex'), raw.toString('latin1')]),
  cardholder,
  privateKey.slice(40, 80),
];

/** All that a log or a crash prints of it without being asked for what is hidden. */
function shownBy(thing: unknown): string {
  const plain = [true, false].map((customInspect) => inspect(thing, { depth: 9, customInspect }));
  const stacks: unknown[] = [];
  for (let error = thing; error instanceof Error; error = error.cause)
    stacks.push(error.stack, error.message);
  return [
    ...plain,
    ...stacks,
    String(thing),
    JSON.stringify(thing),
    JSON.stringify({ ...Object(thing) }),
  ].join('\n');
}

/** Every secret of an institution, and every AuthInfo and token that has been on the wire, which `shown` has. */
function leaks({ server }: Institution, shown: string): string[] {
  const sent = server.arrived.flatMap(({ query, headers }) =>
    [query.get('AuthInfo'), query.get('UserToken'), headers.authorization].filter((value) => value !== null),
  );
  const secrets = [...known, ...sent].filter((value) => value !== undefined);
  return secrets.filter((secret) => shown.includes(secret) || shown.includes(encodeURIComponent(secret)));
}

/** Longer than any answer takes; signs, and so has all secrets there are. */
const requestTimeoutMs = 60_000;
const signing: Partial<PloAuthOptions> = { sign, requestTimeoutMs };

const replies: [string, Reply][] = [
  ['400', { status: 400, body: { Errors: { Error: [{ Source: cardholder, ReasonCode: cardholder }] } } }],
  ['401', { status: 401, body: cardholder }],
  ['403', { status: 403 }],
  ['500', { status: 500, body: [cardholder] }],
  ['a redirect', { status: 307, headers: { location: `/?UserToken=${cardholder}` } }],
  ['a connection that breaks', 'lost'],
  ['silence', 'silence'],
  ['200 without a token', { status: 200, body: { Response: { Status: { Code: cardholder } } } }],
];

/** A 200 is no failure to the client. */
const failures = replies.filter(([title]) => !title.startsWith('200'));

describe('what can be printed', () => {
  test.each(replies)(
    'no AuthInfo, token, key or signature is in the error of a login that gets %s',
    async (_title, reply) => {
      const made = await institution(signing);
      made.server.instead = () => reply;
      const login = (): Promise<unknown> => rejection(made.auth.sessionRequest(cardholder));
      const isAsked = (): boolean => made.server.logins.length === 1;
      const error = await (reply === 'silence' ? outOfTime(requestTimeoutMs, isAsked, login) : login());
      expect(made.server.logins).toHaveLength(1);
      expect(leaks(made, shownBy(error) + shownBy(made.events))).toEqual([]);
      // Ours hides nothing either.
      expect(leaks(made, inspect(error, { showHidden: true, depth: 9 }))).toEqual([]);
    },
  );

  test.each(failures)(
    'no token, key or signature is in the error of the real client for a call that gets %s',
    async (_title, reply) => {
      const made = await institution(signing);
      const session = await made.auth.sessionRequest(cardholder);
      made.server.instead = () => reply;
      for (const fetchApi of [
        made.auth.configuration.fetchApi,
        withRetry(made.auth.configuration.fetchApi, { sleep: async () => undefined }),
      ]) {
        const timeoutMs = reply === 'silence' ? 100 : 60_000;
        const configuration = made.configuration.with({ fetchApi, timeoutMs });
        const error = await rejection(matchedoffersGet(configuration, session));
        expect(leaks(made, shownBy(error))).toEqual([]);
      }
      expect(leaks(made, shownBy(made.events))).toEqual([]);
    },
  );

  test('no AuthInfo or token is in an error where nothing was sent, nor where the client itself logs in', async () => {
    const made = await institution(signing);
    const session = await made.auth.sessionRequest(cardholder);
    await made.server.close();
    await made.auth.forget();
    const authInfo = await createAuthInfo({ fiId, key, iv, userId: cardholder });
    const errors = [
      await rejection(made.auth.getToken(cardholder)),
      await rejection(matchedoffersGet(made.configuration, session)),
      await rejection(usertokenGet(made.configuration, { fId: fiId, authInfo })),
      await rejection(
        matchedoffersGet(made.configuration.with({ basePath: 'https://example.com' }), session),
      ),
      await rejection(made.auth.configuration.fetchApi(`https://example.com/?AuthInfo=${authInfo}`, {})),
    ];
    for (const error of errors) {
      const shown = shownBy(error);
      expect(leaks(made, shown)).toEqual([]);
      expect(shown).not.toContain(authInfo);
    }
  });

  test('no token or key is in what is printed of the helper, its session, and a configuration with them', async () => {
    const made = await institution(signing);
    const session = await made.auth.sessionRequest(cardholder);
    await made.call(cardholder);
    for (const thing of [made.auth, session, { session }, new Configuration(made.auth.configuration)]) {
      expect(leaks(made, shownBy([thing]))).toEqual([]);
      expect(leaks(made, inspect(thing, { showHidden: true, depth: 9 }))).toEqual([]);
    }
  });

  test('no AuthInfo, token or cardholder is in an event', async () => {
    const made = await institution(signing);
    await made.call(cardholder);
    made.clock.advance(60_000);
    made.server.instead = () => ({ status: 401 });
    await rejection(made.call(cardholder));
    await rejection(made.call(cardholder));
    expect(made.events.map(({ type }) => type)).toEqual(['login', 'token_invalidated', 'login_failed']);
    expect(leaks(made, shownBy(made.events))).toEqual([]);
  });
});

test('the check finds a token in an error, wherever it is', async () => {
  const made = await institution(signing);
  const { token: userToken } = await made.auth.getToken(cardholder);
  await made.call(cardholder);
  const url = `https://example.com/?UserToken=${encodeURIComponent(userToken)}`;
  for (const thing of [
    new Error(url),
    { a: { userToken } },
    Object.assign(new Error(), { cause: { url } }),
  ]) {
    expect(leaks(made, shownBy(thing))).toContain(userToken);
  }
});
