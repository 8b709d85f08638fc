/**
 * Finds the ends of code spans (CommonMark 0.31.2, 6.1): a run of backticks is closed by the next run of its length.
 * All runs are found in one pass, as a search from each of them would take the square of the text's length.
 *
 * @returns where the run that closes the one at `start` begins; `undefined` where none does. Ask from front to back.
 */
export function codeSpans(text: string): (start: number, length: number) => number | undefined {
  const byLength = new Map<number, { readonly starts: number[]; next: number }>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const runs = byLength.get(run.length) ?? { starts: [], next: 0 };
    runs.starts.push(index);
    byLength.set(run.length, runs);
  }
  return (start, length) => {
    const runs = byLength.get(length);
    if (runs === undefined) return undefined;
    while (runs.next < runs.starts.length && runs.starts[runs.next]! <= start) runs.next += 1;
    return runs.starts[runs.next];
  };
}
