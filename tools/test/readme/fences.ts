import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../../..', import.meta.url));

/** The documents for readers: paths from the root. */
export const documents: string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  '.changeset/README.md',
  ...readdirSync(join(root, 'packages')).map((folder) => `packages/${folder}/README.md`),
  'packages/auth-helpers/SECURITY.md',
  'packages/auth-helpers/docs/guarantees.md',
  'docs/architecture.md',
  ...readdirSync(join(root, 'docs/decisions')).map((file) => `docs/decisions/${file}`),
  ...readdirSync(join(root, 'docs/guides')).map((file) => `docs/guides/${file}`),
];

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

export interface Fence {
  readonly document: string;
  /** The line its first line of text is on. */
  readonly line: number;
  readonly text: string;
  /** What the block of text behind it says that it prints; `''` without one. */
  readonly prints: string;
}

/** The fenced blocks of a language, in all documents. */
export function fences(language: string): Fence[] {
  return documents.flatMap((document) =>
    [...read(document).matchAll(/^```(\S*)\n([\s\S]*?)^```$/gm)]
      .filter(([, info]) => info === language)
      .map(({ 2: text = '', index }) => ({
        document,
        line: read(document).slice(0, index).split('\n').length + 1,
        text,
        prints: printedBehind(read(document).slice(index)),
      })),
  );
}

/** In the next fence, where it is one of text and stands in the same section. */
function printedBehind(rest: string): string {
  const [, between = '', info, printed = ''] =
    /^```\S*\n[\s\S]*?^```$([\s\S]*?)^```(\S*)\n([\s\S]*?)^```$/m.exec(rest) ?? [];
  return info === 'text' && !/^#/m.test(between) ? printed : '';
}
