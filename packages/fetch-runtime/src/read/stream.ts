import type { Bytes } from '../operation.js';

/** Whether a body can be read piece by piece: in React Native, and with some stand-ins for `fetch`, it cannot. */
export function isStream(body: unknown): body is ReadableStream<Bytes> {
  return typeof Object(body).getReader === 'function';
}

/** Pieces as one, at most `limitBytes` of them. */
export function joined(pieces: readonly Bytes[], limitBytes: number = Infinity): Bytes {
  if (pieces.length === 1 && limitBytes === Infinity) return pieces[0]!;
  const length = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const bytes = new Uint8Array(Math.min(length, limitBytes));
  let at = 0;
  for (const piece of pieces) {
    const part = piece.subarray(0, bytes.length - at);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
