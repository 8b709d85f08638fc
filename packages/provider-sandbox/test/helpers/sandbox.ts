import { manualClock } from '@acme/auth-helpers/testing';
import type { ProviderName } from '../../src/core/provider.js';
import { startSandbox } from '../../src/entrances/http/start.js';
import type { CallSummary } from '../../src/journal/journal.js';
import { type ProvidersOptions, sandboxProviders } from '../../src/sandbox-providers.js';
import type { Trouble, Vendor } from './vendor.js';

/** One provider of a running sandbox, which is asked and controlled over loopback alone. */
export interface SandboxVendor extends Vendor {
  /** All its calls so far, oldest first. */
  readonly calls: readonly CallSummary[];
  count(is: (call: CallSummary) => boolean): number;
  act(action: string): Promise<void>;
  /** What may be seen of the provider. */
  state(): Promise<Readonly<Record<string, unknown>>>;
}

const faults: Readonly<Record<Trouble, string>> = {
  lost: 'cut-before',
  cut: 'cut-during',
  // Ends with the connection, which the client or the end of the test closes.
  silence: 'delay;ms=600000',
  slow: 'delay;ms=100',
  truncated: 'truncated-json',
  504: 'status-504',
  429: 'status-429;retry-after=90',
  502: 'status-502',
  503: 'status-503',
  html: 'html',
};

/** Starts all providers, on a clock that stands still. */
export async function sandboxVendor(
  provider: ProviderName,
  options: ProvidersOptions = {},
): Promise<SandboxVendor> {
  const clock = manualClock();
  const server = await startSandbox({ ...sandboxProviders({ clock, ...options }), port: 0 });
  const calls: CallSummary[] = [];
  // The journal keeps the last 1,000.
  server.journal.subscribe((call) => {
    if (call.provider === provider) calls.push(call);
  });

  async function control(path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ provider, ...body }) };
    const answer = await fetch(`${server.url}/_sandbox${path}`, init);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    await answer.text();
  }

  return {
    basePath: server.basePath(provider),
    ...{ clock, calls },
    count: (is) => calls.filter(is).length,
    next: (trouble, count = 1) => control('/faults', { faults: faults[trouble], calls: count }),
    act: (action) => control('/action', { action }),
    async state() {
      const answer = await fetch(`${server.url}/_sandbox/state`);
      const { providers } = (await answer.json()) as { providers: Record<string, { state: object }> };
      return { ...providers[provider]?.state };
    },
    close: () => server.close(),
  };
}
