import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it came in. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * A response whose body is text, or is written as JSON. Or the connection breaks before the response (`lost`) or within
 * its body (`cut`), or no response comes (`silence`).
 */
export type Reply =
  | 'lost'
  | 'cut'
  | 'silence'
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

const open = new Set<ScriptedServer>();
afterEach(() => Promise.all([...open].map((server) => server.close())));

/**
 * A server on loopback for replies that no vendor sends: a few lines of script, and what a test puts in their place. It
 * checks nothing that the vendor checks; the rules of vendors are tested on the sandbox, in
 * `packages/provider-sandbox/test/helpers`. It closes after the test.
 */
export abstract class ScriptedServer {
  /** Once it has started. */
  origin = '';
  /** All requests, oldest first. */
  readonly arrived: Arrived[] = [];
  /** Called before the script; a reply takes the place of the script. */
  instead: (request: Arrived) => Reply | undefined = () => undefined;
  /** Called when the script has run; a reply takes the place of the script's. */
  after: (request: Arrived) => Reply | undefined | Promise<Reply | undefined> = () => undefined;
  readonly #server: Server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const { pathname: path, searchParams: query } = new URL(`http://host${request.url}`);
    const { method = '', headers } = request;
    const arrived = { method, path, query, headers, body: await text(request) };
    this.arrived.push(arrived);
    send(response, await this.replyTo(arrived));
  });

  protected abstract script(request: Arrived): Reply;

  protected async replyTo(request: Arrived): Promise<Reply> {
    const reply = this.instead(request) ?? this.script(request);
    return (await this.after(request)) ?? reply;
  }

  async start(): Promise<this> {
    open.add(this);
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    if (!open.delete(this)) return;
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'lost') response.destroy();
  else if (reply === 'cut') {
    response.writeHead(200, { 'content-length': '9' }).write('{', () => response.destroy());
  } else {
    const { status, body = '', headers } = reply;
    const type = typeof body === 'string' && body !== '' ? 'text/plain' : 'application/json';
    const written = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': type, ...headers }).end(written);
  }
}
