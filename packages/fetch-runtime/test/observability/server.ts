import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A status with a JSON body; a page instead of one; a connection that breaks; none at all. */
export type Answer = number | 'html' | 'cut' | 'silent';

export interface Answering {
  readonly url: string;
  readonly port: number;
  /** What it answers with, in this order, whatever it is asked. */
  answers(...answers: readonly Answer[]): void;
  close(): Promise<void>;
}

/** An HTTP server on a free port of this machine. */
export async function answerInTurn(): Promise<Answering> {
  const queue: Answer[] = [];
  const server = createServer({ keepAliveTimeout: 0 }, (_request, response) =>
    give(queue.shift() ?? 599, response),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    answers: (...answers) => void queue.push(...answers),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function give(answer: Answer, response: ServerResponse): void {
  if (answer === 'silent') return;
  if (answer === 'cut') response.destroy();
  else if (answer === 'html') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
  else {
    const location = answer >= 300 && answer < 400 ? { location: '/elsewhere' } : {};
    response.writeHead(answer, { 'content-type': 'application/json', ...location }).end('{"id":1}');
  }
}
