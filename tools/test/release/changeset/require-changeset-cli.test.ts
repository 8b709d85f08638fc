import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../../src/release/changeset/cli.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');
let repository: string;

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'require-changeset-'));
  git('init', '--quiet', '--initial-branch=main');
  write('packages/plo-client/package.json', '{"name":"@acme/plo-client"}');
  write('specs/plo.yaml', 'openapi: 3.0.3\n');
  write('.changeset/older.md', '---\n"@acme/plo-client": patch\n---\n');
  commit();
  git('switch', '--quiet', '--create', 'feature');
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

test('a changed spec without a changeset is refused, with the package and the remedy', () => {
  write('specs/plo.yaml', 'openapi: 3.1.0\n');
  commit();
  const { status, stderr } = run('main');
  expect(status).toBe(1);
  expect(stderr).toContain('@acme/plo-client');
  expect(stderr).toContain('npm run changeset');
});

test('a changeset of the branch is enough; an older one of the base is not', () => {
  write('specs/plo.yaml', 'openapi: 3.1.0\n');
  commit();
  expect(run('main').status).toBe(1);
  write('.changeset/newer.md', '---\n"@acme/plo-client": minor\n---\nSpeaks OpenAPI 3.1.\n');
  commit();
  expect(run('main').status).toBe(0);
});

test('what the base gained since the branch began does not count', () => {
  write('docs/note.md', 'words\n');
  commit();
  git('switch', '--quiet', 'main');
  write('specs/plo.yaml', 'openapi: 3.1.0\n');
  commit();
  git('switch', '--quiet', 'feature');
  expect(run('main').status).toBe(0);
});

test('a removed package needs none', () => {
  rmSync(join(repository, 'packages/plo-client'), { recursive: true });
  rmSync(join(repository, 'specs/plo.yaml'));
  mkdirSync(join(repository, 'packages'), { recursive: true });
  commit();
  expect(run('main').status).toBe(0);
});

test.each(['no-such-branch', '--output=made-by-option'])('an unknown base, %s, is one sentence', (base) => {
  const { status, stderr } = run(base);
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(base);
});

function run(base: string): { status: number | null; stderr: string } {
  const args = ['--import', tsx, cli, '--root', repository, '--', base];
  return spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8', env: withoutGit() });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}

function commit(): void {
  git('add', '--all');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message=change');
}

function git(...args: string[]): void {
  execFileSync('git', args, { cwd: repository, stdio: 'ignore', env: withoutGit() });
}

/** A hook of the outer repository may have set GIT_DIR and the like. */
function withoutGit(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
}
