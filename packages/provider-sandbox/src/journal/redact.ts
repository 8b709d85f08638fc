/** What stands in the place of a secret. */
export const redacted = '[redacted]';

/** A body is kept up to this length, in UTF-16 units: what is above it is a manner of the sandbox, not of a vendor. */
export const keptCharacters = 65_536;

/**
 * Names of headers, of query parameters and of members of a body whose value is a secret at one of the providers, in
 * lower case and without `-` and `_`. `encryptData` is not among them: it can be read with the key only, and these
 * rules are applied to what the sandbox has read in it.
 */
const secretNames: ReadonlySet<string> = new Set([
  ...['authorization', 'proxyauthorization', 'cookie', 'setcookie'],
  ...['finicityappkey', 'finicityapptoken', 'partnersecret', 'newpartnersecret', 'token'],
  ...['keyvalue', 'ivvalue', 'hmac', 'sessiontoken', 'sessiontokenid'],
  ...['xauthtoken', 'apikey', 'password', 'secret', 'qrcodebase64'],
  ...['authinfo', 'usertoken'],
  ...['cardnumber', 'getcvv', 'cavv', 'cards', 'cvv', 'ssn', 'consumerssn'],
]);

function isSecret(name: string): boolean {
  return secretNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''));
}

type Pairs = readonly (readonly [name: string, value: string])[];

/** Of `authorization` the scheme stays: whether it is there and of the right kind is what one looks for. */
export function redactedHeaders(headers: Iterable<readonly [string, string]>): Pairs {
  return [...headers].map(([name, value]) => {
    if (name.toLowerCase() === 'location') return [name, redactedUrl(value)];
    if (!isSecret(name)) return [name, value];
    const [, scheme] = /^([a-z][\w-]*) +\S/i.exec(value) ?? [];
    const isShown = scheme !== undefined && name.toLowerCase() === 'authorization';
    return [name, isShown ? `${scheme} ${redacted}` : redacted];
  });
}

export function redactedQuery(query: Iterable<readonly [string, string]>): Pairs {
  return [...query].map(([name, value]) => [name, isSecret(name) ? redacted : value]);
}

function redactedUrl(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? url : `${url.slice(0, mark)}?${redactedForm(url.slice(mark + 1))}`;
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
  if (/^application\/x-www-form-urlencoded\b/i.test(mediaType)) return redactedForm(body);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Cut before the search: a pattern that repeats a group runs out of stack on a text of megabytes.
    return redactedText(body.slice(0, keptCharacters));
  }
  try {
    const found = { any: false };
    const changed = redactedValue(value, false, found);
    return found.any ? JSON.stringify(changed) : body;
  } catch (error) {
    if (error instanceof RangeError) return redacted;
    throw error;
  }
}

function redactedForm(text: string): string {
  const pairs = [...new URLSearchParams(text)];
  if (!pairs.some(([name]) => isSecret(name))) return text;
  return new URLSearchParams(
    redactedQuery(pairs).map(([name, value]): [string, string] => [name, value]),
  ).toString();
}

function redactedValue(value: unknown, isInSecret: boolean, found: { any: boolean }): unknown {
  if (Array.isArray(value)) return value.map((item) => redactedValue(item, isInSecret, found));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        redactedValue(member, isInSecret || isSecret(name), found),
      ]),
    );
  }
  if (!isInSecret || value === null || typeof value === 'boolean') return value;
  found.any = true;
  return redacted;
}

/** Before the name, the name, between name and value, the value: of JSON, with and without quotes, forms and XML. */
const assignments: readonly RegExp[] = [
  /(")([\w-]{1,60})("\s*:\s*")((?:[^"\\]|\\[\s\S])*\\?)/g,
  /(")([\w-]{1,60})("\s*:\s*)([^\s"{[,}][^,}\r\n]*)/g,
  /(^|[?&;\s])([\w-]{1,60})(=)([^&\r\n<"]*)/g,
  /(<)([\w-]{1,60})(>)([^<]*)/g,
];

function redactedText(text: string): string {
  return assignments.reduce(
    (rest, assignment) =>
      rest.replaceAll(assignment, (whole, before: string, name: string, between: string) =>
        isSecret(name) ? `${before}${name}${between}${redacted}` : whole,
      ),
    text,
  );
}
