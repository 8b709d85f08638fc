import { counted, type Fact, lifeInWords, type ProviderPage } from '../../core/facts.js';
import { BAN_WINDOW_MS, MAX_FAILURES } from './failure-ban.js';
import type { MailinaboxProvider, MailinaboxState } from './provider.js';
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
    const { accounts, logins, refusedLogins, calls, refusedCalls } = state;
    return [
      state.isDown
        ? { name: 'Daemon', text: 'stopped: every call gets 502', isBad: true }
        : { name: 'Daemon', text: 'runs' },
      banFact(state, nowMs),
      sessionFact(state, nowMs),
      { name: 'Logins', text: `${logins}, and ${refusedLogins} refused` },
      { name: 'Calls', text: `${calls}, of them ${refusedCalls} refused` },
      { name: 'Accounts', text: `${accounts.length}`, items: accounts.map(account) },
    ];
  },
};

function account({ email, privileges, secondFactors }: MailinaboxState['accounts'][number]): string {
  const factors = secondFactors === 0 ? [] : [counted(secondFactors, 'second factor')];
  return [email, ...privileges, ...factors].join(', ');
}

function banFact({ bannedUntilMs, recentFailures }: MailinaboxState, nowMs: number): Fact {
  const name = 'Ban';
  if (bannedUntilMs !== undefined) {
    return { name, text: `nobody can connect for ${lifeInWords(bannedUntilMs - nowMs)}`, isBad: true };
  }
  if (recentFailures === 0) return { name, text: 'none' };
  return {
    name,
    text: `none; ${recentFailures} of ${MAX_FAILURES} failures in ${BAN_WINDOW_MS / 1_000} s`,
  };
}

function sessionFact({ sessions }: MailinaboxState, nowMs: number): Fact {
  const items = sessions.map(({ key, email, usedAtMs }) => {
    const leftMs = usedAtMs + SESSION_LIFE_MS - nowMs;
    const life = leftMs > 0 ? `for ${lifeInWords(leftMs)} if not used` : 'dead, and still in its place';
    return `${email}, ${key} ${life}`;
  });
  return { name: 'Sessions', text: `${sessions.length} of ${MAX_SESSIONS} places taken`, items };
}
