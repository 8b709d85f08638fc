import { itemsAtMost, text } from '../../core/fixture-schema.js';
import { type FixtureProblem, fixtureReader, type ReadFixtures, repeated } from '../../core/fixtures.js';

/** Your own customers, in place of the made-up ones. */
export interface FinicityFixtures {
  /** Default: those that the option `customers` counts. */
  readonly customers?: readonly FinicityCustomerFixture[] | undefined;
}

/** A customer that is enrolled at the start. */
export interface FinicityCustomerFixture {
  /** Digits. Default: made up. */
  readonly id?: string | undefined;
  /** 6 to 255 letters, digits and `!@.#$%&*_+-`. */
  readonly username: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly applicationId?: string | undefined;
  /** Default: `active`. */
  readonly type?: 'active' | 'testing' | undefined;
  /** Default: the three made-up ones. An empty list stands for none. */
  readonly accounts?: readonly FinicityAccountFixture[] | undefined;
}

/** An account that a customer has shared. */
export interface FinicityAccountFixture {
  /** Digits. Default: made up. */
  readonly id?: string | undefined;
  readonly name: string;
  /** Such as `checking` or `savings`. */
  readonly type: string;
  /** One of the sandbox's institutions. Default: 101732. */
  readonly institutionId?: number | undefined;
  /** The balance before the first transaction, in dollars. Default: 0. */
  readonly openingBalance?: number | undefined;
  /** Default: made-up ones, which go on as time passes. */
  readonly transactions?: readonly FinicityTransactionFixture[] | undefined;
}

/** A transaction of an account. */
export interface FinicityTransactionFixture {
  /** The day, such as `2026-01-31`. */
  readonly date: string;
  /** In dollars, with two decimals at most; below 0 for what was spent. */
  readonly amount: number;
  readonly payee: string;
  /** Default: `Uncategorized`. */
  readonly category?: string | undefined;
  /** Such as `directDebit`. Default: `pointOfSale`. */
  readonly type?: string | undefined;
  /** Default: false. */
  readonly isPending?: boolean | undefined;
}

const MADE_UP_ACCOUNT_ID =
  'must not be from 6012884301 to 6999999999, which the sandbox gives to accounts without an id';

const id = { type: 'string', pattern: '^[1-9][0-9]{0,14}$' } as const;
const dollars = { type: 'number', minimum: -1e9, maximum: 1e9, multipleOf: 0.01 } as const;

/** Customers that a partner can have at the same time. @throws FixtureError */
export const finicityFixtures: ReadFixtures<FinicityFixtures> = fixtureReader<FinicityFixtures>(
  'finicity',
  {
    type: 'object',
    additionalProperties: false,
    required: [],
    properties: {
      customers: {
        type: 'array',
        maxItems: itemsAtMost,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['username'],
          properties: {
            id,
            // The vendor's policy of user names.
            username: { type: 'string', pattern: '^[\\p{L}\\p{N}!@.#$%&*_+-]{6,255}$' },
            firstName: text,
            lastName: text,
            phone: text,
            email: text,
            applicationId: text,
            type: { type: 'string', enum: ['active', 'testing'] },
            accounts: {
              type: 'array',
              maxItems: 50,
              items: {
                type: 'object',
                additionalProperties: false,
                required: ['name', 'type'],
                properties: {
                  id,
                  name: text,
                  type: text,
                  institutionId: { type: 'integer', minimum: 1, maximum: 999_999_999 },
                  openingBalance: dollars,
                  transactions: {
                    type: 'array',
                    maxItems: itemsAtMost,
                    items: {
                      type: 'object',
                      additionalProperties: false,
                      required: ['date', 'amount', 'payee'],
                      properties: {
                        date: { type: 'string', format: 'date' },
                        amount: dollars,
                        payee: text,
                        category: text,
                        type: text,
                        isPending: { type: 'boolean' },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  ({ customers = [] }) => [
    ...repeated('customers', 'id', customers, (customer) => customer.id),
    ...repeated('customers', 'username', customers, ({ username }) => username),
    ...repeatedAccounts(customers),
  ],
);

/** An account id stands for one account of all customers, also of those that are enrolled later. */
function repeatedAccounts(customers: readonly FinicityCustomerFixture[]): FixtureProblem[] {
  const seen = new Set<string>();
  return customers.flatMap(({ accounts = [] }, at) =>
    accounts.flatMap((account, index) => {
      if (account.id === undefined) return [];
      const path = `customers[${at}].accounts[${index}].id`;
      if (isMadeUpAccountId(account.id)) return [{ path, rule: MADE_UP_ACCOUNT_ID }];
      if (seen.has(account.id)) return [{ path, rule: 'must differ from the ones before it' }];
      seen.add(account.id);
      return [];
    }),
  );
}

function isMadeUpAccountId(id: string): boolean {
  return Number(id) >= 6_012_884_301 && Number(id) <= 6_999_999_999;
}

/** A problem for each account at an institution that is not there. @param known The ids of those that are. */
export function unknownInstitutions(
  { customers = [] }: FinicityFixtures,
  known: ReadonlySet<number>,
): FixtureProblem[] {
  return customers.flatMap(({ accounts = [] }, at) =>
    accounts.flatMap(({ institutionId }, index) => {
      if (institutionId === undefined || known.has(institutionId)) return [];
      const path = `customers[${at}].accounts[${index}].institutionId`;
      return [{ path, rule: 'must be an institution of the sandbox' }];
    }),
  );
}
