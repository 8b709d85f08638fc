import { child, isObject, items, shownValue } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Each operation has one tag, which is declared and described: it becomes the API class. */
export function operationTag(document: LintDocument, report: Report): void {
  const declared = new Set<unknown>();
  items(document.root.tags).forEach((tag, index) => {
    if (!isObject(tag)) return;
    declared.add(tag.name);
    const { description } = tag;
    if (typeof description === 'string' && description.trim() !== '') return;
    report(child('/tags', index), 'Describe the tag: it becomes the text of a class.');
  });
  for (const { value, pointer } of document.operations) {
    const tags = items(value.tags);
    if (tags.length !== 1) {
      report(
        tags.length === 0 ? pointer : child(pointer, 'tags'),
        'Write exactly one tag: it names the API class.',
      );
    }
    tags.forEach((tag, index) => {
      if (declared.has(tag)) return;
      report(child(pointer, 'tags', index), `Declare ${shownValue(tag)} in the \`tags\` of the document.`);
    });
  }
}
