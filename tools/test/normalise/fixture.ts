import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Transform } from '../../src/generate/normalise/transform.js';
import type { OpenApiDocument } from '../../src/generate/openapi/document.js';
import { apply } from '../documents.js';

export function fixture(transform: string, file: 'before' | 'after'): OpenApiDocument {
  const path = new URL(`./fixtures/${transform}/${file}.yaml`, import.meta.url);
  return parse(readFileSync(fileURLToPath(path), 'utf8')) as OpenApiDocument;
}

/** The transform turns before.yaml into after.yaml, in the same order of keys, and finds nothing more to do then. */
export function expectFixture(transform: Transform): string[] {
  const document = fixture(transform.name, 'before');
  const report = apply(transform, document);
  const after = fixture(transform.name, 'after');
  expect(document).toEqual(after);
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(
    Object.keys(after.components?.schemas ?? {}),
  );
  const again = structuredClone(document);
  expect(apply(transform, again)).toEqual([]);
  expect(again).toEqual(document);
  return report;
}
