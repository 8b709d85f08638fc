import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';

/** What stands before a list of promises: the folder below which their tests are named. */
const folderOf = /^Each sentence (?:that promises something )?names the test that holds it, in `([^`]+)`\.$/;
const testFile = /`([\w./-]+\.test\.ts)`/g;
/** A test that runs: not one that is skipped, and no helper with the name of one. */
const hasTest = /(?:^\s*|\? )(?:test|it)(?:\.concurrent)?(?:\.each)?\s*[(<`:]/m;

/**
 * The sentences of a part of a Markdown page, in their order: of paragraphs and of items of lists. What stands in front
 * of an item as its name, bold and with a full stop, is none.
 */
export function sentencesOf(markdown: string): string[] {
  const blocks = markdown.split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )/).map((block) => block.trim());
  return blocks
    .filter((block) => block !== '' && !/^(?:#|\|)/.test(block))
    .flatMap((block) => {
      const text = block.replaceAll(/\s*\n\s*/g, ' ').replace(/^(?:[-*]|\d+\.) /, '');
      return split(text.replace(/^\*\*[^*]+\.\*\* (?=\S)/, ''));
    });
}

/** At full stops before a capital letter or code, but for those within code and links. */
function split(text: string): string[] {
  const kept: string[] = [];
  const masked = text.replaceAll(/`[^`]*`|\]\([^)]*\)/g, (code) => `\ue000${kept.push(code) - 1}\ue000`);
  return masked
    .split(/(?<=[.!?])\s+(?=[[(*]*[\p{Lu}\ue000])/u)
    .map((sentence) => sentence.replaceAll(/\ue000(\d+)\ue000/g, (_, at: string) => kept[Number(at)] ?? ''));
}

/** The text below a heading, up to the next one of its level. @throws Error where there is no such heading. */
export function sectionOf(markdown: string, heading: string): string {
  const [, , after] = markdown.match(new RegExp(`(^|\\n)## ${heading}\\n([\\s\\S]*?)(?=\\n## |$)`)) ?? [];
  if (after === undefined) throw new Error(`There is no section "${heading}".`);
  return after;
}

/**
 * What is wrong with the promises of a part of a page: those that name no test, and tests that are not there.
 *
 * @param promisesNothing sentences that need no test, to the letter.
 * @returns one line for each, and the sentences that were looked at.
 */
export function promisesOf(
  markdown: string,
  promisesNothing: readonly string[],
): { readonly problems: string[]; readonly sentences: string[] } {
  const problems: string[] = [];
  const sentences = sentencesOf(markdown);
  let folder: string | undefined;
  for (const sentence of sentences) {
    const [, named] = folderOf.exec(sentence) ?? [];
    folder = named ?? folder;
    if (named !== undefined || promisesNothing.includes(sentence)) continue;
    const files = [...sentence.matchAll(testFile)].map(([, file = '']) => file);
    if (files.length === 0) problems.push(`names no test: ${sentence}`);
    for (const file of files) {
      const problem = problemOf(file, folder);
      if (problem !== undefined) problems.push(`${file} ${problem}: ${sentence}`);
    }
  }
  return { problems, sentences };
}

function problemOf(file: string, folder: string | undefined): string | undefined {
  const isWhole = /^(?:packages|tools)\//.test(file) && existsSync(join(repositoryRoot, file));
  const path = isWhole ? file : join(folder ?? '', file);
  if (!existsSync(join(repositoryRoot, path))) return 'is not there';
  return hasTest.test(readFileSync(join(repositoryRoot, path), 'utf8')) ? undefined : 'has no test';
}
