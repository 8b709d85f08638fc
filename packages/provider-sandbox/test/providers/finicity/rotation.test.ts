import { AuthenticationApi, Configuration } from '@acme/finicity-client';
import { appKey, day, newSecret, partner, partnerId, partnerSecret, refusal } from './support.js';

type Sandbox = ReturnType<typeof partner>;

const authentication = ({ fetchApi }: Sandbox): AuthenticationApi =>
  new AuthenticationApi(new Configuration({ apiKey: { FinicityAppKey: appKey }, fetchApi }));

const login = (sandbox: Sandbox, secret: string): Promise<unknown> =>
  authentication(sandbox).createToken({ body: { partnerId, partnerSecret: secret } });

const change = (sandbox: Sandbox, newPartnerSecret: string, more: object = {}): Promise<unknown> =>
  authentication(sandbox).modifyPartnerSecret({
    body: { partnerId, partnerSecret, newPartnerSecret, ...more },
  });

describe('a change of the secret', () => {
  test.each([
    ['is immediate unless it says otherwise', {}],
    ['is immediate where it says so', { immediate: true }],
  ])('%s: the old one is refused', async (_, more) => {
    const sandbox = partner();
    await change(sandbox, newSecret, more);
    expect(await refusal(login(sandbox, partnerSecret))).toBe('401 10001');
    await expect(login(sandbox, newSecret)).resolves.toBeDefined();
  });

  test('with grace lets the old one work for 30 days more, and not one ms longer', async () => {
    const sandbox = partner();
    await change(sandbox, newSecret, { immediate: false });
    sandbox.clock.advance(30 * day - 1);
    await expect(login(sandbox, partnerSecret)).resolves.toBeDefined();
    sandbox.clock.advance(1);
    expect(await refusal(login(sandbox, partnerSecret))).toBe('401 10001');
    await expect(login(sandbox, newSecret)).resolves.toBeDefined();
  });

  test('with grace does not prolong that of the one before', async () => {
    const sandbox = partner();
    await change(sandbox, newSecret, { immediate: false });
    sandbox.clock.advance(20 * day);
    await change(sandbox, 'harbour-2-lantern', { immediate: false });
    sandbox.clock.advance(10 * day);
    expect(await refusal(login(sandbox, partnerSecret))).toBe('401 10001');
    await expect(login(sandbox, newSecret)).resolves.toBeDefined();
  });

  test('that is immediate ends a grace as well', async () => {
    const sandbox = partner();
    await change(sandbox, newSecret, { immediate: false });
    await change(sandbox, 'harbour-2-lantern');
    expect(await refusal(login(sandbox, newSecret))).toBe('401 10001');
    expect(await refusal(login(sandbox, partnerSecret))).toBe('401 10001');
  });

  test('does not end live tokens', async () => {
    const sandbox = partner();
    await login(sandbox, partnerSecret);
    await change(sandbox, newSecret);
    expect(sandbox.provider.state()).toMatchObject({ liveTokens: 1 });
  });

  test('with a wrong present secret counts towards the lock', async () => {
    const sandbox = partner();
    const wrong = { partnerSecret: 'wrong' };
    for (let count = 1; count <= 4; count += 1) {
      expect(await refusal(change(sandbox, newSecret, wrong))).toBe('401 10001');
    }
    expect(await refusal(change(sandbox, newSecret, wrong))).toBe('401 24302');
    expect(await refusal(login(sandbox, partnerSecret))).toBe('500 24302');
  });

  test('of the helper goes through, and logins go on with the new one', async () => {
    const { auth, clock, provider } = partner();
    await auth.getToken();
    await auth.modifyPartnerSecret({ newSecret, persist: () => undefined, immediate: true });
    clock.advance(day);
    await auth.getToken();
    expect(provider.state()).toMatchObject({ failures: 0, secrets: [{ validUntil: 'changed' }] });
  });
});

describe('the policy of secrets', () => {
  test.each([
    ['11 characters', 'abcdefghij1'],
    ['256 characters', `1${'a'.repeat(255)}`],
    ['no digit', 'abcdefghijkl'],
    ['no letter', '123456789012'],
    ['a blank', 'abcdefghij 1'],
    ['an accent', 'abcdefghijé1'],
  ])('refuses %s, and the old one stays', async (_, secret) => {
    const sandbox = partner();
    expect(await refusal(change(sandbox, secret))).toBe('400 24437');
    await expect(login(sandbox, partnerSecret)).resolves.toBeDefined();
  });

  test.each([
    ['12 characters', 'abcdefghijk1'],
    ['255 characters', `1${'a'.repeat(254)}`],
    ['all signs', 'Aa1!@#$%&*_-+'],
  ])('takes %s', async (_, secret) => {
    const sandbox = partner();
    await change(sandbox, secret);
    await expect(login(sandbox, secret)).resolves.toBeDefined();
  });

  test('is told to nobody who does not know the present secret', async () => {
    expect(await refusal(change(partner(), 'short', { partnerSecret: 'wrong' }))).toBe('401 10001');
  });

  test('is another matter than a secret that is no text', async () => {
    expect(await refusal(change(partner(), 7 as unknown as string))).toBe('400 14020');
  });
});
