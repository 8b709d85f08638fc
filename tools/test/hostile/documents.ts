import * as fc from 'fast-check';
import { lenientDocument } from './lenient-document.js';
import { isKeyword, type Place, placesOf, renamed, textPlacesOf, withText, withValue } from './mutate.js';
import { type Json, strictDocument } from './strict-document.js';
import { hostileJson, hostileText } from './texts.js';

/** The harmless documents, by name. */
export const harmless: Readonly<Record<'strict' | 'lenient', Json>> = {
  strict: strictDocument,
  lenient: lenientDocument,
};

/** A harmless document with something hostile in it. */
export interface Mutation {
  readonly base: 'strict' | 'lenient';
  readonly change: 'text' | 'name' | 'value' | 'extension';
  /** Where: of a name, one of the places that hold it. */
  readonly places: readonly Place[];
  /** What stands there now. */
  readonly with: readonly Json[];
  readonly document: Json;
}

/** A mutation in a message: without the document, which it can be made from again. */
export function described({ base, change, places, with: values }: Mutation): string {
  const shown = places.map(
    ({ path, kind }, index) => `${kind} ${path.join(' › ')} ← ${JSON.stringify(values[index])}`,
  );
  return `${base} document, ${change}: ${shown.join('; ')}`;
}

/** One text, or two at once, in any place that holds one, keys included; nothing else is changed. */
export const textMutation: fc.Arbitrary<Mutation> = onBase((base) => {
  const places = textPlacesOf(harmless[base]);
  return fc
    .array(fc.tuple(fc.constantFrom(...places), hostileText), { minLength: 1, maxLength: 2 })
    .map((changes) => ({
      change: 'text',
      places: changes.map(([place]) => place),
      with: changes.map(([, text]) => text),
      // The deeper first: a key that changes takes the way to what is below it.
      document: [...changes]
        .sort(([a], [b]) => b.path.length - a.path.length || (a.kind === 'value' ? -1 : 1))
        .reduce((document, [place, text]) => withText(document, place, text), harmless[base]),
    }));
});

/** A name that is another in every place that holds it. */
export const nameMutation: fc.Arbitrary<Mutation> = onBase((base) => {
  const places = textPlacesOf(harmless[base]).filter(({ value }) => !isKeyword(value as string));
  return fc.tuple(fc.constantFrom(...places), hostileText).map(([place, text]) => ({
    change: 'name',
    places: [place],
    with: [text],
    document: renamed(harmless[base], place.value as string, text),
  }));
});

/** Any JSON value in the place of any other. */
export const valueMutation: fc.Arbitrary<Mutation> = onBase((base) => {
  const places = placesOf(harmless[base]).filter(({ kind }) => kind === 'value');
  // More often within an extension: no table of the standard knows the types there.
  const extended = places.filter(({ path }) => path.some((step) => String(step).startsWith('x-')));
  const place = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...places) },
    { weight: 1, arbitrary: fc.constantFrom(...extended) },
  );
  return fc.tuple(place, hostileJson).map(([at, value]) => ({
    change: 'value',
    places: [at],
    with: [value],
    document: withValue(harmless[base], at.path, value),
  }));
});

/** Members that these tools read or write themselves, and one that they have never heard of. */
const extensions = [
  ...[
    'x-function',
    'x-type',
    'x-id',
    'x-int64',
    'x-open-enum',
    'x-error-when',
    'x-pagination',
    'x-outcome-check',
  ],
  ...['x-idempotent', 'x-internal', 'x-enum-varnames', 'x-uses', 'x-path', 'x-group', 'x-hostile'],
];

/** An extension with any JSON value at any object. */
export const extensionMutation: fc.Arbitrary<Mutation> = onBase((base) => {
  const objects = placesOf(harmless[base]).filter(
    ({ kind, value }) =>
      kind === 'value' && typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  return fc
    .tuple(fc.constantFrom(...objects), fc.constantFrom(...extensions), hostileJson)
    .map(([place, name, value]) => ({
      change: 'extension',
      places: [{ ...place, path: [...place.path, name] }],
      with: [value],
      document: withValue(harmless[base], [...place.path, name], value),
    }));
});

/** Any of them. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 4, arbitrary: textMutation },
  { weight: 3, arbitrary: nameMutation },
  { weight: 3, arbitrary: valueMutation },
  { weight: 2, arbitrary: extensionMutation },
);

/**
 * A document as the text of a file, in ASCII: whatever is in it, the file can be written and read.
 * `JSON.parse` of it is the document.
 */
export function fileText(document: Json): string {
  return JSON.stringify(document).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function onBase(
  make: (base: 'strict' | 'lenient') => fc.Arbitrary<Omit<Mutation, 'base'>>,
): fc.Arbitrary<Mutation> {
  return fc.oneof(
    ...(['strict', 'lenient'] as const).map((base) =>
      make(base).map((made) => {
        const whole = { base, ...made };
        return { ...whole, [fc.toStringMethod]: () => described(whole) };
      }),
    ),
  );
}
