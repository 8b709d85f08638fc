import { createServer } from 'node:http';
import { listen } from '../../shared/loopback.js';

/** What a process of this file is told to be. It sends back the port that it listens on. */
export type WantedServer =
  /** `moduleUrl` is that of the package. */
  | { readonly kind: 'sandbox'; readonly moduleUrl: string; readonly options: { readonly nowMs: number } }
  /** Sends the JSON that stands for the target of a request, and does nothing else. */
  | { readonly kind: 'bare'; readonly jsonByTarget: Readonly<Record<string, string>> };

async function portOf(wanted: WantedServer): Promise<number> {
  if (wanted.kind === 'sandbox') {
    const { nowMs, ...options } = wanted.options;
    const clock = { nowMs: () => nowMs, advance: () => undefined };
    const sandbox = (await import(wanted.moduleUrl)) as typeof import('@acme/provider-sandbox');
    const server = { ...sandbox.sandboxProviders({ ...options, clock }), port: 0 };
    return (await sandbox.startSandbox(server)).port;
  }
  const server = createServer((request, response) => {
    const body = wanted.jsonByTarget[request.url ?? ''] ?? '';
    const headers = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` };
    response.writeHead(body === '' ? 404 : 200, headers).end(body);
  });
  return (await listen(server)).port;
}

// When the measuring process is gone, for whatever reason, nobody needs the server any more.
process.once('disconnect', () => process.exit());
process.once('message', async (wanted: WantedServer) => process.send!(await portOf(wanted)));
