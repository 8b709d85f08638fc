import { type Code, imported, ts } from '../../print/code.js';
import { identifier } from '../../print/literal.js';

/** What the names of others are called where a type is printed. */
export interface TypeNames {
  /** The name of a component's type. */
  model(name: string): Code;
  /** `Int64` of `@acme/fetch-runtime`. */
  readonly int64: Code;
}

/** As the models call each other. */
export const own: TypeNames = { model: identifier, int64: imported('Int64') };

/** As the API files call them. */
export const throughImports: TypeNames = {
  model: (name) => ts`${imported('models')}.${identifier(name)}`,
  int64: ts`${imported('runtime')}.Int64`,
};
