const BRAND = '@acme/fetch-runtime';

/** A class whose static `kind` is its name, the same in every copy of this package. */
interface ErrorClass {
  readonly prototype: object;
  readonly kind?: string;
}

/**
 * An `Error` that carries the kinds of its classes, so that `instanceof` recognises it in every copy of this package:
 * as an ES module and as CommonJS, installed twice, in another version.
 *
 * A constant with a type, and not a class: its declaration needs no computed name, which TypeScript's
 * `transpileDeclaration` writes twice.
 */
export const BrandedError: typeof Error = class extends Error {
  constructor(message?: string, options?: ErrorOptions) {
    super(message, options);
    const kinds: string[] = [];
    for (let type: ErrorClass = new.target; type.kind !== undefined; type = Object.getPrototypeOf(type))
      kinds.push(type.kind);
    Object.defineProperty(this, Symbol.for(BRAND), { value: kinds });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked about is a derived one
    return isOf(this, value);
  }
} as typeof Error;

function isOf(asked: ErrorClass, value: unknown): boolean {
  if (Function.prototype[Symbol.hasInstance].call(asked, value)) return true;
  // A class that you derive has no kind of its own, so only its prototype tells.
  const kinds: unknown = Object.hasOwn(asked, 'kind') && Object(value)[Symbol.for(BRAND)];
  return Array.isArray(kinds) && kinds.includes(asked.kind);
}
