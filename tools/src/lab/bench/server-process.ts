import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nowMs, sandboxOptions } from './sandbox-calls.js';

/** What a process of this file is told to be. */
export type WantedServer =
  /** `moduleUrl` is that of the package. */
  | { readonly kind: 'sandbox'; readonly moduleUrl: string }
  /** Sends the JSON that stands for the target of a request, and does nothing else. */
  | { readonly kind: 'bare'; readonly jsonByTarget: Readonly<Record<string, string>> };

/** Its answer. */
export interface ListeningServer {
  readonly port: number;
}

type Sandbox = typeof import('@acme/provider-sandbox');

async function sandbox(moduleUrl: string): Promise<number> {
  const { sandboxProviders, startSandbox }: Sandbox = await import(moduleUrl);
  const clock = { nowMs: () => nowMs, advance: () => undefined };
  const { port } = await startSandbox({ ...sandboxProviders({ ...sandboxOptions, clock }), port: 0 });
  return port;
}

async function bare(jsonByTarget: Readonly<Record<string, string>>): Promise<number> {
  const server = createServer((request, response) => {
    const body = jsonByTarget[request.url ?? ''] ?? '';
    const headers = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` };
    response.writeHead(body === '' ? 404 : 200, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

// When the measuring process is gone, for whatever reason, nobody needs the server any more.
process.once('disconnect', () => process.exit());
process.once('message', async (wanted: WantedServer) => {
  const port = await (wanted.kind === 'sandbox' ? sandbox(wanted.moduleUrl) : bare(wanted.jsonByTarget));
  process.send!({ port } satisfies ListeningServer);
});
