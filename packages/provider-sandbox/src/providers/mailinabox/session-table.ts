import { DAY_MS } from '../../core/clock.js';
import { shortened } from '../../core/facts.js';
import type { SandboxClock } from '../../core/provider.js';
import type { Random } from '../../core/random.js';
import type { Account } from './accounts.js';

/** Places for sessions, and for how long one lives after its last use. */
export const MAX_SESSIONS = 64;
export const SESSION_LIFE_MS: number = 2 * DAY_MS;

interface Session {
  readonly email: string;
  /** Of the account, when the session was opened: no two accounts have the same. */
  readonly version: number;
  readonly usedAtMs: number;
}

/** The sessions of one run of the daemon, which has them in memory only. */
export interface SessionTable {
  /** @returns the api_key: 64 hexadecimal digits. The oldest session goes where there is no place. */
  open(account: Account): string;
  /** Whether the key is one of this account and alive. One that is too old leaves its place. */
  isAlive(account: Account, key: string): boolean;
  /** Two days begin anew. */
  renew(key: string): void;
  /** A logout. */
  close(key: string): void;
  /** The daemon ends. */
  clear(): void;
  /** From the one that goes next to the one that goes last; keys are shortened. */
  list(): { key: string; email: string; usedAtMs: number }[];
}

/** Makes a table without sessions. @param random Of the keys: not for secrets of anybody. */
export function createSessionTable({ clock, random }: { clock: SandboxClock; random: Random }): SessionTable {
  /** In the order of eviction. */
  const sessions = new Map<string, Session>();

  function put(key: string, session: Session): void {
    if (sessions.size >= MAX_SESSIONS) {
      const [oldest = key] = sessions.keys();
      // As long as there is room, one that is used keeps its place, so that a busy old key can be the next to go.
      sessions.delete(sessions.has(key) ? key : oldest);
    }
    sessions.set(key, session);
  }

  return {
    open({ email, version }) {
      const key = random.text(64, '0123456789abcdef');
      put(key, { email, version, usedAtMs: clock.nowMs() });
      return key;
    },
    isAlive(account, key) {
      const session = sessions.get(key);
      if (session === undefined) return false;
      // Not before it is asked for; one of an old password does not leave even then.
      if (clock.nowMs() - session.usedAtMs >= SESSION_LIFE_MS) sessions.delete(key);
      return sessions.has(key) && session.version === account.version;
    },
    renew(key) {
      const session = sessions.get(key);
      if (session !== undefined) put(key, { ...session, usedAtMs: clock.nowMs() });
    },
    close: (key) => void sessions.delete(key),
    clear: () => sessions.clear(),
    list: () =>
      Array.from(sessions, ([key, { email, usedAtMs }]) => ({ key: shortened(key), email, usedAtMs })),
  };
}
