import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { lintProseCommand, writtenPages } from '../../../src/release/prose/command.js';
import { lintProse } from '../../../src/release/prose/lint-prose.js';
import { runCommand } from '../../../src/shared/command.js';
import { repositoryRoot } from '../../../src/shared/providers.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lint-prose-'));
  execFileSync('git', ['init', '--quiet'], { cwd: root });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function run(...args: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const texts = { out: '', err: '' };
  const exitCode = await runCommand(lintProseCommand, args, {
    root,
    cwd: root,
    env: {},
    out: (text) => (texts.out += text),
    err: (text) => (texts.err += text),
  });
  return { exitCode, ...texts };
}

test('a page with a finding fails the command, which says where it is and what to write', async () => {
  write('docs/guides/new.md', 'Fix it.\n\nMend it.\n');
  const { exitCode, err } = await run();
  expect(exitCode).toBe(1);
  expect(err).toContain('docs/guides/new.md:3:1 "Mend": write fix\n');
  expect(err).toContain('CONTRIBUTING.md');
});

test('plain pages pass', async () => {
  write('README.md', 'Fix it.\n');
  expect(await run()).toEqual({ exitCode: 0, out: '1 pages are in plain English.\n', err: '' });
});

test('the command reads only the pages that you name', async () => {
  write('bad.md', 'Mend it.\n');
  write('good.md', 'Fix it.\n');
  expect((await run('good.md')).exitCode).toBe(0);
  expect((await run('bad.md')).exitCode).toBe(1);
});

test('a page that is not there is one sentence and a failure', async () => {
  const { exitCode, err } = await run('none.md');
  expect(exitCode).toBe(1);
  expect(err).toMatch(/none\.md cannot be read\. .*\.\n$/);
});

test('a folder without Git is one sentence and a failure, and its pages can be named', async () => {
  rmSync(join(root, '.git'), { recursive: true });
  write('good.md', 'Fix it.\n');
  const { exitCode, err } = await run();
  expect(exitCode).toBe(1);
  expect(err).toMatch(/^Git cannot list .* Name them, .*\.\n$/);
  expect((await run('good.md')).exitCode).toBe(0);
});

test('pages that a command writes are left out, and new pages are not forgotten', () => {
  write('README.md', '');
  write('.changeset/brave-cats.md', '');
  write('packages/plo-client/README.md', '');
  write('packages/plo-client/docs/README.md', '');
  write('packages/plo-client/api-report.md', '');
  write('packages/plo-client/CHANGELOG.md', '');
  write('packages/auth-helpers/docs/guarantees.md', '');
  write('notes.txt', '');
  expect(writtenPages(root).map((page) => relative(root, page))).toEqual([
    '.changeset/brave-cats.md',
    'README.md',
    'packages/auth-helpers/docs/guarantees.md',
    'packages/plo-client/README.md',
  ]);
});

test('the linter finds every phrase that the word list of CONTRIBUTING advises against', async () => {
  const contributing = readFileSync(join(repositoryRoot, 'CONTRIBUTING.md'), 'utf8');
  const [, table = ''] =
    /\| write \| instead of \|\n\| --- \| --- \|\n((?:\|.*\n)+)/.exec(contributing) ?? [];
  const phrases = [...table.matchAll(/`([^`]+)`/g)].map(([, phrase = '']) => phrase);
  expect(phrases.length).toBeGreaterThan(20);
  const missed: string[] = [];
  for (const phrase of phrases) if ((await lintProse(`${phrase}\n`)).length === 0) missed.push(phrase);
  expect(missed).toEqual([]);
});
