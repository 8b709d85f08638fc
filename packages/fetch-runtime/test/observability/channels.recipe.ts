import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CallEvent } from '../../src/index.js';

/** Counts the failed calls of all clients of this process, by operation and code. @returns what ends it. */
export function countFailures(failures: Map<string, number>): () => void {
  const onError = (message: unknown): void => {
    const { operationId, code } = message as CallEvent;
    const key = `${operationId} ${code}`;
    failures.set(key, (failures.get(key) ?? 0) + 1);
  };
  subscribe('acme:fetch-runtime:error', onError);
  return () => unsubscribe('acme:fetch-runtime:error', onError);
}
