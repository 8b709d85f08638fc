import { platformClock } from '../../core/clock.js';
import { ConnectionRefused } from '../../core/errors.js';
import { FixtureError } from '../../core/fixtures.js';
import type { Provider, SandboxAnswer, SandboxRequest } from '../../core/provider.js';
import { createRandom } from '../../core/random.js';
import document from '../../generated/mailinabox.json' with { type: 'json' };
import { lazySpec, type Spec } from '../../openapi/spec.js';
import { type Accounts, createAccounts } from './accounts.js';
import { badGateway } from './answers.js';
import { type Box, domainOf, exampleOf } from './box.js';
import { createDaemon, type Daemon } from './daemon.js';
import { createFailureBan } from './failure-ban.js';
import { mailinaboxFirstCall } from './first-call.js';
import { type MailinaboxFixtures, mailinaboxFixtures, senderProblems, zoneProblems } from './fixtures.js';
import { MAILINABOX_TEST_ACCOUNTS, type MailinaboxOptions } from './options.js';
import { createSessionTable } from './session-table.js';

/** What may be seen of a box. Counts are since the start; times are those of the sandbox's clock, in ms since 1970. */
export type MailinaboxState = {
  /** The daemon is stopped, or not up yet: every call gets 502. */
  readonly isDown: boolean;
  /** Until then fail2ban lets nobody connect; `undefined` without a ban. */
  readonly bannedUntilMs: number | undefined;
  /** Failures of the last 30 s; the twentieth is a ban. */
  readonly recentFailures: number;
  readonly logins: number;
  /** With those that lacked only the code of the second factor. */
  readonly refusedLogins: number;
  /** Without logins and logouts, with `refusedCalls`. */
  readonly calls: number;
  /** Calls without valid credentials. */
  readonly refusedCalls: number;
  /** Places that are taken, 64 at most, by dead sessions as well: the next to be evicted first. */
  readonly sessions: readonly {
    /** First four characters of the api_key, and `…`. */
    readonly key: string;
    readonly email: string;
    readonly usedAtMs: number;
  }[];
  /** By address. */
  readonly accounts: readonly {
    readonly email: string;
    /** `admin` may use the API; without it, an account can only log in. */
    readonly privileges: readonly string[];
    /** How many second factors it has. */
    readonly secondFactors: number;
  }[];
};

/** The description in `specs/mailinabox.yaml`, made once. */
export const mailinaboxSpec: () => Spec = lazySpec('mailinabox', document);

/** A Mail-in-a-Box. */
export interface MailinaboxProvider extends Provider {
  /** Tells it from the other providers. */
  readonly name: 'mailinabox';
  /**
   * Puts your own accounts, aliases and records in the place of all that there are. All sessions end, and the counts of
   * logins and calls begin again.
   *
   * @throws FixtureError when they are not valid: nothing has changed then.
   */
  loadFixtures(fixtures: MailinaboxFixtures): void;
  /** Daemon and ban, sessions and accounts, and counts. */
  state(): MailinaboxState;
  /** What can be made to happen to it. */
  readonly actions: {
    /** The daemon forgets all sessions; every call gets 502 until it is up again, after `startupMs`. */
    readonly restart: () => void;
    /** The daemon ends with all sessions: every call gets 502. */
    readonly stop: () => void;
    /** It is up after `startupMs`. */
    readonly start: () => void;
    /** Ends the ban of fail2ban, and forgets those before it. */
    readonly unban: () => void;
  };
}

/**
 * A Mail-in-a-Box: the daemon, the web server before it, and fail2ban before both, which takes all requests for those
 * of one address.
 *
 * @throws RangeError for accounts of the same address, or a TOTP secret that is not base32; FixtureError when `fixtures`
 *   are not valid.
 */
export function mailinaboxProvider(options: MailinaboxOptions = {}): MailinaboxProvider {
  const { clock = platformClock(), seed = 1, banMs = 600_000, startupMs = 2_000 } = options;
  const spec = mailinaboxSpec();
  const random = createRandom(seed, 'mailinabox');
  const sessions = createSessionTable({ clock, random });
  const ban = createFailureBan({ clock, banMs });
  const example = (operationId: string) => exampleOf(spec, seed, operationId);
  let isStopped = false;
  let upAtMs = -Infinity;
  const stop = () => {
    isStopped = true;
    sessions.clear();
  };
  const start = () => {
    if (!isStopped) return;
    isStopped = false;
    upAtMs = clock.nowMs() + startupMs;
  };
  const restart = () => {
    stop();
    start();
  };
  const isDown = () => isStopped || clock.nowMs() < upAtMs;

  let ownAccounts = options.accounts;
  let { accounts, daemon } = begin({});

  function begin(fixtures: MailinaboxFixtures): { accounts: Accounts; daemon: Daemon } {
    ownAccounts = fixtures.accounts ?? options.accounts;
    const accounts = createAccounts(ownAccounts ?? Object.values(MAILINABOX_TEST_ACCOUNTS));
    const box: Box = { accounts, sessions, fixtures, clock, random, restart, example };
    return { accounts, daemon: createDaemon(box, spec, seed, ban) };
  }

  function loadFixtures(given: MailinaboxFixtures): void {
    const fixtures = mailinaboxFixtures(given);
    const own = fixtures.accounts ?? options.accounts ?? Object.values(MAILINABOX_TEST_ACCOUNTS);
    const zones = [...(example('getDnsZones') as string[]), ...own.map(({ email }) => domainOf(email))];
    const problems = [
      ...senderProblems(fixtures, new Set(own.map(({ email }) => email))),
      ...zoneProblems(fixtures, zones),
    ];
    if (problems.length > 0) throw new FixtureError('mailinabox', problems);
    sessions.clear();
    ({ accounts, daemon } = begin(fixtures));
  }

  if (options.fixtures !== undefined) loadFixtures(options.fixtures);
  // So that no other login comes between the check of a one-time code and the note that it was used.
  const turn = serially();

  function answer(request: SandboxRequest): SandboxAnswer | Promise<SandboxAnswer> {
    if (ban.untilMs() === undefined) return isDown() ? badGateway : daemon.respond(request);
    const why = '20 failures in 30 s, so fail2ban lets nobody connect';
    throw new ConnectionRefused(`mailinabox: ${why}: wait until the ban is over, or use the action unban`);
  }

  return {
    name: 'mailinabox',
    basePaths: ['https://*/admin'],
    operationOf: (method, path) => spec.match(method, path)?.operation,
    vocabulary: () => spec.vocabulary(),
    respond: (request) => turn(() => answer(request)),
    state: () => ({
      isDown: isDown(),
      bannedUntilMs: ban.untilMs(),
      recentFailures: ban.count(),
      ...daemon.counts,
      sessions: sessions.list(),
      accounts: accounts
        .all()
        .map(({ email, privileges, factors }) => ({ email, privileges, secondFactors: factors.length })),
    }),
    loadFixtures,
    firstCall: (basePath) => mailinaboxFirstCall(ownAccounts, basePath),
    actions: {
      restart,
      stop,
      start,
      unban: ban.lift,
    },
  };
}

/** Runs what it is given one after the other, in that order; what fails ends only its own turn. */
type Serially = <Result>(run: () => Result | Promise<Result>) => Promise<Result>;

/** Makes one, with nothing under way. */
export function serially(): Serially {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const turn = last.then(run);
    last = turn.catch(() => undefined);
    return turn;
  };
}
