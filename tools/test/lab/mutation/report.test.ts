import { expect, test } from '@jest/globals';
import { type Mutant, printReport } from '../../../src/lab/mutation/report.js';

function mutant(status: string, line: number, from: number, to: number, replacement: string): Mutant {
  return {
    mutatorName: 'ConditionalExpression',
    status,
    replacement,
    location: { start: { line, column: from }, end: { line, column: to } },
  };
}

test('a survivor is told with its place, what it was and what it became', () => {
  const report = {
    files: {
      'src/call.ts': {
        source: 'first();\nif (isRaw) link();',
        mutants: [mutant('Survived', 2, 5, 10, 'true'), mutant('Killed', 2, 5, 10, 'false')],
      },
      'src/read/json.ts': { source: 'none();', mutants: [mutant('NoCoverage', 1, 1, 7, '{\n}')] },
    },
  };
  expect(printReport(report).split('\n').slice(0, 2)).toEqual([
    'src/call.ts:2:5 isRaw → true',
    'src/read/json.ts:1:1 none() → { } (no test comes here)',
  ]);
});

test('the score counts what was noticed or hung, per folder and in all; what cannot be judged counts nowhere', () => {
  const mutants = ['Killed', 'Timeout', 'Survived', 'RuntimeError', 'Ignored'].map((status) =>
    mutant(status, 1, 1, 2, ''),
  );
  const report = {
    files: {
      'src/read/json.ts': { source: 'x', mutants },
      'src/read/text.ts': { source: 'x', mutants: [mutant('NoCoverage', 1, 1, 2, '')] },
      'src/call.ts': { source: 'x', mutants: [mutant('Killed', 1, 1, 2, '')] },
    },
  };
  expect(printReport(report).trimEnd().split('\n').slice(-3)).toEqual([
    'src/call.ts              100.0 %  1 of 1',
    'src/read                  50.0 %  2 of 4',
    'all                       60.0 %  3 of 5',
  ]);
});
