import type { SandboxAnswer } from '../core/contract.js';
import type { UnauthorizedEnvelope } from './options.js';

const JSON_HEADERS = { 'content-type': 'application/json' } as const;

export function json(status: number, body: unknown): SandboxAnswer {
  return jsonText(status, JSON.stringify(body));
}

export function jsonText(status: number, body: string): SandboxAnswer {
  return { status, headers: JSON_HEADERS, body };
}

export function text(status: number, body: string): SandboxAnswer {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}

export function empty(status: number): SandboxAnswer {
  return { status, headers: {}, body: '' };
}

/** The error body of nearly all services. The code is a number where the vendor's examples have one. */
export function failure(status: number, code: string | number, message: string): SandboxAnswer {
  return json(status, { code, message });
}

/** A call that is refused for its key or token. */
export function unauthorized(code: number, message: string, envelope: UnauthorizedEnvelope): SandboxAnswer {
  switch (envelope) {
    case 'code':
      return failure(401, `${code}`, message);
    case 'code-as-number':
      return failure(401, code, message);
    case 'ReasonCode':
      return json(401, {
        Errors: { Error: [{ Source: 'Partners', ReasonCode: code, Description: message }] },
      });
    case 'reasonCode':
      return json(401, {
        Errors: { Error: [{ source: 'Partners', reasonCode: code, description: message }] },
      });
  }
}

export const customerNotFound: SandboxAnswer = failure(404, '14001', 'Customer not found.');
export const resourceNotFound: SandboxAnswer = failure(404, '14001', 'Resource not found.');
