/** What the keys of well-known services look like, and what else is a credential by its form alone. */
export const kinds: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[\w+/]{4}/g,
  'a key of AWS': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  'a token of GitHub': /\b(?:gh[pousr]_\w{36}|github_pat_\w{40,})/g,
  'a token of npm': /\bnpm_[A-Za-z0-9]{36}\b/g,
  'a token of Slack': /\bxox[abeoprs]-[\w-]{10,}/g,
  'a key of Stripe': /\b[rs]k_live_\w{16,}/g,
  'a key of Google': /\bAIza[\w-]{35}\b/g,
  'a JSON Web Token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
};

const name =
  '(?:secret|passw(?:or)?d|token|api_?key|private_?key|merchant_?key|credential|authorization|\\biv)';
const value = '((?:(?:Bearer|Basic) )?[\\w+/=.~-]{16,})';

/** A value of 16 characters or more that a name calls secret, in code and JSON, and alone on a line of YAML. */
const named = [
  new RegExp(`${name}["']?\\s*[:=]\\s*["'\`]${value}["'\`]`, 'gi'),
  new RegExp(`^[ \\w-]*${name}: +${value}$`, 'gim'),
];

/** What says of itself that it was made up, or is a name rather than a value. */
const madeUpWords =
  /example|made-?up|planted|sandbox|marker|another|changed|never|somebody|your|secret|passw|token|login|session|key|hush|invalid|rejected|redacted|0123456|abcdef|0{8}|test/i;

/** What in a text looks like a credential that somebody uses. @returns the kind and the first characters of each. */
export function credentialsIn(text: string, knownAsMadeUp: readonly string[]): string[] {
  const byForm = Object.entries(kinds).flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(([found]) => `${kind}: ${found.slice(0, 40)}`),
  );
  const byName = named
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([, found = '']) => found.replace(/^(?:Bearer|Basic) /, ''))
    .filter((found) => !knownAsMadeUp.includes(found) && !isMadeUp(found));
  return [...byForm, ...byName.map((found) => `a value with the name of a secret: ${found.slice(0, 8)}…`)];
}

function isMadeUp(found: string): boolean {
  return madeUpWords.test(found) || madeUpWords.test(Buffer.from(found, 'base64').toString('latin1'));
}
