/** The code of a step, as it stands in its file. */
export interface StepCode {
  /** Of the first line of `code`, from 1. */
  readonly line: number;
  readonly code: readonly string[];
}

/**
 * Finds what a step runs: what stands between `run` and `saw` below its headline. So what is printed is what was
 * run, and nobody keeps two of them alike.
 *
 * @throws RangeError when the file has no such step.
 */
export function stepCode(source: string, headline: string): StepCode {
  const lines = source.split('\n');
  const begin = lines.findIndex((line) => line.includes(`'${headline}'`));
  const first = lines.findIndex((line, index) => index > begin && /^\s*(run: |async run\()/.test(line));
  const end = lines.findIndex((line, index) => index > first && /^\s*saw[:(]/.test(line));
  if (begin < 0 || first < 0 || end < 0) throw new RangeError(`there is no step "${headline}" in the file`);
  const code = lines.slice(first, end);
  code[0] = code[0]!.replace(/^\s*(run: (async )?\(\) =>|async run\(\)) ?/, '');
  if (code[0] === '{') return { line: first + 2, code: dedented(code.slice(1, -1)) };
  code.push(code.pop()!.replace(/,$/, ''));
  const isOnNextLine = code[0] === '';
  return { line: first + (isOnNextLine ? 2 : 1), code: dedented(isOnNextLine ? code.slice(1) : code) };
}

/**
 * What a chapter makes before its first step: from below its title to the configuration of the client. Nothing for a
 * chapter that makes none.
 */
export function setUpCode(source: string, title: string): readonly string[] {
  const lines = source.split('\n');
  const begin = lines.findIndex((line) => line.includes(`'${title}'`));
  const firstStep = lines.findIndex((line, index) => index > begin && line.includes('step({'));
  const before = lines.slice(begin + 1, firstStep);
  const last = before.findIndex((line) => line.trimStart().startsWith('const configuration = '));
  return last < 0 ? [] : dedented(before.slice(0, last + 1));
}

function dedented(code: readonly string[]): string[] {
  const depths = code.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const depth = Math.min(...depths);
  return code.map((line) => line.slice(depth));
}
