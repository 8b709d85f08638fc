import type { AnyTxtNode, TxtTableNode, TxtTableRowNode } from '@textlint/ast-node-types';
import type { TextlintFilterRuleReporter } from '@textlint/types';

/** The heads of columns that repeat texts from elsewhere: test titles, and the output of a command. */
const heads = /^(?:title of the test|.*, in the words of `--help`)$/;

/** Keeps findings out of table columns whose texts are not written in the table. */
export const skipPrintedColumns: TextlintFilterRuleReporter = ({ Syntax, getSource, shouldIgnore }) => ({
  [Syntax.Table](table: AnyTxtNode) {
    const [head, ...rows] = (table as TxtTableNode).children as TxtTableRowNode[];
    const skipped = head?.children.map((cell) => heads.test(withoutPipes(getSource(cell)))) ?? [];
    for (const { children } of rows) {
      children.forEach((cell, column) => {
        if (skipped[column] === true) shouldIgnore(cell.range, {});
      });
    }
  },
});

/** The parser includes the pipe before a cell, and the last pipe of a row. */
function withoutPipes(cell: string): string {
  return cell.replaceAll('|', '').trim();
}
