/** A class whose static members name its package and itself, the same in every copy of this package. */
interface ErrorClass {
  readonly prototype: object;
  readonly brand?: string;
  readonly kind?: string;
}

/**
 * An `Error` whose classes carry names, so that `instanceof` recognises it in every copy of this package: as an ES
 * module and as CommonJS, installed twice, in another version.
 *
 * A constant with a type, and not a class: its declaration needs no computed name, which TypeScript's
 * `transpileDeclaration` writes twice.
 */
export const BrandedError: typeof Error = class extends Error {
  static readonly brand = '@acme/fetch-runtime';

  static override [Symbol.hasInstance](value: unknown): boolean {
    try {
      // biome-ignore lint/complexity/noThisInStatic: the class that is asked about is a derived one
      return isOf(this, value);
    } catch {
      // A proxy that is revoked, which can be thrown as well, has no prototype.
      return false;
    }
  }
} as unknown as typeof Error;

function isOf(asked: ErrorClass, value: unknown): boolean {
  // A class that you derive has no kind of its own, so only its prototype tells.
  const kind = Object.hasOwn(asked, 'kind') && asked.kind;
  for (let type: unknown = Object(value); type !== null; ) {
    type = Object.getPrototypeOf(type);
    if (type === asked.prototype) return true;
    const { constructor: known }: { constructor?: ErrorClass } = Object(type);
    if (known !== undefined && known.kind === kind && known.brand === asked.brand) return true;
  }
  return false;
}
