import { Configuration, type ConfigurationParameters } from './configuration.js';
import type { Middleware } from './middleware/middleware.js';

/** Where credentials come from: a helper of `@acme/auth-helpers`, or members of a configuration. */
export type ClientAuth = ConfigurationParameters | { readonly configuration: ConfigurationParameters };

/** What a client is made with: the members of a configuration, and a helper that logs in. */
export interface ClientParameters extends ConfigurationParameters {
  /**
   * Its members apply wherever you give none of your own. Its middleware runs before yours, and your `headers` are added
   * to its headers.
   */
  auth?: ClientAuth | undefined;
}

/** What the generated clients share: one configuration for all API classes, each made when you first use it. */
export class BaseClient {
  declare readonly configuration: Configuration;
  declare private readonly apis: Map<unknown, unknown>;

  /** @param given the parameters, or a configuration that you have already. */
  constructor(given: Configuration | ClientParameters = {}) {
    install(this, 'with' in given ? given : configurationOf(given));
  }

  /** A copy with `changes` in its configuration, such as `{ timeoutMs: 5_000 }`. They replace the members they name. */
  with(changes: ConfigurationParameters): this {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(this)), this);
    return install(copy, this.configuration.with(changes));
  }

  /** A copy whose requests also pass through `middleware`, after the hooks already there. */
  withMiddleware(...middleware: readonly Middleware[]): this {
    return this.with({ middleware: [...this.configuration.middleware, ...middleware] });
  }

  /** The API class with the configuration of this client, always the same object. */
  protected api<Api>(type: new (configuration: Configuration) => Api): Api {
    const api = (this.apis.get(type) as Api | undefined) ?? new type(this.configuration);
    this.apis.set(type, api);
    return api;
  }
}

/** Not enumerable, so that a printed client is no page of API objects. */
function install<Client extends BaseClient>(client: Client, configuration: Configuration): Client {
  Object.defineProperty(client, 'configuration', { value: configuration });
  return Object.defineProperty(client, 'apis', { value: new Map() });
}

function configurationOf({ auth = {}, ...given }: ClientParameters): Configuration {
  const credentials = 'configuration' in auth ? auth.configuration : auth;
  const base = 'with' in credentials ? (credentials as Configuration) : new Configuration(credentials);
  // A member that is `undefined`, as from an environment variable that is not set, takes nothing away.
  const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { middleware = [], headers } = given;
  return base.with({
    ...own,
    middleware: [...base.middleware, ...middleware],
    ...(headers !== undefined && { headers: { ...base.headers, ...headers } }),
  });
}
