import type { ProviderPage } from '../core/facts.js';
import type { Provider, SandboxOptions } from '../core/provider.js';
import type { Spec } from '../openapi/spec.js';

/** All that the sandbox knows of a provider. `registration.ts` in its folder exports it. */
export interface Registration<
  Options extends SandboxOptions = SandboxOptions,
  Made extends Provider = Provider,
> {
  /** That of its folder and of `specs/<name>.yaml`. */
  readonly name: Made['name'];
  /** What the page says of it. */
  readonly page: ProviderPage<Made>;
  /** The description that it answers by. */
  readonly spec: () => Spec;
  /** Options of the command for this provider alone. Default: none. */
  readonly commandLine?: ProviderCommandLine<Options> | undefined;
  /** Makes one, as new. */
  provider(options: Options): Made;
}

/** Options of the command that are for one provider. */
export interface ProviderCommandLine<Options extends SandboxOptions = SandboxOptions> {
  /** As the usage has them: `[--plo-public-key FILE [--plo-consumer-key KEY]]`. */
  readonly usage: string;
  /** As `--help` has them: `--plo-public-key FILE`, and what it does. */
  readonly options: readonly (readonly [option: string, does: string])[];
  /**
   * What the provider is made with.
   *
   * @param values By name, such as `plo-public-key`; `undefined` for what was not given.
   * @returns rejects with UsageError for values that they cannot have.
   */
  read(values: Readonly<Record<string, string | undefined>>): Promise<Options>;
}
