import * as payments from '@acme/commerce-connect-client';
import * as finicity from '@acme/finicity-client';
import * as mailinabox from '@acme/mailinabox-client';
import * as plo from '@acme/plo-client';

/** The clients that the tests use the sandbox with, by provider. What tests know of a vendor is in rows by these names. */
export const clients: {
  readonly 'commerce-connect': typeof payments;
  readonly finicity: typeof finicity;
  readonly mailinabox: typeof mailinabox;
  readonly plo: typeof plo;
} = { 'commerce-connect': payments, finicity, mailinabox, plo };

/** A provider whose client is used here. */
export type ClientName = keyof typeof clients;

export const clientNames = Object.keys(clients) as ClientName[];
