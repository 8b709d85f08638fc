import type { OpenApiDocument } from '../openapi/document.js';

/** One named change of a document. */
export interface Transform {
  readonly name: string;
  /** Changes the (already cloned) document in place and reports what it did, one short line per change. */
  apply(document: OpenApiDocument, report: (line: string) => void): void;
}
