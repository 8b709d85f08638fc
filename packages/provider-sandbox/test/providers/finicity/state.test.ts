import { FINICITY_TEST_CREDENTIALS } from '../../../src/providers/finicity/index.js';
import { isWithinSecretPolicy } from '../../../src/providers/finicity/partner.js';
import { appKey, newSecret, partner, partnerSecret } from './support.js';

describe('the state', () => {
  test('has failures, lock, tokens with their times and customers', async () => {
    const { auth, provider } = partner({ customers: 1 });
    await auth.getToken();
    expect(provider.state()).toEqual({
      isLocked: false,
      failures: 0,
      secrets: [{ validUntil: 'changed' }],
      liveTokens: 1,
      tokens: [
        {
          token: expect.stringMatching(/^.{4}…$/),
          issued: '2026-03-31T00:00:00.000Z',
          expires: '2026-03-31T02:00:00.000Z',
        },
      ],
      customerCount: 1,
      customers: [{ id: '7004419250', username: 'rivera-2230', type: 'active' }],
    });
  });

  test('counts all tokens and customers, and has the last 20 of each, as it is asked for each second', async () => {
    const { another, provider } = partner({ customers: 25 });
    for (let count = 0; count < 30; count += 1) await another().getToken();
    const { liveTokens, tokens, customerCount, customers } = provider.state();
    expect([liveTokens, tokens.length, customerCount, customers.length]).toEqual([30, 20, 25, 20]);
    expect(customers.at(-1)?.id).toBe('7004419274');
  });

  test('has the last tokens that live, not the last that were issued', async () => {
    const { another, provider } = partner();
    await another().getToken();
    provider.actions['expire-tokens']();
    const { token } = await another().getToken();
    const shown = [expect.objectContaining({ token: `${token.slice(0, 4)}…` })];
    expect(provider.state()).toMatchObject({ liveTokens: 1, tokens: shown });
  });

  test('tells until when an old secret works', async () => {
    const { auth, provider } = partner();
    await auth.modifyPartnerSecret({ newSecret, persist: () => undefined });
    const secrets = [{ validUntil: '2026-04-30T00:00:00.000Z' }, { validUntil: 'changed' }];
    expect(provider.state()).toMatchObject({ secrets });
  });

  test('holds no secret and no whole token', async () => {
    const { auth, provider } = partner();
    const { token } = await auth.getToken();
    await auth.modifyPartnerSecret({ newSecret, persist: () => undefined });
    const shown = JSON.stringify(provider.state());
    for (const secret of [partnerSecret, newSecret, appKey, token]) expect(shown).not.toContain(secret);
  });

  test('no longer counts a token that has died', async () => {
    const { auth, clock, provider } = partner();
    await auth.getToken();
    clock.advance(120 * 60_000);
    expect(provider.state()).toMatchObject({ liveTokens: 0, tokens: [] });
  });
});

test('what there is to be done is to lock, to unlock and to let tokens expire', () => {
  expect(Object.keys(partner().provider.actions)).toEqual(['lock', 'unlock', 'expire-tokens']);
});

test('the test credentials say that they are of the sandbox, and their secret is within the policy', () => {
  for (const value of Object.values(FINICITY_TEST_CREDENTIALS)) expect(value).toMatch(/^sandbox-/);
  expect(isWithinSecretPolicy(FINICITY_TEST_CREDENTIALS.partnerSecret)).toBe(true);
});
