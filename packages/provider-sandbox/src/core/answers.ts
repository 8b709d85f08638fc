import type { SandboxAnswer } from './provider.js';

const JSON_HEADERS = { 'content-type': 'application/json' } as const;

/** An answer whose body is the JSON of a value, without white space. */
export function json(status: number, value: unknown): SandboxAnswer {
  return jsonText(status, JSON.stringify(value));
}

/** The same of JSON that is written already. */
export function jsonText(status: number, body: string): SandboxAnswer {
  return { status, headers: JSON_HEADERS, body };
}

/** An answer without a body. */
export function empty(status: number): SandboxAnswer {
  return { status, headers: {}, body: '' };
}
