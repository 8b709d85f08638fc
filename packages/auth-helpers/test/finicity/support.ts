import { Configuration, CustomersApi } from '@acme/finicity-client';
import { type FinicityAuth, type FinicityAuthOptions, finicityAuth } from '../../src/finicity/index.js';
import type { TokenEvent } from '../../src/index.js';
import { type Arrived, type Reply, ScriptedServer } from '../scripted-server.js';
import { type ManualClock, manualClock } from '../token/support.js';

export const partnerId = '2445500917733';
export const partnerSecret = 'r4vEn-hollow_82kites';
export const newSecret = 'moss+Lantern7_quarry';
export const appKey = 'app-key-9b1c';

const AUTHENTICATION = '/aggregation/v2/partners/authentication';

export function tokenOf({ headers }: Arrived): string | undefined {
  return headers['finicity-app-token'] as string | undefined;
}

/** Gives the tokens T1, T2, … for a valid secret, and a customer for any call with one. */
export class ScriptedFinicity extends ScriptedServer {
  /** Those that are valid. */
  secrets: ReadonlySet<string> = new Set([partnerSecret]);
  /** Logins and changes with a secret that is not. */
  failures = 0;
  #issued = 0;
  #dead = 0;

  get logins(): Arrived[] {
    return this.arrived.filter(({ path, method }) => path === AUTHENTICATION && method === 'POST');
  }

  get changes(): Arrived[] {
    return this.arrived.filter(({ path, method }) => path === AUTHENTICATION && method === 'PUT');
  }

  get calls(): Arrived[] {
    return this.arrived.filter(({ path }) => path !== AUTHENTICATION);
  }

  killTokens(): void {
    this.#dead = this.#issued;
  }

  protected script(request: Arrived): Reply {
    if (request.path !== AUTHENTICATION) {
      const isDead = Number(tokenOf(request)?.slice(1)) <= this.#dead;
      return isDead
        ? { status: 401, body: { code: '10022' } }
        : { status: 200, body: { id: '7004419250', username: 'rivera' } };
    }
    const { partnerSecret: secret, newPartnerSecret, immediate = true } = JSON.parse(request.body);
    if (!this.secrets.has(secret)) {
      this.failures += 1;
      return { status: 401, body: { code: '10001' } };
    }
    if (request.method === 'POST') {
      this.#issued += 1;
      return { status: 200, body: { token: `T${this.#issued}` } };
    }
    this.secrets = new Set([...(immediate ? [] : this.secrets), newPartnerSecret]);
    return { status: 204 };
  }
}

/** A server, and a partner's real client and helper. */
export interface Partner {
  readonly clock: ManualClock;
  readonly server: ScriptedFinicity;
  readonly auth: FinicityAuth;
  readonly events: TokenEvent[];
  readonly configuration: Configuration;
  /** One call of the generated client. */
  call(): Promise<unknown>;
  /** Another helper of the same partner, on the same clock. */
  another(options?: Partial<FinicityAuthOptions>): FinicityAuth;
}

export async function partner(options: Partial<FinicityAuthOptions> = {}): Promise<Partner> {
  const clock = manualClock();
  const server = await new ScriptedFinicity().start();
  const events: TokenEvent[] = [];
  const another = (more: Partial<FinicityAuthOptions> = {}): FinicityAuth =>
    finicityAuth({
      ...{ partnerId, clock, basePath: server.origin },
      credentials: { partnerSecret, appKey },
      allowInsecureLoopback: true,
      // Only a hang takes so long.
      requestTimeoutMs: 60_000,
      onEvent: (event) => events.push(event),
      ...more,
    });
  const auth = another(options);
  const configuration = new Configuration(auth.configuration);
  const customers = new CustomersApi(configuration);
  const call = (): Promise<unknown> => customers.getCustomer({ customerId: '7004419250' });
  return { clock, server, auth, events, configuration, call, another };
}
