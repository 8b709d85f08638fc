import { describe as described } from '../../src/shared/command.js';
import { type Problem, refuse, SpecError } from '../../src/shared/spec-error.js';

function problems(count: number): Problem[] {
  return Array.from({ length: count }, (_, index) => ({
    file: 'pets.yaml',
    line: index + 1,
    column: 1,
    rule: 'path-form',
    message: `Problem $& ${index + 1}.`,
    severity: 'error',
  }));
}

describe('a description that is refused', () => {
  test('for more than thirty reasons says how to see all of them', () => {
    const { message } = refuse('pets.yaml', problems(45));
    expect(message.split('\n')).toHaveLength(1 + 30 + 1);
    expect(message).toMatch(/\n… and 15 more: `npm run generate -- --verbose` lists all of them\.$/);
  });

  test.each([1, 30, 31, 45])('for %i reasons has all of them in what --verbose shows', (count) => {
    const error = refuse('pets.yaml', problems(count));
    const text = described(error, true);
    expect(text.split('\n')).toHaveLength(1 + count);
    for (const { line } of error.problems) expect(text).toContain(`pets.yaml:${line}:1 error path-form`);
    expect(text).not.toContain('more:');
  });

  test('is shown in short without --verbose, and whole with it among the failures of several clients', () => {
    const both = new AggregateError([
      refuse('pets.yaml', problems(40)),
      new SpecError('spec_keyword', 'Other.'),
    ]);
    expect(described(both, false)).toContain('and 10 more');
    expect(described(both, true)).toMatch(/pets\.yaml:40:1 [^\n]+\n\nOther\.$/);
  });
});
