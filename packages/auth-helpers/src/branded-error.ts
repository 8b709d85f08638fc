const BRAND = '@acme/auth-helpers';

/** A class whose static `kind` is its name, the same in every copy of it. */
interface ErrorClass {
  readonly prototype: object;
  readonly kind?: string;
}

/**
 * An `Error` whose classes are the same in all copies of this package: each entry is one file with classes of its own,
 * and ES modules and CommonJS have theirs. `AuthError` is the kind of all.
 *
 * A constant with a type, and not a class: its declaration needs no computed name, which TypeScript's
 * `transpileDeclaration` writes twice.
 */
export const BrandedError: typeof Error = class extends Error {
  constructor(message?: string, options?: ErrorOptions) {
    super(message, options);
    const { kind }: ErrorClass = new.target;
    Object.defineProperty(this, 'name', { value: kind, configurable: true });
    Object.defineProperty(this, Symbol.for(BRAND), { value: kind });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked about is a derived one
    return isOf(this, value);
  }
} as typeof Error;

function isOf(asked: ErrorClass, value: unknown): boolean {
  if (Function.prototype[Symbol.hasInstance].call(asked, value)) return true;
  const brand: unknown = Object(value)[Symbol.for(BRAND)];
  // A class that somebody derives has no kind of its own, and is told by its prototype alone.
  const isOurs = brand !== undefined && Object.hasOwn(asked, 'kind');
  return isOurs && (asked.kind === 'AuthError' || asked.kind === brand);
}
