import {
  AccountsApi,
  getCertifiedInstitutionsAll,
  getInstitutionsAll,
  type Institution,
  InstitutionsApi,
} from '@acme/finicity-client';
import type { FinicityOptions } from '../../../src/providers/finicity/index.js';
import { partner, refusal, START_MS } from './support.js';

function institutionsOf(
  options: FinicityOptions = {},
): { api: InstitutionsApi } & ReturnType<typeof partner> {
  const sandbox = partner(options);
  return { ...sandbox, api: new InstitutionsApi(sandbox.configuration) };
}

async function allOf(options: FinicityOptions = {}): Promise<Institution[]> {
  const all: Institution[] = [];
  for await (const one of getInstitutionsAll(institutionsOf(options).configuration, {})) all.push(one);
  return all;
}

describe('the list of institutions', () => {
  test('is walked page by page without gap or repetition, and its counts fit', async () => {
    const { api } = institutionsOf();
    const ids: unknown[] = [];
    const counts: unknown[] = [];
    for (const start of [1, 2, 3, 4]) {
      const { found, displaying, moreAvailable, institutions } = await api.getInstitutions({ start });
      counts.push([found, displaying, moreAvailable]);
      expect(institutions).toHaveLength(displaying);
      ids.push(...institutions.map(({ id }) => id));
    }
    expect(counts).toEqual([
      [60, 25, true],
      [60, 25, true],
      [60, 10, false],
      [60, 0, false],
    ]);
    expect(new Set(ids).size).toBe(60);
    expect((await allOf()).map(({ id }) => id)).toEqual(ids);
  });

  test('starts at a page, not at a record', async () => {
    const { api } = institutionsOf();
    const second = await api.getInstitutions({ start: 2, limit: 2 });
    const four = await api.getInstitutions({ limit: 4 });
    expect(second.institutions).toEqual(four.institutions.slice(2));
  });

  test('has each institution as it is read by its id', async () => {
    const { api } = institutionsOf();
    const { institutions } = await api.getInstitutions({ limit: 60 });
    for (const institution of institutions) {
      expect(await api.getInstitution({ institutionId: institution.id })).toEqual({ institution });
    }
  });

  test('is the same for the same seed, and another for another', async () => {
    const [one, same, other] = [await allOf({ seed: 5 }), await allOf({ seed: 5 }), await allOf({ seed: 6 })];
    expect(same).toEqual(one);
    expect(other.map(({ name }) => name)).not.toEqual(one.map(({ name }) => name));
  });

  test('has as many as are asked for, each with a name of its own', async () => {
    const all = await allOf({ institutions: 150 });
    expect([all.length, new Set(all.map(({ name }) => name)).size]).toEqual([150, 150]);
    expect(await allOf({ institutions: 1 })).toMatchObject([{ id: 101732 }]);
  });

  test('is narrowed by words anywhere in a name, whatever their case', async () => {
    const { api } = institutionsOf();
    const namesOf = async (search: string): Promise<(string | undefined)[]> =>
      (await api.getInstitutions({ search })).institutions.map(({ name }) => name);
    expect(await namesOf('FINBANK')).toEqual(['FinBank Cascade', 'FinBank Cascade Trust']);
    expect(await namesOf('trust, fin bank')).toEqual(['FinBank Cascade Trust']);
    expect(await api.getInstitutions({ search: 'nowhere' })).toMatchObject({ found: 0, institutions: [] });
  });

  test('is narrowed by product and by country', async () => {
    const { api } = institutionsOf();
    const all = await allOf();
    const withVoi = await api.getInstitutions({ type: 'voi', limit: 60 });
    expect(withVoi.institutions).toEqual(all.filter(({ voi }) => voi));
    const canadian = await api.getInstitutions({ supportedCountries: 'ca', limit: 60 });
    expect(canadian.found).toBeGreaterThan(0);
    expect(canadian.institutions).toEqual(all.filter(({ currency }) => currency === 'CAD'));
    expect((await api.getInstitutions({ supportedCountries: '*' })).found).toBe(60);
    expect((await api.getInstitutions({ supportedCountries: 'us,ca' })).found).toBe(60);
  });

  test.each([
    ['a page below the first', { start: 0 }],
    ['a product that there is not', { type: 'voip' }],
  ])('is refused for %s', async (_, request) => {
    expect(await refusal(institutionsOf().api.getInstitutions(request))).toBe('400 14020');
  });
});

describe('certified institutions', () => {
  test('are those with a product, and with all products that are asked for', async () => {
    const { api, configuration } = institutionsOf();
    const all = await allOf();
    const certified: unknown[] = [];
    for await (const { id } of getCertifiedInstitutionsAll(configuration, {})) certified.push(id);
    expect(certified).toEqual(all.filter(({ transAgg }) => transAgg).map(({ id }) => id));
    expect(certified.length).toBeLessThan(all.length);
    const both = await api.getCertifiedInstitutions({ type: 'ach,voa', limit: 60 });
    expect(both.institutions.map(({ id }) => id)).toEqual(
      all.filter(({ ach, voa }) => ach && voa).map(({ id }) => id),
    );
  });

  test('come with their numbers in the register, and with the institutions that belong to them', async () => {
    const { api } = institutionsOf();
    const { found, requestedDate, institutions } = await api.getCertifiedInstitutionsWithRSSD({ limit: 2 });
    expect([found, requestedDate]).toEqual([(await api.getCertifiedInstitutions()).found, START_MS / 1_000]);
    expect(institutions).toMatchObject([
      { id: 101732, rssd: 3048812, childInstitutions: [{ institutionId: 101790, parentRSSD: 3048812 }] },
      { id: 101790, rssd: 3048867, childInstitutions: [] },
    ]);
  });
});

describe('an institution', () => {
  test('that is not there is not found', async () => {
    expect(await refusal(institutionsOf().api.getInstitution({ institutionId: 1 }))).toBe('404 14001');
  });

  test('is where the accounts of the customers are', async () => {
    const { api, configuration } = institutionsOf();
    const accounts = new AccountsApi(configuration);
    for (const account of (await accounts.getCustomerAccounts({ customerId: '7004419250' })).accounts) {
      const { institution } = await api.getInstitution({ institutionId: Number(account.institutionId) });
      expect(institution.name).toContain('FinBank');
    }
  });

  test('has the branding that it is listed with; one without is a 404', async () => {
    const { api } = institutionsOf();
    const all = await allOf();
    for (const { id: institutionId, branding } of all) {
      const asked = api.getInstitutionBranding({ institutionId });
      if (branding === undefined) expect(await refusal(asked)).toBe('404 14001');
      else expect(await asked).toEqual({ branding });
    }
    expect(new Set(all.map(({ branding }) => branding === undefined)).size).toBe(2);
  });

  test('is found by its routing number; no institution, or another length, is refused', async () => {
    const { api } = institutionsOf();
    const found = await api.getInstitutionsByRoutingNumber({ routingNumber: 122_100_024 });
    expect(found).toMatchObject({
      found: 1,
      displaying: 1,
      moreAvailable: false,
      institutions: [{ id: 101732 }],
    });
    const by = (routingNumber: number): Promise<string> =>
      refusal(api.getInstitutionsByRoutingNumber({ routingNumber }));
    expect(await by(21_000_021)).toBe('404 14001');
    expect(await by(122_100)).toBe('400 14020');
    expect(await by(1_221_000_240)).toBe('400 14020');
  });
});
