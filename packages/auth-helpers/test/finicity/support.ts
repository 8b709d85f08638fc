import { Configuration, CustomersApi } from '@acme/finicity-client';
import { afterEach } from '@jest/globals';
import { type FinicityAuth, type FinicityAuthOptions, finicityAuth } from '../../src/finicity/index.js';
import type { TokenEvent } from '../../src/index.js';
import { type ManualClock, manualClock } from '../token/support.js';
import { type FakeFinicity, fakeFinicity } from './server.js';

export const partnerId = '2445500917733';
export const partnerSecret = 'r4vEn-hollow_82kites';
export const newSecret = 'moss+Lantern7_quarry';
export const appKey = 'app-key-9b1c';

export interface Partner {
  readonly clock: ManualClock;
  readonly server: FakeFinicity;
  readonly auth: FinicityAuth;
  readonly events: TokenEvent[];
  readonly configuration: Configuration;
  /** One call of the generated client, which the server answers with a customer. */
  call(): Promise<unknown>;
  /** Another helper of the same partner, on the same clock and server. */
  another(options?: Partial<FinicityAuthOptions>): FinicityAuth;
}

let servers: FakeFinicity[] = [];

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

/** A server, and the real client that talks to it with the helper. */
export async function partner(options: Partial<FinicityAuthOptions> = {}): Promise<Partner> {
  const clock = manualClock();
  const server = await fakeFinicity({ clock, partnerId, partnerSecret, appKey });
  servers.push(server);
  const events: TokenEvent[] = [];
  const another = (more: Partial<FinicityAuthOptions> = {}): FinicityAuth =>
    finicityAuth({
      partnerId,
      credentials: { partnerSecret, appKey },
      basePath: server.url,
      allowInsecureLoopback: true,
      clock,
      onEvent: (event) => events.push(event),
      ...more,
    });
  const auth = another(options);
  const configuration = new Configuration({ ...auth });
  const customers = new CustomersApi(configuration);
  const call = (): Promise<unknown> => customers.getCustomer({ customerId: '7004419250' });
  return { clock, server, auth, events, configuration, call, another };
}

/** What each promise came to: a value's token or `ok`, an error's code or name. */
export async function outcomes(promises: readonly Promise<unknown>[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  for (const settled of await Promise.allSettled(promises)) {
    const { code, name } = settled.status === 'rejected' ? Object(settled.reason) : { code: 'ok' };
    counted.set(code ?? name, (counted.get(code ?? name) ?? 0) + 1);
  }
  return counted;
}

/** Until what runs in the background over the network is there. */
export async function until(isThere: () => boolean): Promise<void> {
  const givenUpMs = Date.now() + 5_000;
  while (!isThere()) {
    if (Date.now() > givenUpMs) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
