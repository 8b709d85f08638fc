import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { requestTarget } from '../../core/request.js';
import { isLoopback } from './listen.js';

/**
 * Makes the guard against pages of other origins in the browser of who runs the sandbox. It refuses a request, whatever
 * it is for, and says why:
 *
 * - with 421 (RFC 9110, section 15.5.20) where its `Host`, or the authority of a target in absolute-form, is not a name
 *   of this server: see {@link hostCheck}
 * - with 403 where the browser says in `Sec-Fetch-Site` (W3C Fetch Metadata) that another origin asks. A link to the
 *   page and a redirect of a payer are no such requests: they only show what is here.
 *
 * @returns whether a request is refused; it is answered then.
 */
export function foreignRequests(
  options: HostOptions,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const isOurs = hostCheck(options);
  const names = isLoopback(options.host) ? '127.0.0.1, localhost or [::1]' : 'its IP address or localhost';
  const hint = `Call it by ${names}; for another name, start it with --allow-host NAME.`;
  const wrongHost = `The sandbox does not accept this Host. ${hint}`;

  return (request, response) => {
    const { authority } = requestTarget(request.url);
    const isMeant = isOurs(request.headers.host) && (authority === undefined || isOurs(authority));
    if (!isMeant) return refuse(response, 421, wrongHost);
    if (isOfOtherOrigin(request)) {
      return refuse(response, 403, 'The sandbox does not accept requests from pages of another origin.');
    }
    return false;
  };
}

function isOfOtherOrigin({ method, headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== 'cross-site' && site !== 'same-site') return false;
  return (method !== 'GET' && method !== 'HEAD') || headers['sec-fetch-mode'] !== 'navigate';
}

function refuse(response: ServerResponse, status: 403 | 421, reason: string): true {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    // Its body, if there is one, is not read.
    connection: 'close',
  });
  response.end(`${reason}\n`);
  return true;
}

/** By which names a server answers. */
interface HostOptions {
  /** Where it listens. */
  readonly host: string;
  /** Names that are good besides its addresses, without port. */
  readonly allowHosts?: readonly string[] | undefined;
}

/** Whether the value of a `Host` header names this server. */
type HostCheck = (header: string | undefined) => boolean;

/**
 * Makes the check that keeps out DNS rebinding: a page on the web whose name comes to lead to this machine is of the
 * same origin as what answers there, and could read and control it; its `Host` is still the name of the page.
 *
 * A server on loopback answers to `localhost`, 127.0.0.0/8 and `[::1]`; any other to `localhost`, to every IP address,
 * which cannot be made to lead elsewhere, and to `host`. Both answer to `allowHosts`. The port does not matter.
 */
function hostCheck({ host, allowHosts = [] }: HostOptions): HostCheck {
  const names = new Set(['localhost', host, ...allowHosts].map((name) => name.toLowerCase()));
  const isGoodAddress = isLoopback(host) ? isLoopback : (name: string) => isIP(name) !== 0;
  // Nearly all calls come by the same name.
  let known: string | undefined;
  return (header) => {
    if (header === undefined) return false;
    if (header === known) return true;
    const name = nameIn(header);
    const isGood = name !== undefined && (names.has(name) || isGoodAddress(name));
    if (isGood) known = header;
    return isGood;
  };
}

/** Without port and brackets (RFC 9110, section 7.2). @returns `undefined` for what is no authority of a URL. */
function nameIn(header: string): string | undefined {
  const [, address, name, port = ''] = /^(?:\[([\da-f:.]+)\]|([^:[\]]+))(?::(\d*))?$/i.exec(header) ?? [];
  return Number(port) > highestPort ? undefined : (address ?? name)?.toLowerCase();
}

const highestPort = 65_535;
