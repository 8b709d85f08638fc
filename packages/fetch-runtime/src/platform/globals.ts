import { PlatformError } from '../errors/errors.js';
import type { OperationInfo } from '../operation-info.js';

interface Classes {
  Blob: Blob;
  File: Blob & { readonly name: string };
  FormData: FormData;
  ReadableStream: ReadableStream;
  URLSearchParams: URLSearchParams;
}

/** `value instanceof` the global class of that name; `false` where the platform has none, as React Native of streams. */
export function isA<Name extends keyof Classes>(value: unknown, name: Name): value is Classes[Name] {
  const type = (globalThis as Readonly<Record<string, unknown>>)[name];
  return typeof type === 'function' && value instanceof type;
}

/** `signal.throwIfAborted()`, which React Native does not have. */
export function throwIfAborted(signal: AbortSignal | null | undefined): void {
  if (signal?.aborted === true) throw signal.reason;
}

/** @throws PlatformError where the platform has no global of that name. */
export function needs(operation: OperationInfo, name: string): void {
  if (!(name in globalThis)) throw new PlatformError(operation, name);
}
