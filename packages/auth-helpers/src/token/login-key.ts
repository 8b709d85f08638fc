import { withoutSlashes } from '../http/origin.js';

/** What the store knows a login by. */
export interface LoginKey {
  /** Of its token: what differs in provider, base URL, scope, credentials or subject never meets. */
  readonly token: string;
  /** Of its budget, which is that of the credentials: the same for all subjects. */
  readonly budget: string;
}

export interface LoginKeyParts {
  readonly provider: string;
  readonly basePath?: string | undefined;
  readonly scope: readonly string[];
  readonly subject?: string | undefined;
}

/** A list in the list for the subject, so that it is not taken for something else. */
export function loginKey(
  { provider, basePath, scope, subject }: LoginKeyParts,
  fingerprint: string,
): LoginKey {
  const base = basePath === undefined ? [] : [basePath];
  const budget = [provider, ...base, ...scope, fingerprint];
  return {
    budget: JSON.stringify(budget),
    token: JSON.stringify(subject === undefined ? budget : [...budget, [subject]]),
  };
}

/**
 * One spelling of each base URL: what `URL` makes the same (case of scheme and host, default port, dots in the path) and
 * slashes at the end. Path and query are part of it, as one gateway may have the provider and its sandbox behind it.
 */
export function normalisedBasePath(basePath: string): string {
  if (!URL.canParse(basePath)) return basePath;
  const { origin, pathname, search } = new URL(basePath);
  return origin + withoutSlashes(pathname) + search;
}
