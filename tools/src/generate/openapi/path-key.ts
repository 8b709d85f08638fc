/** The parts of a key of `paths`. OpenAPI wants a path alone; what vendors write beside it is told apart as in a URL. */
export interface PathParts {
  readonly key: string;
  readonly path: string;
  /** What follows the first `?`. */
  readonly query: string | undefined;
  /** What follows the first `#`. */
  readonly fragment: string | undefined;
}

export function partsOf(key: string): PathParts {
  const [, path = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(key)!;
  return { key, path, query, fragment };
}

/** What a call of an operation below this key asks for: the path, and the query that is always sent; no fragment. */
export function sentPath(key: string): string {
  const { path, query } = partsOf(key);
  if (query === undefined || query === '') return path;
  return `${path}?${query.replaceAll(/[^\w!$%&'()*+,./:;=?@~-]/gu, encodeURIComponent)}`;
}
