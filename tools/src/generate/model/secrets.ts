import { deref } from '../openapi/declared.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';

/** How names of tokens, passwords and keys end, in words that `_` joins. */
const credential = /(?:^|_)(?:token|secret|password)(?:_id)?$|(?:^|_)(?:api|session|private|access)_key$/;

/** A text that is a credential by its format. */
export function isSecret({ format }: Schema): boolean {
  return format === 'password';
}

/** A credential by its format, or an object with a text that is one by its name, as the result of a login. */
export function showsCredential(document: OpenApiDocument, schema: Schema): boolean {
  return (
    isSecret(schema) ||
    Object.entries(schema.properties ?? {}).some(
      ([name, property]) => isCredential(inWords(name)) && isText(deref(document, property)),
    )
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
