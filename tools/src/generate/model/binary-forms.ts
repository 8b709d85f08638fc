import { deref } from '../openapi/declared.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { isBytes, isMultipart } from '../openapi/media-type.js';
import { operationsOf } from '../openapi/operations.js';
import { roots } from '../openapi/roots.js';
import { composedOf } from '../openapi/slots.js';
import { isBinary } from './content.js';
import { reachable } from './reachable.js';

/**
 * Where bytes are what. `format: binary` is a file as a member of a multipart form, or in a list that is one. JSON,
 * parameters, urlencoded forms and the JSON parts of a form have no bytes: there it is text.
 */
export interface BinaryForms {
  /** The schemas that are files in a form. */
  readonly files: ReadonlySet<Schema>;
  /** The schemas that are text somewhere. */
  readonly texts: ReadonlySet<Schema>;
}

export function binaryForms(document: OpenApiDocument): BinaryForms {
  const forms = new Set<Schema>();
  for (const { operation } of operationsOf(document)) {
    for (const [mediaType, { schema }] of Object.entries(operation.requestBody?.content ?? {})) {
      if (schema !== undefined && isMultipart(mediaType)) forms.add(schema);
    }
  }
  const files = new Set<Schema>();
  const starts: Schema[] = [];
  for (const form of [...forms].flatMap((schema) => alternatives(document, schema))) {
    const { additionalProperties: others } = form;
    const members = [
      ...Object.values(form.properties ?? {}),
      ...(typeof others === 'object' ? [others] : []),
    ];
    for (const member of members.flatMap((schema) => alternatives(document, schema))) {
      const items = typeof member.items === 'object' ? alternatives(document, member.items) : [];
      for (const part of [member, ...items]) {
        // What is neither a file nor a list of files is written as JSON.
        if (isBytes(part)) files.add(part);
        else if (part.properties !== undefined || part !== member) starts.push(part);
      }
    }
  }
  for (const { schema, place } of roots(document)) {
    const isWhole = place === 'body' && isBinary(deref(document, schema));
    if (!forms.has(schema) && !isWhole) starts.push(schema);
  }
  return { files, texts: new Set([...reachable(document, starts)].filter(isBytes)) };
}

/** A schema with all that it refers to and is composed of, each once. */
function alternatives(document: OpenApiDocument, schema: Schema): Schema[] {
  // Grows while it is read.
  const found = new Set([deref(document, schema)!]);
  for (const one of found) for (const part of composedOf(one)) found.add(deref(document, part)!);
  return [...found].filter((part) => typeof part === 'object');
}
