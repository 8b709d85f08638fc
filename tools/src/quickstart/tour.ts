import { generateKeyPairSync } from 'node:crypto';
import { type ManualClock, manualClock } from '@acme/auth-helpers/testing';
import {
  type Provider,
  type ProviderName,
  type SandboxServer,
  sandboxProviders,
  startSandbox,
} from '@acme/provider-sandbox';
import { commerceConnect } from './commerce-connect.js';
import { finicity } from './finicity.js';
import { createGuide, type Guide, SurpriseError } from './guide.js';
import { mailinabox } from './mailinabox.js';
import { CONSUMER_KEY, plo } from './plo.js';

/** What the steps of a provider work with. */
export interface Tour {
  readonly guide: Guide;
  readonly server: SandboxServer;
  /** One clock for providers and helpers, so that hours pass at once for both. */
  readonly clock: ManualClock;
  /** PEM of the private key whose other half the sandbox has. */
  readonly signingKey: string;
  /** What a provider has seen, by its own account. */
  state(name: ProviderName): Readonly<Record<string, unknown>>;
  /** Makes one of its actions happen to a provider. */
  act(name: ProviderName, action: string): void;
}

const introduction = `It stands in for four vendors. Credentials and money are made up.
Of each step you see the code, where it is, and what happened. Write it like that in your own program, without
\`clock.advance\` and \`act\`: they let time pass, and make the vendor misbehave.
`;

/**
 * Starts the sandbox on a free port of this machine, walks through all providers, and stops it.
 *
 * @returns the exit code: 0, or 1 after a sentence on `err` when a step did not behave.
 */
export async function takeTour(out: (text: string) => void, err: (text: string) => void): Promise<0 | 1> {
  const startedMs = performance.now();
  const clock = manualClock(Date.now());
  const { publicKey, privateKey } = keyPair();
  const { providers } = sandboxProviders({
    clock,
    plo: { signature: { publicKey, consumerKey: CONSUMER_KEY } },
    // The clock of the tour stands still, and so would a daemon that takes its time.
    mailinabox: { startupMs: 0 },
  });
  const server = await startSandbox({ providers, clock, port: 0 });
  const guide = createGuide(out);
  const named = (name: ProviderName): Provider => providers.find((provider) => provider.name === name)!;
  const tour: Tour = {
    ...{ guide, server, clock, signingKey: privateKey },
    state: (name) => named(name).state(),
    act: (name, action) => named(name).actions[action]!(),
  };
  out(`${server.announcement}\n${introduction}`);
  try {
    for (const walk of [finicity, mailinabox, commerceConnect, plo]) await walk(tour);
  } catch (error) {
    if (!(error instanceof SurpriseError)) throw error;
    err(`${error.message}\n`);
    return 1;
  } finally {
    await server.close();
  }
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  out(`\nAll ${guide.steps} steps behaved as they must, in ${seconds} s. Nothing left this machine.
Next: \`npm run sandbox\`, then open http://127.0.0.1:8787 to watch it and to make it misbehave.\n`);
  return 0;
}

function keyPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
