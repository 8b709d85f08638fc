import { Ajv, type ErrorObject } from 'ajv';
// The formats alone: the plugin around them wants the very ajv it was installed with.
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { SpecDocument } from './document.js';

/** The rules of the schema at `pointer` that `value` breaks: where in it, and what is asked for. Never a value. */
export type Validate = (pointer: string, value: unknown) => string[];

type Compiled = NonNullable<ReturnType<Ajv['getSchema']>>;

/** Makes a function that compiles each schema of the document when it is first asked for. */
export function createValidate(document: SpecDocument): Validate {
  // Not strict: the vendors' schemas have, say, `required` without the `properties` beside it.
  const ajv = new Ajv({ allErrors: true, strict: false, formats: fullFormats });
  ajv.addSchema(document, 'spec');
  const compiled = new Map<string, Compiled>();

  function compile(pointer: string): Compiled {
    const validate = ajv.getSchema(`spec${pointer}`);
    if (validate === undefined) throw new ReferenceError(`The embedded spec has no ${pointer}.`);
    compiled.set(pointer, validate);
    return validate;
  }

  return (pointer, value) => {
    // The compiler's own way to find what it has compiled takes longer than most checks.
    const validate = compiled.get(pointer) ?? compile(pointer);
    return validate(value) === true ? [] : rules(validate.errors ?? []);
  };
}

function rules(errors: readonly ErrorObject[]): string[] {
  // What each of the shapes would have asked for says nothing to somebody who meant one of them.
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath);
  const outer = choices.filter((path) => !choices.some((other) => path.startsWith(`${other}/`)));
  const mistyped = errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath);
  const told = errors.filter(({ keyword, instancePath }) => {
    if (outer.some((path) => instancePath.startsWith(`${path}/`))) return false;
    if (outer.includes(instancePath)) return keyword === 'anyOf';
    // A text that should be a number has no format of a number either.
    return keyword === 'type' || !mistyped.includes(instancePath);
  });
  return [...new Set(told.map(rule))];
}

function rule({ keyword, instancePath, message, params }: ErrorObject): string {
  return [instancePath, Object.hasOwn(words, keyword) ? words[keyword]!(params) : message].join(' ').trim();
}

/** For the keywords whose message by ajv leaves out what is asked for. */
const words: Readonly<Record<string, (params: ErrorObject['params']) => string>> = {
  anyOf: () => 'must have one of the described shapes',
  enum: ({ allowedValues }) => `must be one of ${(allowedValues as unknown[]).join(', ')}`,
  type: ({ type }) => `must be ${[type].flat().join(' or ')}`,
};
