/** What a text scan finds: the values of `$ref`s to other files, and words that may name one. */
export interface TextReferences {
  refs: ReadonlySet<string>;
  /** File names elsewhere, as in the mapping of a discriminator; few of them are references. */
  names: ReadonlySet<string>;
}

/** A key `$ref` over lines or with an escape in it, or anything but text on its line. */
const odd = /\$ref["']?[ \t]*(?:$|:[ \t]*(?:[>|&*!\r]|$))|"[^"\\\n]*\\[^"\n]*"\s*:/m;
const reference = /\$ref["']?\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,}]+))/g;
const fileNameEnd = /(\.(?:ya?ml|json))(?:["'\s#,}]|$)/gi;
const betweenWords = /["'\s#,}]/;

/** Finds references to other files without parsing; undefined when the text is written too oddly for that. */
export function referencesIn(text: string): TextReferences | undefined {
  if (odd.test(text)) return undefined;
  const refs = new Set<string>();
  for (const [, double, single, plain] of text.matchAll(reference)) {
    const value = double ?? single ?? plain!;
    if (!value.startsWith('#')) refs.add(value);
  }
  const names = new Set<string>();
  for (const { 1: extension = '', index } of text.matchAll(fileNameEnd)) {
    // A word has one end, so each is gone back over once; a search from its start would try each of its letters.
    let start = index;
    while (start > 0 && !betweenWords.test(text[start - 1]!)) start -= 1;
    if (start < index) names.add(text.slice(start, index + extension.length));
  }
  return { refs, names };
}
