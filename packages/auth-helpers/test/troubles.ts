import type { ServerResponse } from 'node:http';
import type { Trouble, Vendor } from './vendor.js';

/** As it goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The troubles that wait for the requests of a fake. */
export interface Troubles {
  readonly next: Vendor['next'];
  /**
   * Answers a request with the trouble that waits for it, or as the fake does.
   *
   * @param carryOut What the fake does; it may have a trouble of its own to answer with.
   */
  answer(
    response: ServerResponse,
    carryOut: () => Promise<WireAnswer | 'lost' | 'cut' | 'silence'>,
  ): Promise<void>;
}

const inFront: Readonly<Partial<Record<Trouble, [status: number, headers: WireAnswer['headers']]>>> = {
  '429': [429, { 'retry-after': '90' }],
  '502': [502, {}],
  '503': [503, {}],
  html: [200, {}],
};

const anything: WireAnswer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };

export function troubles(): Troubles {
  const waiting: Trouble[] = [];
  return {
    async next(trouble, count = 1) {
      waiting.push(...Array<Trouble>(count).fill(trouble));
    },
    async answer(response, carryOut) {
      const trouble = waiting.shift();
      const [status, headers = {}] = (trouble && inFront[trouble]) ?? [];
      if (status !== undefined) return page(response, status, headers);
      const told = await carryOut();
      if (trouble === '504') return page(response, 504, {});
      return typeof told === 'string' ? send(response, anything, told) : send(response, told, trouble);
    },
  };
}

function page(response: ServerResponse, status: number, headers: WireAnswer['headers']): void {
  response.writeHead(status, { 'content-type': 'text/html', ...headers });
  response.end(`<html><body>${status}</body></html>`);
}

function send(response: ServerResponse, answer: WireAnswer, trouble: Trouble | undefined): void {
  const { status, headers, body } = answer;
  const half = body.slice(0, Math.ceil(body.length / 2));
  const length = { 'content-length': `${Buffer.byteLength(body)}` };
  switch (trouble) {
    case 'lost':
      response.destroy();
      break;
    case 'silence':
      break;
    case 'cut':
      // Of an answer without a body there is nothing to come.
      if (half === '') response.destroy();
      else response.writeHead(status, { ...headers, ...length }).write(half, () => response.destroy());
      break;
    case 'slow':
      setTimeout(() => response.writeHead(status, headers).end(body), 100);
      break;
    case 'truncated':
      response.writeHead(status, headers).end(half);
      break;
    default:
      response.writeHead(status, headers).end(body);
  }
}
