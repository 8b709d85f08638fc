/**
 * What two names have in common that some file system takes for one: APFS and NTFS ignore the case of letters, APFS
 * also how a letter is put together and what cannot be seen. Each has tables of its own, so the key joins more names
 * than any of them does: `straße` and `STRASSE`, `ſ` and `s`, the Kelvin sign and `k`, `İ` and `i`, `ς` and `σ`.
 */
export function fileKey(name: string): string {
  // Some letters change their parts with their case, so that both are done twice.
  return folded(folded(name.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')));
}

function folded(name: string): string {
  const upper = name.normalize('NFKD').toLowerCase().toUpperCase().normalize('NFKD');
  // `İ` is an I with a dot, `ı` one without: some fold either to `i`.
  return upper.replaceAll('I\u0307', 'I');
}
