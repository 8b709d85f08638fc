import { deref } from '../openapi/declared.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { reachable } from './reachable.js';
import type { ResponsesModel } from './responses.js';

/** How names of tokens, passwords and keys end, in words that `_` joins. */
const credential = /(?:^|_)(?:token|secret|password)(?:_id)?$|(?:^|_)(?:api|session|private|access)_key$/;

/**
 * Whether a result holds a credential, as that of a login does: a text of `format: password`, or one whose name says so.
 * Nothing that prints it may be shown as an example.
 */
export function holdsCredential(document: OpenApiDocument, { results }: ResponsesModel): boolean {
  const bodies = results.flatMap(({ contents }) => contents.flatMap(({ schema }) => schema ?? []));
  return [...reachable(document, bodies)].some(
    (schema) =>
      schema.format === 'password' ||
      Object.entries(schema.properties ?? {}).some(
        ([name, property]) => isCredential(inWords(name)) && isText(deref(document, property)),
      ),
  );
}

/** An address where a password is changed is none. */
function isCredential(words: string): boolean {
  return credential.test(words) && !/(?:^|_)(?:url|uri)(?:_|$)/.test(words);
}

/** `sessionTokenId` → `session_token_id` */
function inWords(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}

function isText(schema: Schema | undefined): boolean {
  return [schema?.type].flat().includes('string');
}
