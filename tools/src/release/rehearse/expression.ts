import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What expressions of a workflow may name: `github`, `needs`, `steps`, `runner`, `inputs`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** The text of a value of a workflow, its `${{ … }}` replaced. @throws ExpressionError */
export function filledIn(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)(?:\}\}|$)/gs, (_, expression: string) =>
    evaluated(expression, contexts).coerceString(),
  );
}

/** Whether an `if` lets its step or job run; without one it runs. @throws ExpressionError */
export function holds(condition: string | undefined, contexts: Contexts): boolean {
  if (condition === undefined) return true;
  const result = evaluated(condition.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1'), contexts);
  return !['', 'false', '0'].includes(result.coerceString());
}

function evaluated(expression: string, contexts: Contexts): data.ExpressionData {
  const { tokens } = new Lexer(expression.trim()).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), []).parse();
  return new Evaluator(parsed, dataOf(contexts) as data.Dictionary).evaluate();
}

function dataOf(value: unknown): data.ExpressionData {
  if (value === undefined || value === null) return new data.Null();
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (typeof value !== 'object') return new data.StringData(String(value));
  return new data.Dictionary(...Object.entries(value).map(([key, inner]) => ({ key, value: dataOf(inner) })));
}
