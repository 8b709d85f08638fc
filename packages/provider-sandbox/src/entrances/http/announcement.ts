import { isLoopback, type ListeningAddress } from './listen.js';

/** Where a server can be called by a program of this machine, without a slash at its end. */
export function urlOf(host: string, { address, port }: ListeningAddress): string {
  // "All interfaces" is an address to listen on; not every system can call it.
  const name = isAnyAddress(address) ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** One sentence or two: where it listens and who can reach it. */
export function announcement(url: string, { address, port }: ListeningAddress): string {
  if (isLoopback(address)) {
    return `The sandbox listens on ${url}. Only programs on this machine can reach it.`;
  }
  if (!isAnyAddress(address)) {
    return `The sandbox listens on ${url}: every machine that reaches this address can use and control it.`;
  }
  const where = `The sandbox listens on all network interfaces, port ${port}`;
  return `${where}: every machine in your network can use and control it; here: ${url}.`;
}

function isAnyAddress(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}
