import type { CallOptions } from '../call/call-options.js';
import type { AnyConfiguration } from '../configuration.js';
import { CredentialsError } from '../errors/errors.js';
import { mergeHeaders } from '../headers.js';
import type { RequestDraft, SecurityAlternative, SecurityScheme } from '../operation.js';
import type { OperationInfo } from '../operation-info.js';
import { schemeOf, scopesOf } from './scheme-of.js';

/**
 * Writes the credentials of the first alternative that is fully configured (OpenAPI 3.1.1, Security Requirement
 * Object: OR of ANDs). An empty alternative, "without credentials", is taken only when no other is configured:
 * who configures credentials wants them sent. Failing that, an alternative counts whose missing headers the caller
 * wrote by hand; where `options` is a function, it has the last word on headers, so it may bring them.
 *
 * @returns whether the request carries any, written by hand or not, or may yet get some from a function.
 * @throws CredentialsError when no alternative can be had.
 */
export async function authorize(
  configuration: AnyConfiguration,
  security: readonly SecurityAlternative[],
  draft: RequestDraft,
  options: CallOptions | undefined,
): Promise<boolean> {
  const { operation } = draft;
  const given = { ...draft.headers };
  if (typeof options === 'object') mergeHeaders(given, operation, options.headers);
  let fallback: Credentials | undefined;
  let isByHand = false;
  for (const alternative of security) {
    const credentials: Credentials = [];
    let isGiven = true;
    for (const requirement of alternative) {
      const scheme = schemeOf(requirement);
      const scopes = scopesOf(requirement);
      const value = await scheme.credential(configuration, scheme, operation, scopes, alternative);
      if (value !== undefined) credentials.push([scheme, value]);
      else isGiven &&= typeof options === 'function' || Object.hasOwn(given, scheme.name.toLowerCase());
    }
    const isComplete = credentials.length === alternative.length;
    if (isComplete && credentials.length > 0) return write(draft, credentials);
    if (!isGiven) continue;
    const isEmpty = alternative.length === 0;
    // Headers that the caller wrote come before none; of a function nobody knows yet whether it brings any.
    if (fallback === undefined || !(isByHand || isEmpty || typeof options === 'function'))
      fallback = credentials;
    isByHand ||= !isEmpty;
  }
  if (fallback === undefined) throw required(operation, security);
  write(draft, fallback);
  return isByHand;
}

type Credentials = [SecurityScheme, string][];

function write(draft: RequestDraft, credentials: Credentials): true {
  for (const [{ encode, id, name }, value] of credentials) encode(draft, { encode, key: id, name }, value);
  return true;
}

function required(operation: OperationInfo, security: readonly SecurityAlternative[]): CredentialsError {
  const alternatives = security.map((alternative) =>
    alternative.map((requirement) => schemeOf(requirement).id),
  );
  const wanted = alternatives.map((ids) => ids.join(' and ')).join(', or ');
  return new CredentialsError(
    operation,
    'credentials_required',
    [...new Set(alternatives.flat())],
    `set the credentials for ${wanted} in the configuration: apiKey, accessToken, or username and password`,
  );
}
