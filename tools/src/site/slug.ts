/**
 * The id of a heading: the one that GitHub gives it, so that `page.md#a-heading` works in both places.
 * A second heading of the same text gets `-1`, which is the caller's to add.
 *
 * @param text the heading without Markdown.
 */
export function githubSlug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
