import { isJson } from '../../core/body.js';
import type { ReadonlyHeaders, SandboxAnswer, SandboxRequest } from '../../core/provider.js';
import type { Match, Spec } from '../../openapi/spec.js';
import { aliasOperations } from './aliases.js';
import { html, internalServerError, json, notRouted, refusal } from './answers.js';
import { authenticate, MISSING_CODE } from './authentication.js';
import { type Box, formOf, type Operations, UncaughtException } from './box.js';
import { certificateOperations } from './certificates.js';
import { dnsOperations } from './dns.js';
import type { FailureBan } from './failure-ban.js';
import { mfaOperations } from './mfa.js';
import { systemOperations } from './system.js';
import { userOperations } from './users.js';

/** The daemon of a box while it runs. */
export interface Daemon {
  /** One must be over before the next begins. */
  respond(request: SandboxRequest): Promise<SandboxAnswer>;
  /** Since the box was made: a restart does not end them. */
  readonly counts: Readonly<Record<'logins' | 'refusedLogins' | 'calls' | 'refusedCalls', number>>;
}

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

/**
 * Makes the daemon, which knows who asks, and has or leaves to the description what is answered.
 *
 * @param seed Of what the description's answers are made.
 * @param ban Is told of failures, as it reads them in the daemon's log.
 */
export function createDaemon(box: Box, spec: Spec, seed: number, ban: Pick<FailureBan, 'note'>): Daemon {
  const { sessions } = box;
  const operations: Operations = {
    ...userOperations(box),
    ...aliasOperations(box),
    ...certificateOperations(box),
    ...dnsOperations(box),
    ...mfaOperations(box),
    ...systemOperations(box),
  };
  const counts = { logins: 0, refusedLogins: 0, calls: 0, refusedCalls: 0 };

  /** All outcomes have status 200. */
  async function login(headers: ReadonlyHeaders): Promise<SandboxAnswer> {
    const outcome = await authenticate(box, headers, 'login');
    if (typeof outcome !== 'string') {
      counts.logins += 1;
      const { email, privileges } = outcome;
      return json(200, { status: 'ok', email, privileges, api_key: sessions.open(outcome) });
    }
    counts.refusedLogins += 1;
    if (outcome === MISSING_CODE) return json(200, { status: MISSING_CODE, reason: outcome });
    ban.note();
    return json(200, { status: 'invalid', reason: outcome });
  }

  /** Tells nothing: not whether a session has ended, not whether there was one. */
  async function logout(headers: ReadonlyHeaders): Promise<SandboxAnswer> {
    await authenticate(box, headers, 'logout');
    return json(200, { status: 'ok' });
  }

  async function call(match: Match, request: SandboxRequest): Promise<SandboxAnswer> {
    const account = await authenticate(box, request.headers, 'call');
    counts.calls += 1;
    if (typeof account === 'string') {
      counts.refusedCalls += 1;
      if (request.headers.has('authorization')) ban.note();
      return refusal(request.headers, account);
    }
    if (!account.privileges.includes('admin')) {
      return refusal(request.headers, 'You are not an administrator.');
    }
    const own = operations[match.operation.operationId];
    if (own !== undefined) return own({ match, account, request, form: await formOf(request) });
    const answer = spec.answer(match, 200, { seed });
    return isJson(spec.mediaType(match, 200) ?? '') ? json(200, answer) : html(200, `${answer}`);
  }

  async function routed(request: SandboxRequest): Promise<SandboxAnswer> {
    const { method, path, headers } = request;
    const match = spec.match(method, path);
    if (match === undefined) {
      return notRouted(METHODS.filter((other) => spec.match(other, path) !== undefined));
    }
    if (match.operation.operationId === 'login') return login(headers);
    return match.operation.operationId === 'logout' ? logout(headers) : call(match, request);
  }

  return {
    counts,
    respond: (request) =>
      routed(request).catch((error: unknown) => {
        if (error instanceof UncaughtException) return internalServerError;
        throw error;
      }),
  };
}
