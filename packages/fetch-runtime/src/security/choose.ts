import type { Configuration } from '../configuration.js';
import { CredentialsError } from '../errors.js';
import type { Operation, RequestDraft, SecurityAlternative, SecurityScheme } from '../operation.js';
import { schemeOf, scopesOf } from './scheme-of.js';

/**
 * Writes the credentials of the first alternative that is fully configured (OpenAPI 3.1.1, Security Requirement
 * Object: OR of ANDs). An empty alternative, "without credentials", is taken only when no other is configured:
 * who configures credentials wants them sent. Failing that, an alternative counts whose missing headers are in
 * `given`, where the caller wrote them by hand.
 *
 * @returns Whether an alternative was found, or the operation needs none.
 */
export async function applySecurity(
  configuration: Configuration,
  operation: Operation,
  draft: RequestDraft,
  given: Headers,
): Promise<boolean> {
  const attempts: Attempt[] = [];
  for (const alternative of operation.security) {
    if (alternative.length === 0) continue;
    const attempt = await ask(configuration, alternative);
    if (attempt.every(([, value]) => value !== undefined)) return write(draft, attempt);
    attempts.push(attempt);
  }
  const isOptional = attempts.length < operation.security.length;
  if (isOptional || attempts.length === 0) return true;
  const byHand = attempts.find((attempt) =>
    attempt.every(([scheme, value]) => value !== undefined || isGiven(draft, scheme, given)),
  );
  return byHand === undefined ? false : write(draft, byHand);
}

/** @throws CredentialsError unless every header of some alternative is in `headers`. */
export function requireSecurity(operation: Operation, draft: RequestDraft, headers: Headers): void {
  const alternatives = operation.security.map((alternative) => alternative.map(schemeOf));
  if (alternatives.some((schemes) => schemes.every((scheme) => isGiven(draft, scheme, headers)))) return;
  const wanted = alternatives.map((schemes) => schemes.map(({ id }) => id).join(' and ')).join(', or ');
  throw new CredentialsError(
    'credentials_required',
    [...new Set(alternatives.flat().map(({ id }) => id))],
    `${operation.id}: set the credentials for ${wanted} in the Configuration: apiKey, accessToken, or username and password`,
  );
}

type Attempt = readonly (readonly [SecurityScheme, string | undefined])[];

async function ask(configuration: Configuration, alternative: SecurityAlternative): Promise<Attempt> {
  const attempt: [SecurityScheme, string | undefined][] = [];
  for (const requirement of alternative) {
    const scheme = schemeOf(requirement);
    const value = await scheme.credential(configuration, scheme, scopesOf(requirement), alternative);
    attempt.push([scheme, value]);
  }
  return attempt;
}

function write(draft: RequestDraft, attempt: Attempt): true {
  for (const [scheme, value] of attempt) {
    if (value !== undefined) encode(draft, scheme, value);
  }
  return true;
}

/** Whether `headers` holds the header that the scheme would set. Its encoder knows; a trial draft tells. */
function isGiven(draft: RequestDraft, scheme: SecurityScheme, headers: Headers): boolean {
  const trial: RequestDraft = { ...draft, headers: new Headers(), query: [], cookies: [] };
  encode(trial, scheme, 'x');
  let given = false;
  trial.headers.forEach((_value, name) => {
    given ||= headers.has(name);
  });
  return given;
}

function encode(draft: RequestDraft, scheme: SecurityScheme, value: string): void {
  scheme.encode(draft, { encode: scheme.encode, key: scheme.id, name: scheme.name }, value);
}
