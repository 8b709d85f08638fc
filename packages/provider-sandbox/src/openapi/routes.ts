import type { SpecDocument } from './document.js';

export interface Operation {
  readonly operationId: string;
  /** In upper case. */
  readonly method: string;
  /** The template, such as `/customers/{customerId}`. */
  readonly path: string;
  /** The keys of its answers, such as `200`, `4XX`, `default`. */
  readonly statuses: readonly string[];
}

export interface Match {
  readonly operation: Operation;
  /** Decoded. */
  readonly pathParams: Readonly<Record<string, string>>;
}

/** All operations of a description, in its order. */
export function operationsOf(document: SpecDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path,
      statuses: Object.keys(operation.responses),
    })),
  );
}

/**
 * Makes a function that finds the operation of a request. Where several templates fit, the one whose first difference
 * is a fixed segment wins: `/mail/users` before `/mail/{list}`.
 */
export function createRoutes(
  operations: readonly Operation[],
): (method: string, path: string) => Match | undefined {
  const routes = operations
    .map((operation) => ({ operation, segments: operation.path.split('/') }))
    .sort((a, b) => (rank(a.segments) < rank(b.segments) ? -1 : 1));
  const key = (method: string, { length }: readonly unknown[]): string => `${method} ${length}`;
  const candidates = new Map<string, typeof routes>();
  for (const route of routes) {
    const ofKind = key(route.operation.method, route.segments);
    candidates.set(ofKind, [...(candidates.get(ofKind) ?? []), route]);
  }
  return (method, path) => {
    const given = path.split('/').map(decoded);
    for (const { operation, segments } of candidates.get(key(method.toUpperCase(), given)) ?? []) {
      const pathParams = paramsOf(segments, given);
      if (pathParams !== undefined) return { operation, pathParams };
    }
    return undefined;
  };
}

/** Sorts fixed segments before parameters, from the left. */
function rank(segments: readonly string[]): string {
  return segments.map((segment) => (isParameter(segment) ? '1' : '0')).join('');
}

function paramsOf(segments: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  // RFC 6570, which OpenAPI follows, has an empty value leave its slash behind: that is another path.
  const fits = (segment: string, at: number): boolean =>
    isParameter(segment) ? given[at] !== '' : segment === given[at];
  if (!segments.every(fits)) return undefined;
  const params: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    if (isParameter(segment)) params[segment.slice(1, -1)] = given[at]!;
  }
  return params;
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

/** As it is, where the percent signs are none of an encoding. */
function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
