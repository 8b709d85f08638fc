import type { SandboxClock } from '../../../src/core/provider.js';
import { type SandboxServer, type ServerOptions, startSandbox } from '../../../src/entrances/http/start.js';
import { tinyProvider } from '../../faults/tiny-provider.js';

/** A clock that stands still. */
export function stillClock(): SandboxClock {
  let now = 1_700_000_000_000;
  return {
    nowMs: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

/** Starts a server on a free port; all of them are closed by {@link closeAll}. */
export async function started(options: Partial<ServerOptions> = {}): Promise<SandboxServer> {
  const server = await startSandbox({
    ...{ providers: [tinyProvider('finicity'), tinyProvider('plo')], clock: stillClock(), port: 0 },
    ...options,
  });
  open.push(server);
  return server;
}

const open: SandboxServer[] = [];

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.close()));
}
