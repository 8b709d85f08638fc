/** How far a transfer has come. */
export interface Progress {
  readonly loadedBytes: number;
  /** Of the whole; `undefined` where nobody said, or what was said counts packed bytes. */
  readonly totalBytes: number | undefined;
}

/** Told once per piece, mostly of 16 to 64 KiB. It must not block; what it throws is ignored. */
export type OnProgress = (progress: Progress) => void;

/** Adds up pieces, and tells of each. */
export function counted(
  onProgress: OnProgress | undefined,
  sizeBytes: number | undefined,
): (piece: Uint8Array) => void {
  let loadedBytes = 0;
  return ({ byteLength }) => {
    loadedBytes += byteLength;
    // In a browser, an answer from another host may hide that it was packed: then more comes than was said.
    const totalBytes = sizeBytes !== undefined && loadedBytes <= sizeBytes ? sizeBytes : undefined;
    try {
      onProgress?.({ loadedBytes, totalBytes });
    } catch {
      // An observer must not be able to break a transfer.
    }
  };
}
