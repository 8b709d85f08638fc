/** One step of a program: the lines below a comment `// 1. What is done`. */
export interface Step {
  readonly headline: string;
  /** Of the headline, from 1. */
  readonly line: number;
  readonly code: readonly string[];
}

/** A program as the tour tells it. */
export interface Chapter {
  /** Its first line, which is a comment. */
  readonly title: string;
  /** What stands between the imports and the first step. */
  readonly setUp: readonly string[];
  readonly steps: readonly Step[];
}

/**
 * Reads the text of a program. Its first line is `// Title`, an empty line ends its imports, and each step begins with a
 * numbered comment and ends with a `console.log` of one line.
 */
export function chapterOf(source: string): Chapter {
  const lines = source.split('\n');
  const starts = lines.flatMap((text, index) => (/^\/\/ \d+\. /.test(text) ? [index] : []));
  const steps = starts.map((start, number) => ({
    headline: lines[start]!.slice('// '.length),
    line: start + 1,
    code: beforeTheLine(lines.slice(start + 1, starts[number + 1])),
  }));
  const setUp = withoutEmptyEnds(lines.slice(lines.indexOf(''), starts[0]));
  return { title: lines[0]!.replace(/^\/\/ /, ''), setUp, steps };
}

/** Without what the step prints, which the tour shows anyway. */
function beforeTheLine(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => line.startsWith('console.log('));
  return withoutEmptyEnds(end < 0 ? lines : lines.slice(0, end));
}

function withoutEmptyEnds(lines: readonly string[]): string[] {
  return lines.join('\n').trim().split('\n');
}
