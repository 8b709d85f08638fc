import { toHex } from '../crypto/bytes.js';
import { invalid } from '../errors.js';
import { PROVIDER } from './codes.js';
import type { SignedFetch } from './signed-fetch.js';

/** Stands for the session token of a cardholder in what is handed to callers: anybody may print it. */
export interface SessionHandles {
  /** The same for one cardholder, as long as there is room. */
  of(userId: string): string;
  /** Whose it is. @returns `undefined` for one that is not of these, or has made room for others. */
  userIdOf(handle: string): string | undefined;
}

/** What a handle begins with, and no token of the vendor does. In a URL it is as it is here. */
const PREFIX = 'redacted-';

export function isSessionHandle(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** @param max When there is one more, the oldest is let go of. */
export function sessionHandles(max: number): SessionHandles {
  const handles = new Map<string, string>();
  const userIds = new Map<string, string>();
  return {
    of(userId) {
      const handle =
        handles.get(userId) ?? PREFIX + toHex(globalThis.crypto.getRandomValues(new Uint8Array(16)));
      // Anew, so that those in use stay.
      handles.delete(userId);
      handles.set(userId, handle);
      userIds.set(handle, userId);
      const [oldest] = handles.size > max ? handles : [];
      if (oldest !== undefined) {
        handles.delete(oldest[0]);
        userIds.delete(oldest[1]);
      }
      return handle;
    },
    userIdOf: (handle) => userIds.get(handle),
  };
}

/** Sends what carries a token, and refuses what still carries a handle: the vendor would say that it is no token. */
export function refusingHandles(fetch: SignedFetch): SignedFetch {
  return async (url, init, operation) => {
    if (!url.includes(`UserToken=${PREFIX}`)) return fetch(url, init, operation);
    const error = invalid(
      PROVIDER,
      'sessionRequest() is for a client that has auth.configuration of ploAuth',
    );
    if (operation !== undefined) operation.thrown = error;
    throw error;
  };
}
