/**
 * What a CHANGELOG in the form of changesets says of one version: the lines below its `## ` heading.
 *
 * @returns an empty text when the version has no heading.
 */
export function releaseNotes(changelog: string, version: string): string {
  const lines = changelog.split(/\r?\n/);
  const start = lines.indexOf(`## ${version}`);
  if (start === -1) return '';
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## '));
  const own = lines.slice(start + 1, length === -1 ? undefined : start + 1 + length);
  return `${own.join('\n').trim()}\n`;
}
