import {
  redacted,
  redactedForm,
  redactedLink,
  redactedPairs,
  redactedProse,
  redactedUrl,
} from './redact-url.js';
import { isLinkName, isSecretName, isSecretParameter } from './secret-names.js';

/** A body is kept up to this length, in UTF-16 units: what is above it is a manner of the sandbox, not of a vendor. */
export const keptCharacters = 65_536;

type Pairs = readonly (readonly [name: string, value: string])[];

const formType = /^application\/x-www-form-urlencoded\b/i;

/** Of `authorization` the scheme stays: whether it is there and of the right kind is what one looks for. */
export function redactedHeaders(headers: Iterable<readonly [string, string]>): Pairs {
  return [...headers].map(([name, value]) => {
    if (name.toLowerCase() === 'location') return [name, redactedUrl(value)];
    if (!isSecretName(name)) return [name, redactedProse(value)];
    const [, scheme] = /^([a-z][\w-]*) +\S/i.exec(value) ?? [];
    const isShown = scheme !== undefined && name.toLowerCase() === 'authorization';
    return [name, isShown ? `${scheme} ${redacted}` : redacted];
  });
}

export function redactedQuery(query: Iterable<readonly [string, string]>): Pairs {
  return redactedPairs(query);
}

/** What is kept of a body, or of what was encrypted in it: its beginning, without secrets. */
export function keptText(text: string, mediaType: string): string {
  const kept = redactedBody(text, mediaType).slice(0, keptCharacters);
  // Copied: a part of a text that V8 makes keeps the whole of it in memory.
  return text.length > keptCharacters ? Buffer.from(kept, 'utf16le').toString('utf16le') : kept;
}

/**
 * Kept as it was sent where it has no secret; what is left of a broken body is searched for secrets as text. Of JSON too
 * deep to look through nothing is kept.
 */
export function redactedBody(body: string, mediaType: string): string {
  // An error thrown and caught takes longer than all the rest.
  if (body === '') return '';
  // Mail-in-a-Box takes a form that says nothing of its type.
  const isForm = mediaType === '' ? /^[^\s{[<=]+=/.test(body) : formType.test(mediaType);
  if (isForm) return redactedForm(body);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Cut before the search: a pattern that repeats a group runs out of stack on a text of megabytes.
    return redactedText(body.slice(0, keptCharacters));
  }
  try {
    const found = { any: false };
    const changed = redactedValue(value, '', false, found);
    return found.any ? JSON.stringify(changed) : body;
  } catch (error) {
    if (error instanceof RangeError) return redacted;
    throw error;
  }
}

/** @param name Of the member that has the value, or the list with it; `''` for none. */
function redactedValue(value: unknown, name: string, isInSecret: boolean, found: { any: boolean }): unknown {
  if (Array.isArray(value)) return value.map((item) => redactedValue(item, name, isInSecret, found));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([member, its]) => [
        member,
        redactedValue(its, member, isInSecret || isSecretName(member), found),
      ]),
    );
  }
  if (value === null || typeof value === 'boolean' || (!isInSecret && typeof value === 'number'))
    return value;
  const changed = isInSecret ? redacted : openText(name, value as string);
  found.any ||= changed !== value;
  return changed;
}

function openText(name: string, text: string): string {
  return isLinkName(name) ? redactedLink(text) : redactedProse(text);
}

/** Before the name, the name, between name and value, the value: of JSON, with and without quotes, forms and XML. */
const assignments: readonly (readonly [pattern: RegExp, isSecret: (name: string) => boolean])[] = [
  [/(")([\w-]{1,60})("\s*:\s*")((?:[^"\\]|\\[\s\S])*\\?)/g, isSecretName],
  [/(")([\w-]{1,60})("\s*:\s*)([^\s"{[,}][^,}\r\n]*)/g, isSecretName],
  [/(^|[?&;#\s])([\w-]{1,60})(=)([^&\r\n<"]*)/g, isSecretParameter],
  [/(<)([\w-]{1,60})(>)([^<]*)/g, isSecretName],
];

function redactedText(text: string): string {
  return assignments.reduce(
    (rest, [pattern, isSecret]) =>
      rest.replaceAll(pattern, (_, before: string, name: string, between: string, value: string) => {
        const kept = isSecret(name) ? redacted : isLinkName(name) ? redactedLink(value) : value;
        return `${before}${name}${between}${kept}`;
      }),
    redactedProse(withoutSecretParts(text)),
  );
}

/** Up to the first list or object that is secret as a whole: where it ends cannot be told of what is broken. */
function withoutSecretParts(text: string): string {
  for (const { 1: start, 2: name = '', index } of text.matchAll(/("([\w-]{1,60})"\s*:\s*)[[{]/g)) {
    if (isSecretName(name)) return `${text.slice(0, index)}${start}${redacted}`;
  }
  return text;
}
