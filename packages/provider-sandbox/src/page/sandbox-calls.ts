import type { FirstCall } from '../core/first-call.js';
import type { JournalEntry } from '../journal/journal.js';

/** What `GET /_sandbox/state` returns. */
export interface SandboxState {
  readonly nowMs: number;
  readonly providers: Readonly<Record<string, ProviderState>>;
}

export interface ProviderState {
  readonly state: Readonly<Record<string, unknown>>;
  readonly actions: readonly string[];
  readonly pendingFaults: readonly { readonly faults: string; readonly calls: number }[];
}

/** @returns the state after it. @throws Error with the words of the sandbox when it refuses. */
export function control(path: '/clock' | '/action' | '/faults', body: object): Promise<SandboxState> {
  const headers = { 'content-type': 'application/json' };
  return asked<SandboxState>(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

export function currentState(): Promise<SandboxState> {
  return asked<SandboxState>('/state');
}

/** One fault of `GET /_sandbox/faults`. */
export interface KnownFault {
  readonly does: string;
  readonly parameters: Readonly<Record<string, { readonly byDefault?: number; readonly atMost: number }>>;
}

/** All faults by name. */
export function faults(): Promise<Readonly<Record<string, KnownFault>>> {
  return asked<Record<string, KnownFault>>('/faults');
}

/** The first call of each provider that has one, by its name. */
export function firstCalls(): Promise<Readonly<Record<string, FirstCall>>> {
  return asked<Record<string, FirstCall>>('/first-calls');
}

export function callNumber(id: number): Promise<JournalEntry> {
  return asked<JournalEntry>(`/calls/${id}`);
}

async function asked<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(`/_sandbox${path}`, init);
  const value = (await answer.json()) as T & { readonly error?: string };
  if (!answer.ok) throw new Error(value.error ?? `The sandbox responded with ${answer.status}.`);
  return value;
}
