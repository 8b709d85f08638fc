import * as fc from 'fast-check';
import { harmless, type Mutation, mutation } from './documents.js';
import { isKeyword, type Place } from './mutate.js';
import { type Printed, print } from './pipeline.js';
import { syntaxOf } from './syntax.js';

/*
 * The proof that a description cannot do harm through its TypeScript. `HOSTILE_RUNS=50000` asks more of it, and
 * `HOSTILE_SEED` repeats a run that failed. Without either the seed is always the same, so that a build does not fail
 * by chance.
 */
const runs = Number(process.env.HOSTILE_RUNS ?? 2000);
const seed = process.env.HOSTILE_SEED ?? (process.env.HOSTILE_RUNS === undefined ? '20261201' : undefined);

test(
  'whatever a description says, it is refused or gives code whose syntax tree is that of a harmless one',
  async () => {
    const expected = {
      strict: statementsOf(await print(harmless.strict, 'strict')),
      lenient: statementsOf(await print(harmless.lenient, 'lenient')),
    };
    let printed = 0;
    await fc.assert(
      fc.asyncProperty(mutation, async (made) => {
        for (const rules of ['repaired', 'lenient', 'strict'] as const) {
          if (rules === 'strict' && made.base === 'lenient') continue;
          const result = await print(made.document, rules);
          if ('refusal' in result) continue;
          printed += 1;
          expect(problemsOf(result)).toEqual([]);
          // What is repaired may be another operation or type.
          if (rules !== 'repaired' && keepsSyntax(made))
            expect(statementsOf(result)).toEqual(expected[made.base]);
        }
      }),
      { numRuns: runs, ...(seed !== undefined && { seed: Number(seed) }) },
    );
    // A pipeline that refuses everything would prove nothing.
    expect(printed).toBeGreaterThan(runs / 5);
  },
  // Time is not what is tested: a busy machine may take its own.
  Math.max(600_000, runs * 500),
);

function problemsOf(printed: Printed): string[] {
  if (!('files' in printed)) return [];
  return Object.entries(printed.files).flatMap(([path, text]) => [
    ...(/^(?:(?:apis|models)\/)?[\w.]{1,150}$/.test(path) ? [] : [`a file ${path}`]),
    ...syntaxOf(path, text).problems,
  ]);
}

function statementsOf(printed: Printed): string[] {
  if (!('files' in printed)) throw printed.refusal;
  return Object.entries(printed.files)
    .flatMap(([path, text]) => syntaxOf(path, text).statements)
    .sort();
}

/**
 * Whether only names, texts and comments may differ. Elsewhere a text says what a type or a reader is: a new media type
 * means another reader. There `syntaxOf` alone judges what the code is made of.
 */
function keepsSyntax({ change, places }: Mutation): boolean {
  if (change === 'name') return places.every(({ value }) => !/[/{]/.test(value as string));
  return change === 'text' && places.every(isFree);
}

const free = new Set(
  (
    'description summary title example examples externalDocs contact license termsOfService default pattern enum ' +
    'bearerFormat scopes tokenUrl refreshUrl authorizationUrl openIdConnectUrl'
  ).split(' '),
);

function isFree({ path, kind, value }: Place): boolean {
  if (kind === 'key' && isKeyword(value as string)) return false;
  // Within these, a step is the name of a status or of a property.
  return path.some(
    (step, index) =>
      free.has(step as string) && !['responses', 'properties'].includes(path[index - 1] as string),
  );
}
