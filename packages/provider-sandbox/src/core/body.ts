import type { SandboxAnswer } from './provider.js';

/** The media type without parameters such as `charset`, in lower case. */
export function bareType(mediaType: string): string {
  return mediaType.split(';')[0]!.trim().toLowerCase();
}

/** Whether a body of this type is one text of JSON (RFC 8259; RFC 6839, section 3.1): not `application/x-ndjson`. */
export function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/(?:x-)?json$|\+json$/.test(bareType(mediaType));
}

/** Statuses whose answers have no body, not even an empty one: the null body statuses of Fetch (section 2.2.3). */
const nullBodyStatuses: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** Whether an answer of this status has no body, whatever it was given. */
export function hasNullBody(status: number): boolean {
  return nullBodyStatuses.has(status);
}

/** Whether a value of JSON is an object, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns `undefined` for what is not the JSON of an object. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  // Most requests have no body, and an error thrown and caught takes longer than all the rest of such a call.
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

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
