import { AuthError, failed } from '../errors.js';
import type { LoginProgress } from './login-progress.js';
import type { TokenSettings } from './options.js';

/** What a login asks of a store that may fail. A failure is an event. */
export interface StoreOutages {
  /** The answer of the store. @throws AuthError when it has none to give: no login is made that it does not know of. */
  fromStore<Value>(progress: Told, answer: Promise<Value>): Promise<Value>;
  /** What came of a login is used here, whether or not it can be told to others. */
  kept<Value>(progress: Told, written: Promise<Value>): Promise<Value | undefined>;
  outage(progress: Told): void;
}

type Told = Pick<LoginProgress, 'isOutageTold'>;

export function storeOutages({ provider, emit }: TokenSettings): StoreOutages {
  async function fromStore<Value>(progress: Told, answer: Promise<Value>): Promise<Value> {
    try {
      return await answer;
    } catch (thrown) {
      if (thrown instanceof AuthError) throw thrown;
      if (progress.isOutageTold !== true) outage(progress);
      const about = { cause: thrown, retryable: true };
      throw failed(provider, 'provider_unavailable', 'the token store fails', about);
    }
  }

  async function kept<Value>(progress: Told, written: Promise<Value>): Promise<Value | undefined> {
    try {
      return await written;
    } catch {
      outage(progress);
      return undefined;
    }
  }

  function outage(progress: Told): void {
    emit({ type: 'store_failed' });
    progress.isOutageTold = true;
  }

  return { fromStore, kept, outage };
}
