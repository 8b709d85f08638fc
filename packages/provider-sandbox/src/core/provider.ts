import type { ProviderName } from '../generated/provider-name.js';
import type { FirstCall } from './first-call.js';

export type { ProviderName } from '../generated/provider-name.js';

/** What a provider reads of headers. A `Headers` has it. */
export interface ReadonlyHeaders extends Iterable<[name: string, value: string]> {
  /** The value of that name, in whatever case; `null` for none, and one text, with commas, for several. */
  get(name: string): string | null;
  /** Whether there is one of that name, in whatever case. */
  has(name: string): boolean;
}

/** One request as a provider sees it. */
export interface SandboxRequest {
  /** In upper case. */
  readonly method: string;
  /** Relative to the base URL of the provider; begins with `/`, without query. */
  readonly path: string;
  /** As it was sent: a name may be there twice. */
  readonly query: URLSearchParams;
  /** The same before it was decoded, without `?`: in it a comma within an item of a list is `%2C`. Default: `query`. */
  readonly search?: string;
  /** Without those that are meant for the sandbox, such as `x-sandbox-fault`. */
  readonly headers: ReadonlyHeaders;
  /** As text; `''` for none. */
  readonly body: string;
}

/** One answer as a provider gives it. */
export interface SandboxAnswer {
  /** Of HTTP, such as 200. */
  readonly status: number;
  /** With `content-type` where there is a body. */
  readonly headers: Readonly<Record<string, string>>;
  /** As text; `''` for none. */
  readonly body: string;
}

/** What time it is at the provider. */
export interface SandboxClock {
  /** In ms since 1970. */
  nowMs(): number;
  /** Time passes, at once. */
  advance(ms: number): void;
}

/** What every provider takes. */
export interface SandboxOptions {
  /** Default: the platform's, which `advance` shifts. */
  readonly clock?: SandboxClock | undefined;
  /** What is made up is the same for the same seed. Default: 1. */
  readonly seed?: number | undefined;
}

/** A vendor that stands still until it is asked: all it knows is in memory. */
export interface Provider {
  /** Each type of provider has its own, so that it tells them apart. */
  readonly name: ProviderName;
  /** The vendor's base URLs, which the msw handlers answer for; `*` stands for a host that each user has. */
  readonly basePaths: readonly string[];
  /** The operation of the description that a request is for; `undefined` when there is none. */
  operationOf(
    method: string,
    path: string,
  ): { readonly operationId: string; readonly path: string } | undefined;
  /** What its description makes public: of a call, nothing else is shown. Default: nothing of it is. */
  vocabulary?(): Vocabulary;
  /** Rejects with `ConnectionRefused` where nobody answers. What is wrong with a request is an answer. */
  respond(request: SandboxRequest): Promise<SandboxAnswer>;
  /**
   * The text that a request has in encrypted form, with its secrets: who shows it takes them out. Only at a provider
   * that takes encrypted requests. It changes nothing there, and what happens there changes nothing of it: it may be
   * asked for long after the request.
   *
   * @returns `undefined` when there is none, or it cannot be decrypted.
   */
  decrypted?(request: SandboxRequest): Promise<string | undefined>;
  /** The same of an answer of its own: only at a provider that sends back something encrypted. */
  decryptedAnswer?(answer: SandboxAnswer): Promise<string | undefined>;
  /** What may be seen of it: sessions, locks, counts. No secret, no whole token. Each type of provider says more. */
  state(): Readonly<Record<string, unknown>>;
  /**
   * Replaces its data by your own. Only at a provider whose folder declares what it accepts.
   *
   * @param fixtures A value from anywhere, such as a file; each provider has a type for it.
   * @throws FixtureError when they are not valid: nothing has changed then.
   */
  loadFixtures?(fixtures: unknown): void;
  /**
   * What you need for a first call. Default: nothing.
   *
   * @param basePath The base URL in the sandbox, without a slash at the end.
   * @returns `undefined` when it was given credentials other than the public ones of this package.
   */
  firstCall?(basePath: string): FirstCall | undefined;
  /**
   * What can be made to happen to it, such as `lock` or `restart`. The type of each provider has the names of its own,
   * so that one which does not exist does not compile.
   */
  readonly actions: Readonly<Record<string, () => void>>;
}

/** What a description says of a name, wherever it has it. */
export interface DescribedName {
  /** Its values that are public: of enumerations, defaults and examples. */
  readonly texts: ReadonlySet<string>;
  /** Some value of that name is a number. */
  readonly isNumber: boolean;
  /** Some value of that name is a date, or a date and a time (RFC 3339). */
  readonly isDate: boolean;
}

/** What a description makes public: who shows calls shows nothing else. */
export interface Vocabulary {
  /** Names of members, parameters and headers as they are written. */
  readonly names: ReadonlySet<string>;
  /** @param name In whatever case. */
  describes(name: string): DescribedName | undefined;
  /** The fixed segments of paths. */
  readonly segments: ReadonlySet<string>;
}
