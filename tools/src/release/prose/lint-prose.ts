import { TextlintKernel } from '@textlint/kernel';
import markdown from '@textlint/textlint-plugin-markdown';
import type { TextlintRuleModule } from '@textlint/types';
import pattern from '@textlint-rule/textlint-rule-pattern';
import { skipPrintedColumns } from './printed-columns.js';
import { readWordList, type WordListEntry } from './word-list.js';

/** A place in a page where the prose is not plain. */
export interface ProseFinding {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The words found, on one line. */
  readonly words: string;
  /** What to write instead. */
  readonly write: string;
}

/**
 * Finds the phrases of the word list in the prose of a Markdown page. It does not read code, link targets and HTML
 * comments, nor table columns whose texts come from elsewhere.
 *
 * @param page the text of a Markdown file.
 * @param wordList what to find. Default: `word-list.yml`.
 */
export async function lintProse(
  page: string,
  wordList: readonly WordListEntry[] = readWordList(),
): Promise<ProseFinding[]> {
  const patterns = wordList.map((entry) => ({ pattern: expressionOf(entry), message: entry.write }));
  const { messages } = await new TextlintKernel().lintText(page, {
    ext: '.md',
    plugins: [{ pluginId: 'markdown', plugin: markdown.default }],
    rules: [{ ruleId: 'word-list', rule: pattern.default as TextlintRuleModule, options: { patterns } }],
    filterRules: [{ ruleId: 'printed-columns', rule: skipPrintedColumns }],
  });
  return messages.map(({ message, range, loc: { start } }) => ({
    line: start.line,
    column: start.column,
    words: page.slice(...range).replaceAll(/\s+/g, ' '),
    write: message,
  }));
}

/** As the rule reads it: `/…/i`. */
function expressionOf(entry: WordListEntry): string {
  return `/${entry.pattern.replaceAll(' ', '\\s+')}/${entry.case === 'exact' ? '' : 'i'}`;
}
