import { type Code, empty, join, ts } from '../../print/code.js';
import { identifier } from '../../print/literal.js';
import { printedAt } from '../../print/printed-at.js';
import type { ApiModel } from '../model/model.js';
import { child } from '../openapi/json.js';
import { schemaComment } from './comment.js';
import { own } from './names.js';
import { schemaType } from './schema-type.js';
import { broken, plain, type TypeText } from './type-text.js';

const width = 110;

/**
 * Prints every component schema as an exported type, an interface where it is an object, else an alias: what
 * `models/index.ts` holds. Types only, nothing for run time. Component names must be identifiers (`name-schemas`).
 *
 * @throws SpecError for a value that no type can be made of, with its place.
 */
export function printModels({
  document,
  schemas,
  facts,
}: Pick<ApiModel, 'document' | 'schemas' | 'facts'>): Code {
  const declarations = Object.entries(schemas).map(([name, schema]) =>
    printedAt(child('/components/schemas', name), () => {
      const type = schemaType(schema, { document, facts, names: own });
      return ts`${schemaComment(schema)}${declaration(name, type)}`;
    }),
  );
  const body = declarations.length === 0 ? ts`export {};\n` : join(declarations, ts`\n`);
  const start = body.uses.has('Int64') ? ts`import type { Int64 } from '@acme/fetch-runtime';\n\n` : empty;
  return ts`${start}${body}`;
}

function declaration(name: string, type: TypeText): Code {
  if (type.isBody === true) return ts`export interface ${identifier(name)} ${plain(type)}\n`;
  return ts`export type ${identifier(name)} =${broken(type, width - 'export type  = ;'.length - name.length)};\n`;
}
