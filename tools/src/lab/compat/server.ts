import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const method = 'POST';
const path = '/decisioning/v2/customers/7004%2F%C3%A4/transactions';
const query = '?fromDate=1700000000&toDate=1700086400&includePending=true';
const body = '{"accountIds":"5053 5054"}';
// Its customerId is 2^53 + 1, which JSON.parse would round.
const ordered = '{"id":"r-ü","customerId":9007199254740993,"requesterName":"x"}';

export interface LoopbackServer {
  readonly origin: string;
  /** How often `name` (a segment of the base path) was asked for its report, and refused with 401. */
  seen(name: string): { readonly ordered: number; readonly refused: number };
  close(): Promise<void>;
}

/**
 * A server on this machine for tools/compat/smoke.ts: below `/<name>` it answers exactly the requests that program
 * should send, and 400 with the difference to any other.
 *
 * @param files Serves what is not a request of the API; for the browser.
 */
export async function startServer(
  files?: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LoopbackServer> {
  const counts = new Map<string, { ordered: number; refused: number }>();
  const server = createServer(async (request, response) => {
    const [, name = '', rest = ''] = /^\/([\w.-]+)(\/decisioning.*)$/.exec(request.url ?? '') ?? [];
    if (rest === '' && files !== undefined) return files(request, response);
    const count = counts.get(name) ?? { ordered: 0, refused: 0 };
    counts.set(name, count);
    const difference = differenceIn(rest, request, await text(request));
    response.setHeader('content-type', 'application/json');
    if (difference !== undefined) return response.writeHead(400).end(JSON.stringify({ message: difference }));
    if (request.headers['finicity-app-token'] === 'expired') {
      count.refused += 1;
      return response.writeHead(401).end('{"code":10023,"message":"expired"}');
    }
    count.ordered += 1;
    response.writeHead(202).end(ordered);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: (name) => counts.get(name) ?? { ordered: 0, refused: 0 },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function differenceIn(
  url: string,
  { method: sent, headers }: IncomingMessage,
  sentBody: string,
): string | undefined {
  const pairs = [
    [sent, method],
    [url, path + query],
    [sentBody, body],
    [headers['content-type'], 'application/json'],
    [headers.accept?.includes('application/json'), true],
    [headers['finicity-app-key'], 'key'],
  ];
  const [actual, expected] = pairs.find((pair) => pair[0] !== pair[1]) ?? [];
  return expected === undefined ? undefined : `${String(actual)} instead of ${String(expected)}`;
}

async function text(request: IncomingMessage): Promise<string> {
  let all = '';
  request.setEncoding('utf8');
  for await (const chunk of request) all += chunk;
  return all;
}
