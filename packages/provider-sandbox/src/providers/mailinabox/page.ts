import { counted, type Fact, lifeInWords, numberOf, type ProviderPage, rowsOf } from '../../core/facts.js';
import { BAN_WINDOW_MS, MAX_FAILURES } from './failure-ban.js';
import type { MailinaboxProvider } from './provider.js';
import { MAX_SESSIONS, SESSION_LIFE_MS } from './session-table.js';

/** What the page says of it. */
export const mailinaboxPage: ProviderPage<MailinaboxProvider> = {
  title: 'Mail-in-a-Box',
  actions: {
    restart: 'Restart the daemon',
    stop: 'Stop the daemon',
    start: 'Start the daemon',
    unban: 'Lift the ban',
  },
  tells: [
    ...['isDown', 'bannedUntilMs', 'recentFailures', 'sessions', 'accounts'],
    ...['logins', 'refusedLogins', 'calls', 'refusedCalls'],
  ],
  facts(state, nowMs) {
    const accounts = rowsOf(state.accounts);
    return [
      state.isDown === true
        ? { name: 'Daemon', text: 'stopped: every call gets 502', isBad: true }
        : { name: 'Daemon', text: 'runs' },
      banFact(state.bannedUntilMs, numberOf(state.recentFailures), nowMs),
      sessionFact(rowsOf(state.sessions), nowMs),
      { name: 'Logins', text: `${numberOf(state.logins)}, and ${numberOf(state.refusedLogins)} refused` },
      { name: 'Calls', text: `${numberOf(state.calls)}, of them ${numberOf(state.refusedCalls)} refused` },
      { name: 'Accounts', text: `${accounts.length}`, items: accounts.map(account) },
    ];
  },
};

function account({ email, privileges, secondFactors }: ReturnType<typeof rowsOf>[number]): string {
  const factors = numberOf(secondFactors);
  return [
    ...[email, ...(Array.isArray(privileges) ? privileges : [])],
    ...(factors === 0 ? [] : [counted(factors, 'second factor')]),
  ].join(', ');
}

function banFact(untilMs: unknown, failures: number, nowMs: number): Fact {
  const name = 'Ban';
  if (typeof untilMs === 'number') {
    return { name, text: `nobody can connect for ${lifeInWords(untilMs - nowMs)}`, isBad: true };
  }
  const windowS = BAN_WINDOW_MS / 1_000;
  return {
    name,
    text: failures === 0 ? 'none' : `none; ${failures} of ${MAX_FAILURES} failures in ${windowS} s`,
  };
}

function sessionFact(sessions: ReturnType<typeof rowsOf>, nowMs: number): Fact {
  const items = sessions.map(({ key, email, usedAtMs }) => {
    const leftMs = numberOf(usedAtMs) + SESSION_LIFE_MS - nowMs;
    const life = leftMs > 0 ? `for ${lifeInWords(leftMs)} if not used` : 'dead, and still in its place';
    return `${email}, ${key} ${life}`;
  });
  return { name: 'Sessions', text: `${sessions.length} of ${MAX_SESSIONS} places taken`, items };
}
