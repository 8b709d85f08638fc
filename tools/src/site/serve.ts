import { createServer } from 'node:http';
import sirv from 'sirv';
import { listen } from '../shared/loopback.js';

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
 * @param options `base`: the path the folder is mounted at, default `/`.
 */
export async function serveFolder(
  folder: string,
  { base = '/' }: { readonly base?: string } = {},
): Promise<ServedFolder> {
  const files = sirv(folder, { dev: true, extensions: [] });
  const server = createServer((request, response) => {
    const notFound = (): void => void response.writeHead(404).end('not found\n');
    if (request.url?.startsWith(base) !== true) return notFound();
    // sirv would also look for `page.html` where `page` is asked for: not every server does.
    request.url = request.url.slice(base.length - 1).replace(/\/(?=\?|$)/, '/index.html');
    files(request, response, notFound);
  });
  const { origin, close } = await listen(server);
  return { url: `${origin}${base}`, close };
}
