import { LruMap } from '../../core/lru-map.js';
import type { Random } from '../../core/random.js';
import type { Cardholder } from './cardholder.js';
import { Failed, failures } from './codes.js';

/** Who has logged in at one institution, and with which tokens: of both the last 10,000 that were used. */
export interface Sessions {
  /** How many tokens calls may use. */
  readonly tokens: number;
  readonly cardholders: number;
  /** A login. @returns a token, beside those that the cardholder has. */
  open(userId: string): string;
  /** @throws Failed for a token that was never given, or has been ended. */
  cardholderOf(token: string): Cardholder;
  /** Ends all tokens. */
  dropTokens(): void;
  /** Ends all tokens, and forgets who has logged in. */
  forget(): void;
}

/** What a careless client does not encode is among them. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=&';

/** Makes sessions, of which there are none. @param enrol Makes the cardholder of a first login. */
export function createSessions(random: Random, enrol: (userId: string) => Cardholder): Sessions {
  const cardholders = new LruMap<string, Cardholder>();
  const tokens = new LruMap<string, Cardholder>();
  const ended = new LruMap<string, true>();

  function dropTokens(): void {
    for (const token of tokens.keys()) ended.set(token, true);
    tokens.clear();
  }

  return {
    get tokens() {
      return tokens.size;
    },
    get cardholders() {
      return cardholders.size;
    },
    open(userId) {
      const cardholder = cardholders.get(userId) ?? enrol(userId);
      cardholders.set(userId, cardholder);
      const token = random.text(24, ALPHABET);
      const gone = tokens.set(token, cardholder);
      if (gone !== undefined) ended.set(gone, true);
      return token;
    },
    cardholderOf(token) {
      const cardholder = tokens.get(token);
      if (cardholder === undefined) {
        throw new Failed(failures.token, ended.has(token) ? 'it has been ended' : 'it was never given');
      }
      // Used as the token is: nobody is forgotten whose token works.
      cardholders.set(cardholder.userId, cardholder);
      return cardholder;
    },
    dropTokens,
    forget() {
      dropTokens();
      cardholders.clear();
    },
  };
}
