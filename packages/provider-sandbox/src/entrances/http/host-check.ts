import { isIP } from 'node:net';
import { isLoopback } from './listen.js';

/** By which names a server answers. */
export interface HostOptions {
  /** Where it listens. */
  readonly host: string;
  /** Names that are good besides its addresses, without port. */
  readonly allowHosts?: readonly string[] | undefined;
}

/** Whether the value of a `Host` header names this server. */
export type HostCheck = (header: string | undefined) => boolean;

/**
 * Makes the check that keeps out DNS rebinding: a page on the web whose name comes to lead to this machine is of the
 * same origin as what answers there, and could read and control it; its `Host` is still the name of the page.
 *
 * A server on loopback answers to `localhost`, 127.0.0.0/8 and `[::1]`; any other to `localhost`, to every IP address,
 * which cannot be made to lead elsewhere, and to `host`. Both answer to `allowHosts`. The port does not matter.
 */
export function hostCheck({ host, allowHosts = [] }: HostOptions): HostCheck {
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
