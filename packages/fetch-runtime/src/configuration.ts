import type { CallSettings, Observe } from './call/settings.js';
import { printEnumerable } from './errors/print-enumerable.js';
import type { FetchApi } from './middleware/fetch-api.js';
import { type Awaitable, type Middleware, withMiddleware } from './middleware/middleware.js';
import { diagnostics } from './observability/diagnostics.js';
import { observeAll } from './observability/events.js';

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

export interface ConfigurationParameters extends CallSettings {
  /** Base URL instead of the description's servers, without query. A trailing slash is ignored. */
  basePath?: string | undefined;
  /** Which of the operation's servers to use. Default: 0. */
  serverIndex?: number | undefined;
  /** Values for `{variables}` of the server URL. Default: the description's defaults. */
  serverVariables?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * Sends credentials over `http:` as well, to the loopback interface only (127.0.0.0/8, ::1, localhost): for tests and a
   * sandbox. Default: false.
   */
  allowInsecureLoopback?: boolean | undefined;
  /**
   * How to send; must honour `init.signal`. Default: the global `fetch`, looked up at each call. A `Configuration` given
   * the global `fetch` looks it up too; a plain object cannot. What it throws is read as the connection's: catch the
   * errors of what else it does, such as writing a log.
   */
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

/**
 * The same as a plain object. A function called with one brings neither `Configuration` nor the middleware into a
 * bundle: give `fetchApi: withMiddleware(fetch, …)` where hooks are wanted. One with `middleware` is refused.
 */
export type PlainConfiguration = Readonly<Omit<ConfigurationParameters, 'middleware'>> & {
  readonly middleware?: undefined;
};

/** Whatever an operation can be called with. */
export type AnyConfiguration = Readonly<Omit<ConfigurationParameters, 'middleware'>>;

/** Where and how requests are sent. Immutable; printing it shows no credentials. */
export class Configuration implements AnyConfiguration {
  declare readonly basePath: string | undefined;
  declare readonly serverIndex: number | undefined;
  declare readonly serverVariables: Readonly<Record<string, string | undefined>> | undefined;
  declare readonly allowInsecureLoopback: boolean | undefined;
  /** With the middleware around it. */
  declare readonly fetchApi: FetchApi | undefined;
  declare readonly middleware: readonly Middleware[];
  declare readonly username: CredentialSource | undefined;
  declare readonly password: CredentialSource | undefined;
  declare readonly apiKey: ApiKeySource | undefined;
  declare readonly accessToken: AccessTokenSource | undefined;
  declare readonly headers: Readonly<Record<string, string | undefined>> | undefined;
  declare readonly credentials: RequestInit['credentials'] | undefined;
  declare readonly timeoutMs: number | undefined;
  declare readonly deadlineMs: number | undefined;
  declare readonly maxResponseBytes: number | undefined;
  /** With `diagnostics()`, so that a monitoring tool sees all calls without being configured. */
  declare readonly observe: Observe;
  declare private readonly parameters: ConfigurationParameters;

  constructor(parameters: ConfigurationParameters = {}) {
    install(this, parameters);
  }

  /** A copy with `changes` in place of the members they name. */
  with(changes: ConfigurationParameters): this {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(this)), this);
    return install(copy, { ...this.parameters, ...changes });
  }
}

/**
 * Members that are not enumerable and are read through a getter, so that nothing prints them; not #private, which
 * breaks inside a proxy.
 */
function install<Copy extends Configuration>(configuration: Copy, given: ConfigurationParameters): Copy {
  const isGlobal = given.fetchApi === globalThis.fetch;
  const parameters = { ...given, ...(isGlobal && { fetchApi: undefined }) };
  const { middleware = [], fetchApi, observe } = parameters;
  const members = {
    ...parameters,
    parameters,
    middleware,
    fetchApi: middleware.length === 0 ? fetchApi : withMiddleware(fetchApi, ...middleware),
    observe: observe === undefined ? diagnostics() : observeAll(diagnostics(), observe),
  };
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(configuration, name, { get: () => value, configurable: true });
  }
  if (isGlobal && middleware.length === 0) {
    // What is put in its place later is used, as by msw.
    Object.defineProperty(configuration, 'fetchApi', { get: () => globalThis.fetch, configurable: true });
  }
  printEnumerable(configuration);
  return configuration;
}
