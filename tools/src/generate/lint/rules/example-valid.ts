import { child, type JsonValue, members } from '../../openapi/json.js';
import type { Found, LintDocument, Report } from '../document.js';
import { isSpent, mismatch } from '../mismatch.js';

/** Examples fit their schemas: they become the examples of the documentation, and the answers of tests. */
export function exampleValid(document: LintDocument, report: Report): void {
  for (const found of [
    ...document.all('MediaType'),
    ...document.all('Parameter'),
    ...document.all('Header'),
  ]) {
    const { schema } = found.value;
    if (schema !== undefined) checkAll(document, found, schema, report);
  }
  for (const { value, pointer } of document.all('Schema')) {
    check(document, value.example, value, child(pointer, 'example'), report);
    if (!Array.isArray(value.examples)) continue;
    value.examples.forEach((example, index) => {
      check(document, example, value, child(pointer, 'examples', index), report);
    });
  }
  if (isSpent(document))
    report('', 'There are too many examples, or too large ones, to check them all: drop some.');
}

function checkAll(
  document: LintDocument,
  { value, pointer }: Found,
  schema: JsonValue,
  report: Report,
): void {
  check(document, value.example, schema, child(pointer, 'example'), report);
  for (const [name, written] of members(value.examples)) {
    const example = document.resolve(written);
    const at = child(pointer, 'examples', name);
    check(document, example?.value, schema, example === written ? child(at, 'value') : at, report);
  }
}

function check(
  document: LintDocument,
  example: JsonValue | undefined,
  schema: JsonValue,
  pointer: string,
  report: Report,
): void {
  if (example === undefined) return;
  const wrong = mismatch(example, schema, document);
  if (wrong !== undefined)
    report(pointer + wrong.pointer, `The example does not fit its schema: ${wrong.message}`);
}
