import { platformClock } from '../core/clock.js';
import { ConnectionRefused } from '../core/connection-refused.js';
import type { Provider, ReadonlyHeaders, SandboxAnswer, SandboxRequest } from '../core/contract.js';
import { createRandom } from '../core/random.js';
import type { Match } from '../spec/spec.js';
import { createAccounts } from './accounts.js';
import { aliasOperations } from './aliases.js';
import { badGateway, html, json, notRouted, refusal } from './answers.js';
import { createAuthentication, MISSING_CODE } from './authentication.js';
import { type Box, exampleOf, type Operations } from './box.js';
import { certificateOperations } from './certificates.js';
import { dnsOperations } from './dns.js';
import { createFailureBan } from './failure-ban.js';
import { mfaOperations } from './mfa.js';
import { type MailinaboxOptions, mailinaboxAccounts } from './options.js';
import { createSessionTable } from './session-table.js';
import { mailinaboxSpec } from './spec.js';
import { systemOperations } from './system.js';
import { userOperations } from './users.js';

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

/**
 * A Mail-in-a-Box: the daemon, the web server before it, and fail2ban before both, which takes all requests for those
 * of one address.
 *
 * @throws RangeError for accounts of the same address, or a TOTP secret that is not base32.
 */
export function mailinaboxProvider(options: MailinaboxOptions = {}): Provider {
  const { clock = platformClock(), seed = 1, banMs = 600_000 } = options;
  const spec = mailinaboxSpec();
  const random = createRandom(seed, 'mailinabox');
  const accounts = createAccounts(options.accounts ?? Object.values(mailinaboxAccounts));
  const sessions = createSessionTable({ clock, random });
  const ban = createFailureBan({ clock, banMs });
  const authenticate = createAuthentication({ accounts, sessions, clock });
  const example = (operationId: string) => exampleOf(spec, seed, operationId);
  const box: Box = { accounts, sessions, clock, random, example };
  const operations: Operations = {
    ...userOperations(box),
    ...aliasOperations(box),
    ...certificateOperations(box),
    ...dnsOperations(box),
    ...mfaOperations(box),
    ...systemOperations(box),
  };
  const counts = { logins: 0, refusedLogins: 0, calls: 0, refusedCalls: 0 };
  let isDown = false;

  /** All outcomes have status 200. */
  function login(headers: ReadonlyHeaders): SandboxAnswer {
    const outcome = authenticate(headers, 'login');
    if (typeof outcome !== 'string') {
      counts.logins += 1;
      const { email, privileges } = outcome;
      return json({ status: 'ok', email, privileges, api_key: sessions.open(outcome) });
    }
    counts.refusedLogins += 1;
    if (outcome === MISSING_CODE) return json({ status: MISSING_CODE, reason: outcome });
    ban.note();
    return json({ status: 'invalid', reason: outcome });
  }

  /** Tells nothing: not whether a session has ended, not whether there was one. */
  function logout(headers: ReadonlyHeaders): SandboxAnswer {
    authenticate(headers, 'logout');
    return json({ status: 'ok' });
  }

  function call(match: Match, request: SandboxRequest): SandboxAnswer {
    const account = authenticate(request.headers, 'call');
    counts.calls += 1;
    if (typeof account === 'string') {
      counts.refusedCalls += 1;
      if (request.headers.has('authorization')) ban.note();
      return refusal(request.headers, account);
    }
    if (!account.privileges.includes('admin')) {
      return refusal(request.headers, 'You are not an administrator.');
    }
    const broken = spec.violations(match, request);
    if (broken.length > 0) return html(400, broken.map((rule) => `${rule}\n`).join(''));
    const own = operations[match.operation.operationId];
    if (own !== undefined) return own({ match, account, request, form: new URLSearchParams(request.body) });
    const answer = spec.answer(match, 200, { seed });
    return spec.mediaType(match, 200) === 'application/json' ? json(answer) : html(200, `${answer}`);
  }

  function daemon(request: SandboxRequest): SandboxAnswer {
    const { method, path, headers } = request;
    const match = spec.match(method, path);
    if (match === undefined) {
      return notRouted(METHODS.filter((other) => spec.match(other, path) !== undefined));
    }
    if (match.operation.operationId === 'login') return login(headers);
    return match.operation.operationId === 'logout' ? logout(headers) : call(match, request);
  }

  const stop = () => {
    isDown = true;
    sessions.clear();
  };
  const start = () => {
    isDown = false;
  };

  return {
    name: 'mailinabox',
    baseUrls: ['https://*/admin'],
    operationOf: (method, path) => spec.match(method, path)?.operation,
    async respond(request) {
      if (ban.untilMs() !== undefined) {
        const why = '20 failures in 30 s, so fail2ban lets nobody connect';
        throw new ConnectionRefused(
          `mailinabox: ${why}: wait until the ban is over, or use the action unban`,
        );
      }
      return isDown ? badGateway : daemon(request);
    },
    state: () => ({
      isDown,
      bannedUntilMs: ban.untilMs(),
      recentFailures: ban.count(),
      ...counts,
      sessions: sessions.list(),
      accounts: accounts
        .all()
        .map(({ email, privileges, factors }) => ({ email, privileges, secondFactors: factors.length })),
    }),
    actions: {
      /** The daemon forgets all sessions. */
      restart() {
        stop();
        start();
      },
      stop,
      start,
      unban: ban.lift,
    },
  };
}
