import { Configuration } from './configuration.js';
import type { Middleware } from './middleware/middleware.js';

/** What the generated API classes share: a configuration, and copies of themselves with more middleware. */
export class BaseAPI {
  protected readonly configuration: Configuration;

  constructor(configuration: Configuration = new Configuration()) {
    this.configuration = configuration;
  }

  /** A copy whose requests also pass through `middleware`, after the hooks already there. */
  withMiddleware(...middleware: readonly Middleware[]): this {
    const configuration = this.configuration.with({
      middleware: [...this.configuration.middleware, ...middleware],
    });
    return Object.assign(Object.create(Object.getPrototypeOf(this)), this, { configuration });
  }

  /** A copy with more `pre` hooks. */
  withPreMiddleware(...hooks: readonly NonNullable<Middleware['pre']>[]): this {
    return this.withMiddleware(...hooks.map((pre) => ({ pre })));
  }

  /** A copy with more `post` hooks. */
  withPostMiddleware(...hooks: readonly NonNullable<Middleware['post']>[]): this {
    return this.withMiddleware(...hooks.map((post) => ({ post })));
  }
}
