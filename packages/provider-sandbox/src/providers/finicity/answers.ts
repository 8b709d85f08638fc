import { json } from '../../core/body.js';
import type { SandboxAnswer } from '../../core/provider.js';
import type { UnauthorizedEnvelope } from './options.js';

/** What the gateway in front says, which has no JSON. */
export function text(status: number, body: string): SandboxAnswer {
  return { status, headers: { 'content-type': 'text/plain' }, body };
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

/** The customer of the path is not there. */
export const customerNotFound: SandboxAnswer = failure(404, '14001', 'Customer not found.');
/** Something else of the path is not there. */
export const resourceNotFound: SandboxAnswer = failure(404, '14001', 'Resource not found.');
/** The login of the path or body has no accounts. */
export const noAccountsOfLogin: SandboxAnswer = failure(
  404,
  '38007',
  'Customer does not have any accounts associated with institutionLoginId.',
);
