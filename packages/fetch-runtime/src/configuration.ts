import type { FetchApi, Middleware } from './middleware.js';

export type Awaitable<T> = T | PromiseLike<T>;

/** A credential, or a function that is asked for it before every request. `undefined` means: not configured. */
export type CredentialSource = string | (() => Awaitable<string | undefined>);

/**
 * API keys. A bare string serves operations that need one key; where one needs several, give a record by
 * scheme id or by wire name, or a function that gets the wire name (header, query or cookie name).
 */
export type ApiKeySource =
  | string
  | Readonly<Record<string, CredentialSource | undefined>>
  | ((name: string) => Awaitable<string | undefined>);

/** The token without `Bearer `; a function gets the id of the security scheme and the scopes asked for. */
export type AccessTokenSource =
  | string
  | ((name?: string, scopes?: readonly string[]) => Awaitable<string | undefined>);

export interface ConfigurationParameters {
  /** Base URL instead of the description's servers. A trailing slash is ignored. */
  basePath?: string | undefined;
  /** Which of the operation's servers to use. Default: 0. */
  serverIndex?: number | undefined;
  /** Values for `{variables}` of the server URL. Default: the description's defaults. */
  serverVariables?: Readonly<Record<string, string | undefined>> | undefined;
  /** Default: `globalThis.fetch`, looked up at each call. */
  fetchApi?: FetchApi | undefined;
  /** Hooks around `fetchApi`, run in this order. */
  middleware?: readonly Middleware[] | undefined;
  /** HTTP Basic; needs `password` too, which may be `''`. */
  username?: CredentialSource | undefined;
  password?: CredentialSource | undefined;
  apiKey?: ApiKeySource | undefined;
  /** For HTTP bearer, OAuth 2.0 and OpenID Connect. */
  accessToken?: AccessTokenSource | undefined;
  /** Sent with every request, unless the operation or a credential sets the same header. */
  headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** `credentials` of `fetch` (browser cookies). */
  credentials?: RequestInit['credentials'] | undefined;
}

/** Where and how requests are sent. Immutable; printing it shows no credentials. */
export class Configuration {
  // Not a #private member: those break when a UI framework wraps the object in a proxy.
  declare private readonly parameters: ConfigurationParameters;

  constructor(parameters: ConfigurationParameters = {}) {
    Object.defineProperty(this, 'parameters', { value: { ...parameters }, configurable: true });
  }

  /** A copy with `changes` in place of the members they name. */
  with(changes: ConfigurationParameters): this {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(this)), this);
    const value = { ...this.parameters, ...changes };
    return Object.defineProperty(copy, 'parameters', { value, configurable: true });
  }

  get basePath(): string | undefined {
    return this.parameters.basePath;
  }

  get serverIndex(): number | undefined {
    return this.parameters.serverIndex;
  }

  get serverVariables(): Readonly<Record<string, string | undefined>> | undefined {
    return this.parameters.serverVariables;
  }

  get fetchApi(): FetchApi {
    return this.parameters.fetchApi ?? ((url, init) => globalThis.fetch(url, init));
  }

  get middleware(): readonly Middleware[] {
    return this.parameters.middleware ?? [];
  }

  get username(): CredentialSource | undefined {
    return this.parameters.username;
  }

  get password(): CredentialSource | undefined {
    return this.parameters.password;
  }

  get apiKey(): ApiKeySource | undefined {
    return this.parameters.apiKey;
  }

  get accessToken(): AccessTokenSource | undefined {
    return this.parameters.accessToken;
  }

  get headers(): Readonly<Record<string, string | undefined>> | undefined {
    return this.parameters.headers;
  }

  get credentials(): RequestInit['credentials'] | undefined {
    return this.parameters.credentials;
  }
}
