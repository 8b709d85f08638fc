import type { Origin } from './bundle.js';
import type { SourceFile } from './read-file.js';

/** A place in a file, as it was written. */
export interface Written {
  readonly source: SourceFile;
  /** JSON Pointer in that file. */
  readonly at: string;
}

/** Where the parts of a document were written: in the spec itself, or where they were brought or moved from. */
export class Origins {
  readonly #spec: SourceFile;
  readonly #byPointer: Map<string, Written>;

  constructor(spec: SourceFile, origins: readonly Origin[]) {
    this.#spec = spec;
    // Of two of one place the first brought the second in.
    this.#byPointer = new Map(
      [...origins].reverse().map(({ pointer, source, at }) => [pointer, { source, at }]),
    );
  }

  /** Where what a pointer names was written: within the innermost part that it is in. */
  of(pointer: string): Written {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      const origin = this.#byPointer.get(pointer.slice(0, end));
      if (origin !== undefined) return { source: origin.source, at: origin.at + pointer.slice(end) };
    }
    return { source: this.#spec, at: pointer };
  }

  /** Notes that parts now stand elsewhere. All are looked up as they stood before. */
  move(moves: readonly (readonly [from: string, to: string])[]): void {
    const written = moves.map(([from, to]) => [to, this.of(from)] as const);
    for (const [to, origin] of written) this.#byPointer.set(to, origin);
  }
}
