import { sandboxProviders } from '../../src/providers.js';
import { type SandboxServer, startSandbox } from '../../src/server/index.js';
import { stillClock } from '../server/support.js';

/** The four providers on a free port, with a clock that stands still. */
export function sandbox(): Promise<SandboxServer> {
  return startSandbox({ ...sandboxProviders({ clock: stillClock() }), port: 0 });
}

/** A login that finicity refuses, with a secret in header and body. */
export async function wrongLogin(server: SandboxServer): Promise<void> {
  await fetch(`${server.baseUrl('finicity')}/aggregation/v2/partners/authentication`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'finicity-app-key': 'hush-key' },
    body: JSON.stringify({ partnerId: '1', partnerSecret: 'hush-secret' }),
  }).then((answer) => answer.text());
}
