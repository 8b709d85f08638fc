export type ProviderName = 'commerce-connect' | 'finicity' | 'mailinabox' | 'plo';

/** What a provider reads of headers. A `Headers` has it. */
export interface ReadonlyHeaders extends Iterable<[name: string, value: string]> {
  /** @returns `null` when there is none of that name, in whatever case. */
  get(name: string): string | null;
  has(name: string): boolean;
}

/** One request as a provider sees it. */
export interface SandboxRequest {
  /** In upper case. */
  readonly method: string;
  /** Relative to the base URL of the provider; begins with `/`, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: ReadonlyHeaders;
  /** As text; `''` for none. */
  readonly body: string;
}

export interface SandboxAnswer {
  readonly status: number;
  /** With `content-type` where there is a body. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What time it is at the provider, in ms since 1970. */
export interface SandboxClock {
  nowMs(): number;
  /** Time passes, at once. */
  advance(ms: number): void;
}

export interface SandboxOptions {
  /** Default: the platform's, which `advance` shifts. */
  readonly clock?: SandboxClock | undefined;
  /** What is made up is the same for the same seed. Default: 1. */
  readonly seed?: number | undefined;
}

/** A vendor that stands still until it is asked: all it knows is in memory. */
export interface Provider {
  readonly name: ProviderName;
  /** The vendor's base URLs, which the msw handlers answer for; `*` stands for a host that each user has. */
  readonly baseUrls: readonly string[];
  /** The operation of the description that a request is for; `undefined` when there is none. */
  operationOf(
    method: string,
    path: string,
  ): { readonly operationId: string; readonly path: string } | undefined;
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
  /** What may be seen of it: sessions, locks, counts. No secret, no whole token. */
  state(): Readonly<Record<string, unknown>>;
  /** What can be made to happen to it, such as `lock` or `restart`. */
  readonly actions: Readonly<Record<string, () => void>>;
}
