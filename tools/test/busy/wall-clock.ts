import ts from 'typescript';

/** The least that a limit of real time may be in a test: what meets it hangs. */
export const HANG_MS = 60_000;

const clock = /\b(performance\.now|Date\.now|process\.hrtime(\.bigint)?|process\.uptime)\(\)/;
const runners = ['test', 'it', 'beforeAll', 'beforeEach', 'afterAll', 'afterEach'];
const waits = ['setTimeout', 'passed', 'sleep', 'AbortSignal.timeout'];
const bounds = /^toBe(Less|Greater)Than(OrEqual)?$/;
/** `tookMs`, `elapsedMs`; the CPU time of the process is another thing. */
const elapsed = /\b(took|after|elapsed|lasted|waited)(Ms|Seconds)\b/i;

/** How a test would fail on a machine that has other things to do: by the time of day. */
export function wallClockProblems(text: string, path = 'source.ts'): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what =
      (ts.isBinaryExpression(node) && ofSum(node)) ||
      (ts.isCallExpression(node) && (ofLimit(node) || ofBound(node) || ofWait(node))) ||
      (ts.isPropertyAssignment(node) && ofPreset(node));
    if (what) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push(`line ${line + 1}: ${what}: ${node.getText().slice(0, 70)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Time that has passed, or a moment to give up that comes before a hang. A moment long ago is neither. */
function ofSum({ left, operatorToken, right }: ts.BinaryExpression): string | undefined {
  const isOfClock = [left, right].some((side) => clock.test(side.getText()));
  if (!isOfClock) return;
  const { kind } = operatorToken;
  const [leftMs, rightMs] = [numberOf(left), numberOf(right)];
  if (kind === ts.SyntaxKind.MinusToken && rightMs === undefined) return 'elapsed time';
  const addedMs = leftMs ?? rightMs;
  if (kind === ts.SyntaxKind.PlusToken && addedMs !== undefined && addedMs < HANG_MS)
    return 'a moment to give up that a busy machine meets';
  return;
}

/** A time limit for a test, or a hook, that is met by more than a hang. */
function ofLimit({ expression, arguments: given }: ts.CallExpression): string | undefined {
  const last = given.at(-1);
  const limitMs = last === undefined ? undefined : numberOf(last);
  if (limitMs === undefined || limitMs >= HANG_MS) return;
  const isSetting = expression.getText() === 'jest.setTimeout';
  if (isSetting || (given.length > 1 && runners.includes(rootOf(expression)))) return 'a short time limit';
  return;
}

/** Seconds that really pass, in the hope that something has happened by then, or has not. */
function ofWait({ expression, arguments: given }: ts.CallExpression): string | undefined {
  if (!waits.includes(expression.getText().replace(/^globalThis\./, ''))) return;
  const isLong = given.some((argument) => (numberOf(argument) ?? 0) >= 1_000);
  return isLong ? 'a wait of seconds' : undefined;
}

/** `expect(tookMs).toBeLessThan(…)`. */
function ofBound({ expression }: ts.CallExpression): string | undefined {
  if (!ts.isPropertyAccessExpression(expression) || !bounds.test(expression.name.text)) return;
  const expected = expression.expression.getText();
  return elapsed.test(expected) ? 'a bound for a time' : undefined;
}

function ofPreset({ name, initializer }: ts.PropertyAssignment): string | undefined {
  const limitMs = name.getText() === 'testTimeout' ? numberOf(initializer) : undefined;
  return limitMs !== undefined && limitMs < HANG_MS ? 'a short time limit' : undefined;
}

/** Of a literal, or of what multiplies and adds some. */
function numberOf(node: ts.Node): number | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isParenthesizedExpression(node)) return numberOf(node.expression);
  if (!ts.isBinaryExpression(node)) return undefined;
  const [left, right] = [numberOf(node.left), numberOf(node.right)];
  if (left === undefined || right === undefined) return undefined;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.AsteriskToken) return left * right;
  return kind === ts.SyntaxKind.PlusToken ? left + right : undefined;
}

/** `test` of `test.each(…)('…', …)`. */
function rootOf(node: ts.Node): string {
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return rootOf(node.expression);
  if (ts.isTaggedTemplateExpression(node)) return rootOf(node.tag);
  return ts.isIdentifier(node) ? node.text : '';
}
