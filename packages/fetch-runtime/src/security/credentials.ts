import type { AnyConfiguration } from '../configuration.js';
import { CredentialsError } from '../errors/errors.js';
import { getIn } from '../get-in.js';
import type { Credential, SecurityAlternative, SecurityScheme } from '../operation.js';
import type { OperationInfo } from '../operation-info.js';
import { needs } from '../platform/globals.js';
import { schemeOf } from './scheme-of.js';

/**
 * The API key, bare: from a record by scheme id, then by wire name; from a function by wire name.
 *
 * @throws CredentialsError for a single string where the operation needs several keys, and for an empty key.
 */
export async function apiKey(
  configuration: AnyConfiguration,
  scheme: SecurityScheme,
  operation: OperationInfo,
  _scopes: readonly string[],
  alternative: SecurityAlternative,
): Promise<string | undefined> {
  const keys = configuration.apiKey;
  let source: unknown = keys;
  if (typeof keys === 'function') source = keys(scheme.name);
  else if (typeof keys === 'string') {
    const schemes = alternative.map(schemeOf).filter((other) => other.credential === apiKey);
    const names = schemes.map(({ id }) => id);
    const text = `${names.join(' and ')} are different API keys: give apiKey as an object with a member for each`;
    if (names.length > 1) throw new CredentialsError(operation, 'credentials_invalid', names, text);
  } else source = asked(getIn(keys, [scheme.id]) ?? getIn(keys, [scheme.name]));
  return credential(configuration, scheme, operation, await source);
}

/**
 * `Basic …`, in UTF-8 (RFC 7617). Needs `username` and `password`; one of them may be `''`.
 *
 * @throws CredentialsError for a colon in the user name, control characters, and two empty strings.
 */
export async function basic(
  configuration: AnyConfiguration,
  scheme: SecurityScheme,
  operation: OperationInfo,
): Promise<string | undefined> {
  const username = text(configuration, scheme, operation, await asked(configuration.username));
  const password = text(configuration, scheme, operation, await asked(configuration.password));
  if (username === undefined || password === undefined) return undefined;
  if (username.includes(':')) throw invalid(scheme, operation, 'the user name holds a colon');
  if (/\p{Cc}/u.test(username + password))
    throw invalid(scheme, operation, 'a control character in user name or password');
  if (username + password === '') throw invalid(scheme, operation, 'user name and password are empty');
  needs(operation, 'TextEncoder');
  needs(operation, 'btoa');
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}

/**
 * `Bearer …` (RFC 6750 §2.1), from `accessToken`.
 *
 * @throws CredentialsError for an empty token, or one with white space, such as one that brings its own `Bearer `.
 */
export async function bearer(
  configuration: AnyConfiguration,
  scheme: SecurityScheme,
  operation: OperationInfo,
  scopes: readonly string[],
): Promise<string | undefined> {
  const source = configuration.accessToken;
  const value = await (typeof source === 'function' ? source(scheme.id, scopes) : source);
  const token = credential(configuration, scheme, operation, value);
  if (token === undefined) return undefined;
  if (/\s/.test(token))
    throw invalid(scheme, operation, 'the token holds white space; give it without "Bearer "');
  return `Bearer ${token}`;
}

/** As `bearer`; the token function gets the scopes that the operation asks for. */
export const oauth2: Credential = bearer;

/** As `bearer`; the token function gets the scopes that the operation asks for. */
export const openIdConnect: Credential = bearer;

async function asked(source: unknown): Promise<unknown> {
  return typeof source === 'function' ? source() : source;
}

function credential(
  configuration: AnyConfiguration,
  scheme: SecurityScheme,
  operation: OperationInfo,
  value: unknown,
): string | undefined {
  const given = text(configuration, scheme, operation, value);
  if (given === '') throw invalid(scheme, operation, 'the credential is an empty string');
  return given;
}

function text(
  { fetchApi = fetch }: AnyConfiguration,
  scheme: SecurityScheme,
  operation: OperationInfo,
  value: unknown,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(scheme, operation, 'the credential is not a string');
  if (value === '[redacted]' && fetchApi === fetch)
    throw invalid(scheme, operation, 'this is the placeholder of a helper, whose middleware is missing');
  return value;
}

function invalid({ id }: SecurityScheme, operation: OperationInfo, problem: string): CredentialsError {
  return new CredentialsError(operation, 'credentials_invalid', [id], `security scheme ${id}: ${problem}`);
}
