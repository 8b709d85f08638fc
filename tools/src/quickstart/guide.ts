import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../providers.js';
import { setUpCode, stepCode } from './step-code.js';

/** One thing that is done, and what must come of it. */
export interface Step<Result> {
  /** What is done, in words. In the file it is one literal in single quotes: by it the code is found. */
  readonly headline: string;
  readonly run: () => Promise<Result>;
  /** @returns what happened, in words. @throws SurpriseError when something else did. */
  readonly saw: (result: Result) => string;
}

export type TakeStep = <Result>(step: Step<Result>) => Promise<Result>;

/** Takes steps one after the other, and tells of each. */
export interface Guide {
  /** @param fileUrl `import.meta.url` of the file with the steps. */
  chapter(title: string, fileUrl: string): TakeStep;
  /** Steps that behaved. */
  readonly steps: number;
}

/** A step did something else than it must. The message says what, and where its code is. */
export class SurpriseError extends Error {
  override readonly name = 'SurpriseError';
}

/** @throws SurpriseError with `otherwise`, a sentence, unless it is so. */
export function expectThat(isSo: boolean, otherwise: string): asserts isSo {
  if (!isSo) throw new SurpriseError(otherwise);
}

/** The error that a call must end with. @throws SurpriseError when there is none. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  const nothing = Symbol('no error');
  const error = await call.then(
    () => nothing,
    (reason: unknown) => reason,
  );
  expectThat(error !== nothing, 'The call went well, and must not.');
  return error;
}

/** @param out Takes the text, with its line ends. */
export function createGuide(out: (text: string) => void): Guide {
  let steps = 0;
  return {
    get steps() {
      return steps;
    },
    chapter(title, fileUrl) {
      const source = readFileSync(fileURLToPath(fileUrl), 'utf8');
      const file = relative(repositoryRoot, fileURLToPath(fileUrl));
      out(`\n${title}\n${indented(setUpCode(source, title))}`);
      return async ({ headline, run, saw }) => {
        const { line, code } = stepCode(source, headline);
        const place = `${file}:${line}`;
        out(`\n${steps + 1}. ${headline}\n${indented(code)}     (${place})\n`);
        try {
          const result = await run();
          out(`   ${saw(result)}\n`);
          steps += 1;
          return result;
        } catch (error) {
          throw new SurpriseError(`"${headline}" did not behave: ${inWords(error)} See ${place}.`);
        }
      };
    },
  };
}

function indented(code: readonly string[]): string {
  return code.map((text) => `     ${text}\n`).join('');
}

/** Errors of the packages hold no secret; those of others can quote anything, so only their kind is told. */
function inWords(error: unknown): string {
  if (error instanceof SurpriseError) return error.message;
  const { name, code, message } = error as NodeJS.ErrnoException;
  return `It ended with ${name}${code === undefined ? '' : ` (${code}): ${message.replace(/\.$/, '')}`}.`;
}
