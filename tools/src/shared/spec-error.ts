import { escapedUnseen, printableLines } from './text.js';

/** One finding about an input file; `line` and `column` start at 1. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  rule: string;
  message: string;
  severity: 'error' | 'warning';
}

const shownAtMost = 30;

/** The input is at fault: printed without a stack trace. `message` says what is wrong, where, and what to do. */
export class SpecError extends Error {
  override readonly name: string = 'SpecError';
  /** Stable: `spec_refused`, `spec_unreadable`, `spec_unprintable`, `spec_keyword` and those of `resolve-schema-refs`. */
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(code: string, message: string, problems: readonly Problem[] = []) {
    super(printableLines(message));
    this.code = code;
    this.problems = problems;
  }
}

/** One line a problem: `specs/x.yaml:12:5 error rule-name message`. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems
    .map(({ file, line, column, severity, rule, message }) =>
      escapedUnseen(`${file}:${line}:${column} ${severity} ${rule} ${message}`),
    )
    .join('\n');
}

/** A refusal of `file` for the errors among `problems`, sorted by place, listing at most thirty in its message. */
export function refuse(file: string, problems: readonly Problem[], code = 'spec_refused'): SpecError {
  const errors = problems.filter((problem) => problem.severity === 'error').sort(byPlace);
  const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  const list = formatProblems(errors.slice(0, shownAtMost));
  const rest = errors.length > shownAtMost ? `\n${unlisted(errors)}` : '';
  return new SpecError(
    code,
    `${escapedUnseen(file)} has ${count}. Fix these and run the command again.\n${list}${rest}`,
    errors,
  );
}

/** The message with all problems in it, however many: what `--verbose` shows. */
export function fullMessage({ message, problems }: SpecError): string {
  const rest = formatProblems(problems.slice(shownAtMost));
  return rest === '' ? message : message.replace(`\n${unlisted(problems)}`, () => `\n${rest}`);
}

function unlisted({ length }: readonly Problem[]): string {
  return `… and ${length - shownAtMost} more: \`npm run generate -- --verbose\` lists all of them.`;
}

/** Orders problems by file, line and column. */
export function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
