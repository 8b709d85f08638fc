import type { Provider, ReadonlyHeaders } from './provider.js';

/**
 * Headers as a server has read them, without a copy: a `Headers` takes four times as long to make as all else about a
 * request, as it checks once more what the server has checked.
 */
export class HeaderList implements ReadonlyHeaders {
  /** Names, in any case, and values in turn, as `rawHeaders` of node:http has them. */
  readonly #list: readonly string[];

  constructor(namesAndValues: readonly string[]) {
    this.#list = namesAndValues;
  }

  /** Values of one name are one value (RFC 9110, section 5.3). */
  get(name: string): string | null {
    const wanted = name.toLowerCase();
    let found: string | null = null;
    for (let at = 0; at < this.#list.length; at += 2) {
      const isIt = this.#list[at]!.length === wanted.length && this.#list[at]!.toLowerCase() === wanted;
      if (isIt) found = found === null ? this.#list[at + 1]! : `${found}, ${this.#list[at + 1]!}`;
    }
    return found;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  /** By name, in lower case. */
  *[Symbol.iterator](): Generator<[string, string], void> {
    const names = this.#list.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
    for (const name of [...new Set(names)].sort()) yield [name, this.get(name)!];
  }
}

/** The same of what iterates as a `Headers` does, by pairs. */
export function headerList(pairs: Iterable<readonly [name: string, value: string]>): HeaderList {
  return new HeaderList([...pairs].flat());
}

/** What a request line asks for. */
interface RequestTarget {
  /** Path and query, as they were sent. */
  readonly target: string;
  /** Of absolute-form: it stands above `Host` (RFC 9112, section 3.2.2). */
  readonly authority: string | undefined;
}

/**
 * Reads a request target: `/path?query`, or absolute-form, `http://host:port/path?query`, which a server has to take
 * and which a client sends that believes there is a proxy. Any other form stays as it is.
 *
 * @param url Of a message of node:http.
 */
export function requestTarget(url = '/'): RequestTarget {
  if (url.startsWith('/')) return { target: url, authority: undefined };
  const [, authority, rest = ''] = /^http:\/\/([^/?]*)(.*)$/is.exec(url) ?? [];
  if (authority === undefined) return { target: url, authority };
  return { target: rest.startsWith('/') ? rest : `/${rest}`, authority };
}

/** A URL without slashes at its end; in one pass, where `/\/+$/` would start anew at each slash within it. */
export function withoutSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
}

/**
 * The path below which the sandbox serves a provider: its name, and where each user of the vendor has a host of their
 * own, the path by which the vendor's base URL is known, such as `/mailinabox/admin`.
 */
export function servedPath(name: string, provider: Pick<Provider, 'basePaths'> | undefined): string {
  const [first = ''] = provider?.basePaths ?? [];
  return `/${name}${first.startsWith('https://*/') ? first.slice('https://*'.length) : ''}`;
}
