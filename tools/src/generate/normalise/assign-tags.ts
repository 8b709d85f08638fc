import { fileKey } from '../../print/file-key.js';
import { pascalCase, shortened } from '../../print/words.js';
import { operationsOf } from '../openapi/operations.js';
import type { Transform } from './transform.js';

/**
 * Leaves each operation one tag that is the name of its API class without `Api`. An operation with two tags would be
 * generated twice (openapi-generator #1998), and tags that differ in case only would share a file on some disks.
 */
export const assignTags: Transform = {
  name: 'assign-tags',
  apply(document, report) {
    const spelling = new Map<string, string>();
    const descriptions = new Map<string, string>();
    for (const { name, description } of document.tags ?? []) {
      const key = fileKey(className(name));
      if (description !== undefined && !descriptions.has(key)) descriptions.set(key, description);
    }
    for (const { operation } of operationsOf(document)) {
      const [first, ...others] = operation.tags ?? [];
      const wanted = className(first);
      const name = spelling.get(fileKey(wanted)) ?? wanted;
      spelling.set(fileKey(name), name);
      if (others.length > 0) report(`${operation.operationId}: only its first tag counts, ${name}Api`);
      operation.tags = [name];
    }
    document.tags = [...spelling.values()].map((name) => {
      const description = descriptions.get(fileKey(name));
      return description === undefined ? { name } : { name, description };
    });
  },
};

function className(tag: string | undefined): string {
  // The generator keeps only Latin letters of a tag, and puts what has none into DefaultApi.
  const latin = shortened(pascalCase((tag ?? '').replace(/[^A-Za-z0-9]+/g, ' ')));
  if (latin === '') return 'Default';
  return /^[A-Za-z]/.test(latin) ? latin : `Tag${latin}`;
}
