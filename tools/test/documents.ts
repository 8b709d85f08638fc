import type { Transform } from '../src/generate/normalise/transform.js';
import type { OpenApiDocument, PathItem } from '../src/generate/openapi/document.js';

/** A document with these paths and nothing else of note. */
export function documentOf(
  paths: Record<string, PathItem>,
  rest: Partial<OpenApiDocument> = {},
): OpenApiDocument {
  return { openapi: '3.0.3', info: { title: 'Test', version: '1.0.0' }, paths, ...rest };
}

/** Applies a transform; answers what it reported. */
export function apply(transform: Transform, document: OpenApiDocument): string[] {
  const lines: string[] = [];
  transform.apply(document, (line) => lines.push(line));
  return lines;
}
