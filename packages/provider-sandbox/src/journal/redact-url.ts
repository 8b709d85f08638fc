import { isSecretParameter } from './secret-names.js';

/** What stands in the place of a secret. */
export const redacted = '[redacted]';

/**
 * A text without the secrets of the URLs in it, `otpauth:` among them, and without private keys in PEM. The same text
 * where there are none.
 */
export function redactedProse(text: string): string {
  const withoutKeys = text.includes('PRIVATE KEY-----')
    ? text.replaceAll(privateKey, `$1${redacted}$2`)
    : text;
  return withoutKeys.includes('://') ? withoutKeys.replaceAll(urls, redactedUrl) : withoutKeys;
}

const privateKey =
  /(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[\s\S]*?(-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g;

/** A name of a scheme has an end here: a search without one takes the square of the length of a long word. */
const urls = /\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s"'<>\\]+/gi;

/** Without the password before the host, and without secrets in query and fragment. It may be relative. */
export function redactedUrl(url: string): string {
  const [, address = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/.exec(url) ?? [];
  return `${address.replace(password, `$1:${redacted}@`)}${parameters(query)}${parameters(fragment)}`;
}

/** After the name of the user. A port is followed by a path; a key of B2 may have a slash itself. */
const password = /^([a-z][a-z\d+.-]*:\/\/[^/?#@:]*):(?!\d+(?:\/|$))[^?#]*@/i;

/** @param part With its mark, `?` or `#`; or `''`. */
function parameters(part: string): string {
  return part.includes('=') ? `${part[0]}${redactedForm(part.slice(1))}` : part;
}

/** As {@link redactedUrl}, and without what in its path may be a token: a long segment with a digit. */
export function redactedLink(url: string): string {
  const [, origin = '', path = '', rest = ''] =
    /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)([^?#]*)([\s\S]*)$/i.exec(url) ?? [];
  if (origin === '') return redactedProse(url);
  const kept = path
    .split('/')
    .map((segment) => (segment.length >= 12 && /\d/.test(segment) ? redacted : segment));
  return redactedUrl(`${origin}${kept.join('/')}${rest}`);
}

/** What is `application/x-www-form-urlencoded`; the same text where it has no secret. */
export function redactedForm(text: string): string {
  const pairs = [...new URLSearchParams(text)];
  const changed = redactedPairs(pairs);
  const isChanged = changed.some(([, value], index) => value !== pairs[index]?.[1]);
  return isChanged ? new URLSearchParams(changed).toString() : text;
}

/** Of the parameters of a query or a form. */
export function redactedPairs(pairs: Iterable<readonly [string, string]>): [name: string, value: string][] {
  return [...pairs].map(([name, value]) => [name, isSecretParameter(name) ? redacted : redactedProse(value)]);
}
