import {
  type MailinaboxAuth,
  type MailinaboxAuthOptions,
  mailinaboxAuth,
} from '@acme/auth-helpers/mailinabox';
import { type ManualClock, manualClock } from '@acme/auth-helpers/testing';
import { Configuration } from '@acme/mailinabox-client';
import { sandboxFetch } from '../../../src/entrances/fetch.js';
import {
  type MailinaboxAccount,
  type MailinaboxOptions,
  type MailinaboxProvider,
  type MailinaboxState,
  mailinaboxProvider,
  totpCode,
} from '../../../src/providers/mailinabox/index.js';
import { administrator } from './support.js';

const basePath = 'https://box.example.com/admin';

export interface Client {
  readonly provider: MailinaboxProvider;
  readonly clock: ManualClock;
  readonly auth: MailinaboxAuth;
  /** What each operation of the client takes. */
  readonly box: Configuration;
  state(): MailinaboxState;
}

/** The client and its login, as users have them, of a box in this process. */
export function openClient(
  { email, password, totpSecret }: MailinaboxAccount = administrator,
  options: Partial<MailinaboxAuthOptions> = {},
  ofBox: MailinaboxOptions = {},
): Client {
  const clock = manualClock();
  const provider = mailinaboxProvider({ clock, startupMs: 0, ...ofBox });
  const fetchApi = sandboxFetch(provider, basePath);
  const totp = totpSecret === undefined ? undefined : () => totpCode(totpSecret, clock.nowMs());
  const auth = mailinaboxAuth({ basePath, email, password, totp, clock, fetch: fetchApi, ...options });
  const box = new Configuration({ ...auth.configuration, fetchApi });
  return {
    provider,
    clock,
    auth,
    box,
    state: provider.state,
  };
}
