import {
  type MailinaboxAuth,
  type MailinaboxAuthOptions,
  mailinaboxAuth,
} from '@acme/auth-helpers/mailinabox';
import { Configuration, type ConfigurationParameters } from '@acme/mailinabox-client';
import type { Vendor } from '../vendor.js';

export interface MailinaboxVendorOptions {
  /** Default: `administrator`. A `member` can log in, and is refused by every operation. */
  readonly account?: 'administrator' | 'administratorWithTotp' | 'member' | undefined;
}

/** A box, and an account there. */
export interface MailinaboxVendor extends Vendor {
  readonly email: string;
  readonly password: string;
  /** The one-time code of the present; it changes every 30 s. */
  code(): string;
  seen(): Promise<MailinaboxSeen>;
  /** The daemon forgets all sessions. */
  restart(): Promise<void>;
  /** The web server answers 502 until `start`, and all sessions are gone. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Requests that have come, whoever has answered them, and what the box and fail2ban know. */
export interface MailinaboxSeen {
  readonly logins: number;
  readonly logouts: number;
  readonly calls: number;
  /** With 401 or 403. */
  readonly refusedCalls: number;
  readonly sessions: number;
  /** Of the last 30 s; 20 get an address banned. */
  readonly failures: number;
  readonly isBanned: boolean;
}

export type StartMailinabox = (options?: MailinaboxVendorOptions) => Promise<MailinaboxVendor>;

export interface Client {
  readonly auth: MailinaboxAuth;
  readonly configuration: Configuration;
}

/** What a user of the account writes. */
export function clientAt(
  { basePath, clock, email, password }: Pick<MailinaboxVendor, 'basePath' | 'clock' | 'email' | 'password'>,
  options: Partial<MailinaboxAuthOptions> = {},
  parameters: ConfigurationParameters = {},
): Client {
  const auth = mailinaboxAuth({
    basePath,
    email,
    password,
    clock,
    allowInsecureLoopback: true,
    requestTimeoutMs: 60_000,
    ...options,
  });
  return { auth, configuration: new Configuration({ ...auth.configuration, ...parameters }) };
}
