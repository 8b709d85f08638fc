/** What stands where a `$ref`, or a discriminator's mapping, may name another file. */
export function referencesIn(text: string): Set<string> {
  const found = new Set<string>();
  // Written with an escape, an alias or over lines, a reference is not seen: then each word counts.
  const plain = !/\$ref["']?\s*:\s*(?:[>|&*!]|$)|\\(?:u00|x)(?:24|7[26]|6[56])/m.test(text);
  const pattern = plain
    ? /\$ref["']?\s*:\s*["']?([^"'\s#,}]+)|["'\s]([^"'\s#,}]+\.(?:ya?ml|json))(?=["'\s#,}]|$)/gi
    : /([^"'\s#,}]+)/g;
  for (const [, first, second] of text.matchAll(pattern)) found.add((first ?? second)!);
  return found;
}
