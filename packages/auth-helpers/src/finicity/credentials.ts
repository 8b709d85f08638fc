import { fromEnvironment, isGiven } from '../environment.js';
import { failed, invalid } from '../errors.js';
import { redacted } from '../redacted.js';
import { PROVIDER } from './codes.js';

export interface FinicityCredentials {
  readonly partnerSecret: string;
  /** Sent with every request, as `Finicity-App-Key`. */
  readonly appKey: string;
  /** The secret before this one, for the 30 days in which webhooks may be signed with it. */
  readonly previousPartnerSecret?: string | undefined;
  /** Where it is kept with the secret. Must be that of the options: so no secret goes to another partner's account. */
  readonly partnerId?: string | undefined;
}

/** They themselves, or what is asked for them before each login and each webhook. */
export type FinicityCredentialsSource =
  | FinicityCredentials
  | (() => FinicityCredentials | Promise<FinicityCredentials>);

export interface FinicityPartner {
  readonly partnerId: string;
  readonly credentials: FinicityCredentialsSource;
}

/** Who logs in: the options, or `FINICITY_PARTNER_ID` and the others. @throws ConfigurationError for a part of them. */
export function partnerOf(options: { readonly [Name in keyof FinicityPartner]?: unknown }): FinicityPartner {
  if (isGiven(PROVIDER, options, ['partnerId', 'credentials'])) return options as FinicityPartner;
  const { partnerId, ...credentials } = fromEnvironment(PROVIDER, ['partnerId', 'partnerSecret', 'appKey'], {
    optional: ['previousPartnerSecret'],
    instead: ['partnerId', 'credentials'],
  });
  return { partnerId, credentials };
}

/** What one login is made with. */
export interface LoginCredentials extends FinicityCredentials {
  /** How many changes of the secret there were before they were read. */
  readonly change: number;
}

/** Where the secrets of a partner are read, and remembered for as short as can be. Printing it shows nothing. */
export class CredentialsReader {
  readonly #partnerId: string;
  #source: FinicityCredentialsSource;
  #appKey: string | undefined;
  #changes = 0;

  /** @throws ConfigurationError for values that cannot be used. */
  constructor(partnerId: string, source: FinicityCredentialsSource) {
    if (typeof partnerId !== 'string' || partnerId === '') {
      throw invalid(PROVIDER, 'partnerId must be a string that is not empty');
    }
    this.#partnerId = partnerId;
    this.#source = typeof source === 'function' ? source : this.#checked(source);
    redacted(this);
  }

  /** @throws AuthError `provider_unavailable` when the function fails; ConfigurationError for what it gives. */
  async read(): Promise<FinicityCredentials> {
    const source = this.#source;
    if (typeof source !== 'function') return source;
    let given: FinicityCredentials;
    try {
      given = await source();
    } catch (cause) {
      const about = { cause, retryable: true };
      throw failed(PROVIDER, 'provider_unavailable', 'the credentials cannot be read', about);
    }
    return this.#checked(given);
  }

  /** Reads them for a login that may follow, which is sent with just these or not at all. */
  async readForLogin(): Promise<LoginCredentials> {
    const change = this.#changes;
    const { partnerSecret, appKey } = await this.read();
    this.#appKey = appKey;
    return { partnerSecret, appKey, change };
  }

  /** Whether the secret has been changed since they were read. */
  isOutdated({ change }: LoginCredentials): boolean {
    return change !== this.#changes;
  }

  /** That of the last login, so that a request in between reads no secrets. */
  async appKey(): Promise<string> {
    this.#appKey ??= (await this.read()).appKey;
    return this.#appKey;
  }

  /** To be called when the provider has taken a new secret; a function is to give it from now on. */
  changed(partnerSecret: string, isOldOneValid: boolean): void {
    this.#changes += 1;
    if (typeof this.#source === 'function') return;
    const previousPartnerSecret = isOldOneValid ? this.#source.partnerSecret : undefined;
    this.#source = { ...this.#source, partnerSecret, previousPartnerSecret };
  }

  #checked(given: FinicityCredentials): FinicityCredentials {
    const { partnerSecret, appKey, previousPartnerSecret, partnerId = this.#partnerId } = Object(given);
    const secrets = [partnerSecret, previousPartnerSecret ?? 'none'];
    if (!secrets.every((secret) => typeof secret === 'string' && secret !== '')) {
      throw invalid(PROVIDER, 'partnerSecret and previousPartnerSecret must be strings that are not empty');
    }
    if (typeof appKey !== 'string' || !/^[\x21-\x7e]+$/.test(appKey)) {
      throw invalid(PROVIDER, 'appKey must be printable ASCII characters');
    }
    if (partnerId !== this.#partnerId)
      throw invalid(PROVIDER, 'the credentials are those of another partnerId');
    // A copy, so that nobody changes it later.
    return { partnerSecret, appKey, previousPartnerSecret };
  }
}
