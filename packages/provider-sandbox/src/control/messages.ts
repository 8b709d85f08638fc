import { isJson, jsonObject } from '../core/body.js';
import type { SandboxAnswer, SandboxRequest } from '../core/provider.js';

/**
 * On each answer of page and control calls: a program on this machine may read them, the page of another origin may
 * not. There is no `access-control-allow-origin`, and what is embedded without asking (as a script is) is refused too.
 */
export const ownHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** An answer of page or control calls. */
export function ownAnswer(
  type: string,
  body: string,
  { status = 200, headers = {} }: Partial<Pick<SandboxAnswer, 'status' | 'headers'>> = {},
): SandboxAnswer {
  return { status, headers: { 'content-type': type, ...ownHeaders, ...headers }, body };
}

/** Why a control call is refused, with the status of the response. */
export const controlStatuses = {
  invalid_request: 400,
  control_call_unknown: 404,
  clock_unknown: 409,
  not_json: 415,
} as const;

/** A control call that cannot be carried out: nothing has changed. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  /** Stable, for programs. */
  readonly code: keyof typeof controlStatuses;

  constructor(code: keyof typeof controlStatuses, message: string) {
    super(message);
    this.code = code;
  }
}

/** @throws ControlError when the body is not a JSON object, or is not sent as one. */
export function json({ headers, body }: SandboxRequest): Readonly<Record<string, unknown>> {
  // A page of another origin can send text without asking first, but not JSON.
  if (!isJson(headers.get('content-type') ?? '')) {
    throw new ControlError('not_json', 'Send the header Content-Type: application/json');
  }
  const object = jsonObject(body);
  if (object === undefined) throw new ControlError('invalid_request', 'The body must be a JSON object');
  return object;
}

/** @throws ControlError when `value` is not a whole number from 0 to `atMost`. */
export function wholeNumber(name: string, value: unknown, atMost: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= atMost) return value;
  throw new ControlError('invalid_request', `${name} must be a whole number from 0 to ${atMost}`);
}
