/**
 * Renders pages as VitePress does and parses the result as Vue does. Reads a JSON list of Markdown texts from
 * standard input, prints for each the element names, the expressions that Vue would run, the text, the ids of its
 * headings and marks, and how many rows of tables have more or fewer cells than the first.
 */
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { createMarkdownRenderer } from 'vitepress';

const { parse } = createRequire(import.meta.resolve('vitepress'))('@vue/compiler-dom');
const [element, plain, interpolation, directive] = [1, 2, 5, 7];

const renderer = await createMarkdownRenderer(process.cwd(), {}, '/', { warn: () => {} });
const pages = JSON.parse(await text(process.stdin));
const rendered = pages.map((page) => {
  const found = { tags: new Set(), code: [], text: '', ids: [], ragged: 0 };
  visit(parse(renderer.render(page, {})), found);
  return { ...found, tags: [...found.tags].sort() };
});
process.stdout.write(JSON.stringify(rendered));

function visit(node, found) {
  if (node.type === interpolation) found.code.push(node.loc.source);
  if (node.type === plain) found.text += node.content;
  if (node.type === element) {
    found.tags.add(node.tag);
    if (node.tag === 'table') found.ragged += raggedRows(node);
    for (const prop of node.props) {
      if (prop.name === 'id') found.ids.push(prop.value.content);
      if (prop.type === directive && prop.name !== 'pre') found.code.push(prop.loc.source);
      else if (/^(?:on|style$)/.test(prop.name) && node.tag !== 'span' && node.tag !== 'pre') {
        found.code.push(prop.loc.source);
      }
    }
  }
  for (const child of node.children ?? []) visit(child, found);
}

function raggedRows(table) {
  const counts = table.children.flatMap((part) =>
    (part.children ?? []).filter(({ tag }) => tag === 'tr').map((row) => cellsOf(row).length),
  );
  return counts.filter((count) => count !== counts[0]).length;
}

function cellsOf(row) {
  return row.children.filter(({ tag }) => tag === 'td' || tag === 'th');
}
