import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** A folder that is being served. */
export interface ServedFolder {
  /** Address of the first page, `base` included. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a folder to this machine, as a plain static file server does: no rewriting, `index.html` for a folder.
 *
 * @param folder an absolute path.
 * @param options `base`: the path the folder is mounted at, default `/`; `port`: default any free one.
 */
export async function serveFolder(
  folder: string,
  { base = '/', port = 0 }: { base?: string; port?: number } = {},
): Promise<ServedFolder> {
  const server = createServer(async (request, response) => {
    const file = fileOf(request.url ?? '/', base);
    const size = file === undefined ? undefined : await sizeOf(join(folder, file));
    if (file === undefined || size === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
      return;
    }
    const type = mediaTypes[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-length': size });
    createReadStream(join(folder, file)).pipe(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @returns undefined for an address outside the folder. */
function fileOf(address: string, base: string): string | undefined {
  try {
    const path = normalize(decodeURIComponent(new URL(address, 'http://localhost').pathname));
    if (!path.startsWith(base)) return undefined;
    return path.slice(base.length).replace(/(^|\/)$/, '$1index.html');
  } catch {
    return undefined;
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}
