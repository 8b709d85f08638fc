/** What a text scan finds: the values of `$ref`s to other files, and words that may name one. */
export interface TextReferences {
  refs: ReadonlySet<string>;
  /** File names elsewhere, as in the mapping of a discriminator; few of them are references. */
  names: ReadonlySet<string>;
}

/** A key `$ref` over lines or with an escape in it, or anything but text on its line. */
const odd = /\$ref["']?[ \t]*(?:$|:[ \t]*(?:[>|&*!\r]|$))|"[^"\n]*\\[^"\n]*"\s*:/m;
const reference = /\$ref["']?\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,}]+))/g;
const fileName = /[^"'\s#,}]+\.(?:ya?ml|json)(?=["'\s#,}]|$)/gi;

/** Finds references to other files without parsing; undefined when the text is written too oddly for that. */
export function referencesIn(text: string): TextReferences | undefined {
  if (odd.test(text)) return undefined;
  const values = [...text.matchAll(reference)].map(([, double, single, plain]) => double ?? single ?? plain!);
  return {
    refs: new Set(values.filter((value) => !value.startsWith('#'))),
    names: new Set(text.match(fileName)),
  };
}
