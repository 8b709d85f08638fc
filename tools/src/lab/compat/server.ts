import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join, normalize, posix } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Listening, listen } from '../../shared/loopback.js';
import type { Project } from './project.js';

/** What tools/isolated/compat/smoke.ts sends. */
const expected = {
  method: 'POST',
  url: '/decisioning/v2/customers/7004%2F%C3%A4/transactions?fromDate=1700000000&toDate=1700086400&includePending=true',
  body: '{"accountIds":"5053 5054"}',
  contentType: 'application/json',
  acceptsJson: true,
  appKey: 'key',
};
// Its customerId is 2^53 + 1, which JSON.parse would round.
const report = '{"id":"r-ü","customerId":9007199254740993,"requesterName":"x"}';

export interface LoopbackServer extends Listening {
  /** How often `name` (a segment of the base path) was asked for its report, and refused with 401. */
  seen(name: string): { readonly ordered: number; readonly refused: number };
}

/**
 * A server on this machine for tools/isolated/compat/smoke.ts: below `/<name>` it answers exactly the requests that program
 * should send, and 400 with the request to any other. At `/` it has a page that loads the scripts of the project.
 */
export async function startServer(project: Pick<Project, 'folder' | 'packages'>): Promise<LoopbackServer> {
  const counts = new Map<string, { ordered: number; refused: number }>();
  const server = createServer(async (request, response) => {
    const [, name = '', url] = /^\/([\w.-]+)(\/decisioning.*)$/.exec(request.url ?? '') ?? [];
    if (url === undefined) return serveFile(project, request.url ?? '/', response);
    const { headers, method } = request;
    const actual = {
      ...{ method, url, body: await text(request), contentType: headers['content-type'] },
      acceptsJson: headers.accept?.includes('application/json'),
      appKey: headers['finicity-app-key'],
    };
    const count = counts.get(name) ?? { ordered: 0, refused: 0 };
    counts.set(name, count);
    response.setHeader('content-type', 'application/json');
    if (JSON.stringify(actual) !== JSON.stringify(expected))
      return response.writeHead(400).end(JSON.stringify(actual));
    if (headers['finicity-app-token'] === 'expired') {
      count.refused += 1;
      return response.writeHead(401).end('{"code":10023,"message":"expired"}');
    }
    count.ordered += 1;
    response.writeHead(202).end(report);
  });
  return { ...(await listen(server)), seen: (name) => counts.get(name) ?? { ordered: 0, refused: 0 } };
}

/** A browser finds the packages, as they were published, by an import map. */
function serveFile(
  { folder, packages }: Pick<Project, 'folder' | 'packages'>,
  url: string,
  response: ServerResponse,
) {
  if (url === '/') {
    const imports = packages.flatMap(({ name, entries }) =>
      entries.map(({ subpath, path }) => [
        posix.join(name, subpath),
        `/node_modules/${name}/dist/${path}.js`,
      ]),
    );
    const map = JSON.stringify({ imports: Object.fromEntries(imports) });
    const page = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${map}</script>`;
    return response.setHeader('content-type', 'text/html').end(page);
  }
  const file = join(folder, normalize(url));
  if (!/\.m?js$/.test(url) || !existsSync(file)) return response.writeHead(404).end();
  return response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
}
