import type { BodyContent, RequestDraft } from '../operation.js';

/** Sets the Content-Type of a body; of a range, such as `image/*`, `fallback` is the type to send. Both are checked. */
export function contentType({ headers }: RequestDraft, { type }: BodyContent, fallback: string): void {
  Object.assign(headers, { 'content-type': type.includes('*') ? fallback : type });
}
