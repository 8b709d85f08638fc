import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { defineCommand } from '../../shared/command.js';
import { lintProse } from './lint-prose.js';

const help = `Usage: npm run lint-prose [-- PAGE...]

Finds words and turns of phrase that make READMEs, guides, decisions and changesets hard to read, and says what to
write instead. Without PAGE it reads all Markdown files of the repository that people write. The list of words is
tools/src/release/prose/word-list.yml.

  --help  show this
`;

export const lintProseCommand = defineCommand({
  name: 'npm run lint-prose',
  help,
  allowPositionals: true,
  async run(_values, pages, { root, cwd, out, err }) {
    const files = pages.length === 0 ? writtenPages(root) : pages.map((page) => resolve(cwd, page));
    let count = 0;
    for (const file of files) {
      for (const { line, column, words, write } of await lintProse(readPage(file))) {
        count += 1;
        err(`${relative(root, file)}:${line}:${column} "${words}": write ${write}\n`);
      }
    }
    if (count === 0) {
      out(`${files.length} pages are in plain English.\n`);
      return 0;
    }
    err(`${count} findings. CONTRIBUTING.md, "Plain English", says how we write and why.\n`);
    return 1;
  },
});

/** Markdown that a command writes, or that is made from pages read here. */
const generated = /^packages\/[^/]+-client\/docs\/|(?:^|\/)(?:api-report|CHANGELOG)\.md$/;

/**
 * The Markdown files of a repository that people write, new ones too.
 *
 * @param root the repository, an absolute path.
 * @returns absolute paths.
 * @throws Error if the folder is not a Git repository.
 */
export function writtenPages(root: string): string[] {
  return listPages(root)
    .split('\0')
    .filter((path) => path !== '' && !generated.test(path))
    .map((path) => join(root, path))
    .filter((path) => existsSync(path));
}

function listPages(cwd: string): string {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'];
  try {
    return execFileSync('git', list, {
      ...{ cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 },
    });
  } catch {
    throw new Error('Git cannot list the pages of this folder. Name them, or run the command in a clone.');
  }
}

function readPage(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${file} cannot be read. Give the path of a Markdown file.`);
  }
}
