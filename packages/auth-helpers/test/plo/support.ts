import { createDecipheriv, generateKeyPairSync } from 'node:crypto';
import { Configuration, matchedoffersGet } from '@acme/plo-client';
import oauth1 from 'mastercard-oauth1-signer';
import type { TokenEvent } from '../../src/index.js';
import { type PloAuth, type PloAuthOptions, ploAuth, type SignRequest } from '../../src/plo/index.js';
import { type Arrived, type Reply, ScriptedServer } from '../scripted-server.js';
import { type ManualClock, manualClock } from '../token/support.js';

export const fiId = '999999';
export const rawKey: Buffer = Buffer.from('plo-key-of-16-by');
export const rawIv: Buffer = Buffer.from('iv-of-16-bytes--');
export const key: string = rawKey.toString('base64');
export const iv: string = rawIv.toString('base64');

/** PEM. */
export const privateKey: string = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

/** As a user writes it, with the vendor's own library. */
export const sign: SignRequest = (url, method, body) =>
  oauth1.getAuthorizationHeader(url, method, body, 'consumer-key-1!project', privateKey);

/** Gives each cardholder the tokens `token-1+of/…=`, `token-2+of/…=`, …, and no offers for any call with one. */
export class ScriptedPlo extends ScriptedServer {
  /** The cardholders that logins were for, in order. */
  readonly users: string[] = [];
  #live = new Set<string | null>();

  /** With the path of production. */
  get url(): string {
    return `${this.origin}/plo/v1`;
  }

  get logins(): Arrived[] {
    return this.arrived.filter(({ path }) => path.endsWith('/usertoken'));
  }

  get calls(): Arrived[] {
    return this.arrived.filter(({ path }) => !path.endsWith('/usertoken'));
  }

  killTokens(): void {
    this.#live = new Set();
  }

  protected script({ path, query }: Arrived): Reply {
    const Status = { Code: '600', Message: 'Success' };
    if (path.endsWith('/usertoken')) {
      const decipher = createDecipheriv('aes-128-cbc', rawKey, rawIv);
      const plain = decipher.update(`${query.get('AuthInfo')}`, 'hex', 'utf8') + decipher.final('utf8');
      const token = `token-${this.users.push(plain.split(':')[0]!)}+of/${this.users.at(-1)}=`;
      this.#live.add(token);
      return { status: 200, body: { Response: { Status, UserToken: { Token: token } } } };
    }
    if (!this.#live.has(query.get('UserToken'))) return { status: 401 };
    return { status: 200, body: { Response: { Status, TotalCount: 0, Items: { MatchedOffer: [] } } } };
  }
}

/** A server, and an institution's real client and helper. */
export interface Institution {
  readonly clock: ManualClock;
  readonly server: ScriptedPlo;
  readonly auth: PloAuth;
  readonly events: TokenEvent[];
  readonly configuration: Configuration;
  /** One call of the generated client for a cardholder. */
  call(userId?: string): Promise<unknown>;
  /** Another helper, on the same clock. */
  another(options?: Partial<PloAuthOptions>): PloAuth;
}

export async function institution(options: Partial<PloAuthOptions> = {}): Promise<Institution> {
  const clock = manualClock();
  const server = await new ScriptedPlo().start();
  const events: TokenEvent[] = [];
  const another = (more: Partial<PloAuthOptions> = {}): PloAuth =>
    ploAuth({
      ...{ fiId, key, iv, clock, basePath: server.url },
      allowInsecureLoopback: true,
      // Only a hang takes so long.
      requestTimeoutMs: 60_000,
      onEvent: (event) => events.push(event),
      ...more,
    });
  const auth = another(options);
  const configuration = new Configuration(auth.configuration);
  const call = async (userId = 'cardholder-1'): Promise<unknown> =>
    matchedoffersGet(configuration, await auth.sessionRequest(userId));
  return { clock, server, auth, events, configuration, call, another };
}
