import { request } from 'node:http';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** With a `Host` of its own, which fetch does not let one set. */
export function ask(
  port: number,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(pieces).toString() }),
      );
    });
    call.on('error', reject);
    call.end();
  });
}
