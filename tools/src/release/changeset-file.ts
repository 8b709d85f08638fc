import { parse } from 'yaml';

/** Whether a path is a changeset: a Markdown file right in `.changeset/`, other than its README. */
export function isChangesetFile(path: string): boolean {
  return /^\.changeset\/[^/]+\.md$/.test(path) && path !== '.changeset/README.md';
}

/** The packages a changeset names: the keys of its YAML front matter. An empty changeset names none. */
export function packagesOfChangeset(text: string): string[] {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n?---/.exec(text)?.[1];
  const named: unknown = frontMatter === undefined ? undefined : parse(frontMatter);
  return typeof named === 'object' && named !== null ? Object.keys(named) : [];
}
