/** Cells of text, filled up with spaces to the width of their column. @param isNumber tells the columns to align right. */
export function aligned(
  rows: readonly (readonly string[])[],
  isNumber: (column: number) => boolean = () => false,
): string[][] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length))) ?? [];
  return rows.map((row) =>
    row.map((cell, column) => cell[isNumber(column) ? 'padStart' : 'padEnd'](widths[column]!)),
  );
}
