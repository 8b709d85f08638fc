import type { JournalEntry } from '../journal/journal.js';

/** What `GET /_sandbox/state` answers. */
export interface SandboxState {
  readonly nowMs: number;
  readonly providers: Readonly<Record<string, ProviderState>>;
}

export interface ProviderState {
  readonly state: Readonly<Record<string, unknown>>;
  readonly actions: readonly string[];
  readonly callsWithManners: number;
}

/** @returns the state after it. @throws Error with the words of the sandbox when it refuses. */
export function control(path: '/clock' | '/action' | '/manners', body: object): Promise<SandboxState> {
  const headers = { 'content-type': 'application/json' };
  return asked<SandboxState>(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

export function currentState(): Promise<SandboxState> {
  return asked<SandboxState>('/state');
}

/** One of what `GET /_sandbox/manners` answers. */
export interface KnownManner {
  readonly does: string;
  readonly parameters: Readonly<Record<string, { readonly byDefault?: number; readonly atMost: number }>>;
}

/** All bad manners by name. */
export function manners(): Promise<Readonly<Record<string, KnownManner>>> {
  return asked<Record<string, KnownManner>>('/manners');
}

export function callNumber(id: number): Promise<JournalEntry> {
  return asked<JournalEntry>(`/calls/${id}`);
}

async function asked<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(`/_sandbox${path}`, init);
  const value = (await answer.json()) as T & { readonly error?: string };
  if (!answer.ok) throw new Error(value.error ?? `The sandbox answered ${answer.status}.`);
  return value;
}
