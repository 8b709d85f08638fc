import type { IncomingMessage } from 'node:http';
import type { SandboxRequest } from '../../core/provider.js';
import { HeaderList, requestTarget } from '../../core/request.js';

const bodyAtMostBytes = 10 * 1024 * 1024;

/** The body is longer than the 10 MiB that the sandbox reads. */
export class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong';
}

/**
 * Reads the whole request. Its path is as it was sent: nothing is decoded and no `..` resolved.
 *
 * @throws BodyTooLong when there is more than 10 MiB of body; what node:http throws when the client goes away.
 */
export async function fromNode(request: IncomingMessage): Promise<SandboxRequest> {
  const { method = 'GET', rawHeaders } = request;
  const { target } = requestTarget(request.url);
  const mark = target.indexOf('?');
  const headers = new HeaderList(rawHeaders);
  const search = mark < 0 ? '' : target.slice(mark + 1);
  return {
    method: method.toUpperCase(),
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(search),
    search,
    headers,
    body: hasBody(headers) ? await bodyOf(request) : '',
  };
}

/** By RFC 9112, section 6.3. Reading a body that is not there takes longer than all else here. */
function hasBody(headers: HeaderList): boolean {
  return headers.has('transfer-encoding') || (headers.get('content-length') ?? '0') !== '0';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > bodyAtMostBytes)
      throw new BodyTooLong(`The sandbox reads ${bodyAtMostBytes} bytes of a body`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Splits off the first segment: `/finicity/a/b` is `finicity` and `/a/b`. */
export function splitPath(path: string): { readonly first: string; readonly rest: string } {
  if (!path.startsWith('/')) return { first: '', rest: '/' };
  const end = path.indexOf('/', 1);
  return end < 0 ? { first: path.slice(1), rest: '/' } : { first: path.slice(1, end), rest: path.slice(end) };
}
