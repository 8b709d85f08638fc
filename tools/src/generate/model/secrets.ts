import { snakeCase } from '../../print/words.js';
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
      ([name, property]) => isCredential(snakeCase(name)) && isText(deref(document, property)),
    )
  );
}

/** An address where a password is changed is none. */
function isCredential(words: string): boolean {
  return credential.test(words) && !/(?:^|_)(?:url|uri)(?:_|$)/.test(words);
}

function isText(schema: Schema | undefined): boolean {
  return [schema?.type].flat().includes('string');
}
