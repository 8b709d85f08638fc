/** `Uint8Array<ArrayBuffer>`, in words that TypeScript before 5.7 understands too. */
export type Bytes = ReturnType<typeof Uint8Array.of>;

/** Whether a body can be read piece by piece: in React Native, and with some stand-ins for `fetch`, it cannot. */
export function isStream(body: unknown): body is ReadableStream<Bytes> {
  return typeof Object(body).getReader === 'function';
}

/** Pieces as one. */
export function joined(pieces: readonly Bytes[]): Bytes {
  if (pieces.length === 1) return pieces[0]!;
  const bytes = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}
