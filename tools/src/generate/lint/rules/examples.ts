import { child, items, type JsonValue, members, shown } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';
import { isSpent, mismatch } from '../mismatch.js';
import { type Check, each } from '../rule.js';

/** Examples fit their schemas: they become the examples of the documentation, and the answers of tests. */
export const exampleValid: Check = (document, report) => {
  const check = checkOf(document, report);
  for (const kind of ['MediaType', 'Parameter', 'Header']) {
    for (const { value, pointer } of document.all(kind)) {
      if (value.schema === undefined) continue;
      check(value.example, value.schema, child(pointer, 'example'));
      for (const [name, written] of members(value.examples)) {
        const example = document.resolve(written);
        const at = child(pointer, 'examples', name);
        check(example?.value, value.schema, example === written ? child(at, 'value') : at);
      }
    }
  }
  for (const { value, pointer } of document.all('Schema')) {
    check(value.example, value, child(pointer, 'example'));
    items(value.examples).forEach((example, index) => {
      check(example, value, child(pointer, 'examples', index));
    });
  }
  if (isSpent(document))
    report('', 'There are too many examples, or too large ones, to check them all: drop some.');
};

function checkOf(document: LintDocument, report: Report) {
  return (example: JsonValue | undefined, schema: JsonValue, pointer: string): void => {
    const wrong = example === undefined ? undefined : mismatch(example, schema, document);
    if (wrong === undefined) return;
    report(pointer + wrong.pointer, `The example does not fit its schema: ${wrong.message}`);
  };
}

/** Tells of each pattern that no example was held to. Runs after the rule that holds examples to their schemas. */
export const patternEvaluated: Check = each('Schema', ({ pattern }, report, { patterns }) => {
  const reason = typeof pattern === 'string' ? patterns.unevaluated.get(pattern) : undefined;
  if (reason === undefined) return;
  report(`No example was held to ${shown(pattern as string)}: ${reason}.`, 'pattern');
});
