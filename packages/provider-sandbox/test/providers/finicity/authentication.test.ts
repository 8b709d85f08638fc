import { AuthenticationApi, Configuration } from '@acme/finicity-client';
import { appKey, minute, partner, partnerId, partnerSecret, refusal, send } from './support.js';

const AUTHENTICATION = '/aggregation/v2/partners/authentication';

type Sandbox = ReturnType<typeof partner>;

function authentication({ fetchApi }: Sandbox, key: string = appKey): AuthenticationApi {
  return new AuthenticationApi(new Configuration({ apiKey: { FinicityAppKey: key }, fetchApi }));
}

const login = (sandbox: Sandbox, secret = partnerSecret, id = partnerId): Promise<unknown> =>
  authentication(sandbox).createToken({ body: { partnerId: id, partnerSecret: secret } });

describe('a login', () => {
  test('gives a token of 20 characters and does not say how long it lives', async () => {
    expect(await login(partner())).toEqual({ token: expect.stringMatching(/^[A-Za-z0-9]{20}$/) });
  });

  test('gives the same tokens for the same seed, and others for another', async () => {
    const [one, same, other] = [partner({ seed: 7 }), partner({ seed: 7 }), partner({ seed: 8 })];
    expect(await login(one)).toEqual(await login(same));
    expect(await login(one)).not.toEqual(await login(other));
  });

  test.each([
    ['a wrong secret', partnerSecret.toUpperCase(), partnerId, '401 10001'],
    ['an unknown partner', partnerSecret, 'nobody', '404 12401'],
  ])('is refused for %s', async (_, secret, id, expected) => {
    expect(await refusal(login(partner(), secret, id))).toBe(expected);
  });

  test('is refused for an unknown partner with a number for a code, for a wrong secret with a text', async () => {
    const codeOf = async (body: object): Promise<unknown> => {
      const headers = { 'finicity-app-key': appKey, 'content-type': 'application/json' };
      const asked = { ...headers, body: JSON.stringify(body) };
      return Object((await send(partner(), 'POST', AUTHENTICATION, asked)).body).code;
    };
    expect(await codeOf({ partnerId: 'nobody', partnerSecret })).toBe(12401);
    expect(await codeOf({ partnerId, partnerSecret: 'wrong' })).toBe('10001');
  });

  test.each([
    ['an unknown App-Key', 'no-such-key', '401 10027'],
    ['the App-Key of another partner', 'sandbox-foreign-app-key', '401 10021'],
  ])('is refused for %s', async (_, key, expected) => {
    const body = { partnerId, partnerSecret };
    expect(await refusal(authentication(partner(), key).createToken({ body }))).toBe(expected);
  });

  test.each([
    ['a missing parameter', 'application/json', { partnerId }, '10005', "property 'partnerSecret'"],
    [
      'a number in place of a text',
      'application/json',
      { partnerId: 1, partnerSecret },
      '14020',
      '/partnerId',
    ],
    ['a list', 'application/json', [], '14020', 'must be object'],
    ['another media type', 'text/plain', { partnerId, partnerSecret }, '14020', 'content-type'],
  ])('that violates the description says which rule: %s', async (_, type, body, code, rule) => {
    const headers = { 'finicity-app-key': appKey, 'content-type': type };
    const answer = await send(partner(), 'POST', AUTHENTICATION, { ...headers, body: JSON.stringify(body) });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ code, message: expect.stringContaining(rule) });
  });

  test('without an App-Key is refused', async () => {
    const answer = await send(partner(), 'POST', AUTHENTICATION, { body: '{}' });
    expect(answer).toMatchObject({ status: 401, body: { code: '10026' } });
  });
});

describe('the lock', () => {
  test('comes with the fifth failed login and stays for the right secret', async () => {
    const sandbox = partner();
    for (let count = 1; count <= 4; count += 1) {
      expect(await refusal(login(sandbox, 'wrong'))).toBe('401 10001');
    }
    expect(await refusal(login(sandbox, 'wrong'))).toBe('500 24302');
    expect(await refusal(login(sandbox))).toBe('500 24302');
    sandbox.clock.advance(365 * 24 * 60 * minute);
    expect(await refusal(login(sandbox))).toBe('500 24302');
  });

  test('is told with 401 where that is asked for', async () => {
    const sandbox = partner({ lockedStatus: 401 });
    sandbox.provider.actions.lock();
    expect(await refusal(login(sandbox))).toBe('401 24302');
  });

  test('counts failures in sum: a good login in between resets nothing', async () => {
    const sandbox = partner();
    for (let count = 1; count <= 4; count += 1) await refusal(login(sandbox, 'wrong'));
    await login(sandbox);
    expect(await refusal(login(sandbox, 'wrong'))).toBe('500 24302');
  });

  test('does not count what never got as far as the secret', async () => {
    const sandbox = partner();
    const body = { partnerId, partnerSecret: 'wrong' };
    for (let count = 1; count <= 6; count += 1) {
      await refusal(authentication(sandbox, 'no-such-key').createToken({ body }));
      await refusal(login(sandbox, 'wrong', 'nobody'));
    }
    await expect(login(sandbox)).resolves.toBeDefined();
  });

  test('ends when support unlocks the account, with five failures to go', async () => {
    const sandbox = partner();
    sandbox.provider.actions.lock();
    sandbox.provider.actions.unlock();
    for (let count = 1; count <= 4; count += 1) await refusal(login(sandbox, 'wrong'));
    await expect(login(sandbox)).resolves.toBeDefined();
  });

  test('is what the helper says of it, and the helper asks once', async () => {
    const { auth, provider, answers } = partner();
    provider.actions.lock();
    for (let count = 1; count <= 3; count += 1) {
      await expect(auth.getToken()).rejects.toMatchObject({ code: 'account_locked' });
    }
    expect(answers).toEqual(['createToken 500']);
  });

  test('is never reached by a wrong secret with the helper: one failure, however often it is asked', async () => {
    const { another, provider } = partner();
    const auth = another({ credentials: { partnerSecret: 'wrong', appKey } });
    const calls = Array.from({ length: 50 }, () => auth.getToken());
    for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected');
    expect(provider.state()).toMatchObject({ failures: 1, isLocked: false });
  });
});
