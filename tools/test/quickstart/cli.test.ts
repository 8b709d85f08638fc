import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/providers.js';

// Each starts a program that loads the whole sandbox.
const timeoutMs = 60_000;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quickstart-cli-'));
  cpSync(join(repositoryRoot, 'tools/src'), join(root, 'tools/src'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true }));

test(
  'packages that are not built, and cannot be: exit code 1, and the command that says why',
  () => {
    mkdirSync(join(root, 'packages'));
    expect(quickstart()).toEqual({
      exitCode: 1,
      out: '',
      err: expect.stringMatching(/^Building .*\nThey cannot be built\. Run `npm run build`.*\n$/),
    });
  },
  timeoutMs,
);

test(
  'a step that does not behave: exit code 1, and a sentence that says which and where',
  () => {
    symlinkSync(join(repositoryRoot, 'packages'), join(root, 'packages'));
    // The packages are built here, not there.
    writeFileSync(join(root, 'tools/src/shared/turbo-build.ts'), 'export function turboBuild() {}\n');
    const file = join(root, 'tools/src/quickstart/finicity.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace("'expire-tokens'", "'lock'"));
    const { exitCode, out, err } = quickstart();
    expect(exitCode).toBe(1);
    expect(err).toMatch(
      /^Building .*\n"Half an hour later .*" did not behave: It ended with AuthError \(account_locked\): .* See tools\/src\/quickstart\/finicity\.ts:\d+\.\n$/,
    );
    expect(out).not.toContain('steps behaved');
  },
  timeoutMs,
);

function quickstart(): { exitCode: number; out: string; err: string } {
  const args = ['--import', 'tsx', join(root, 'tools/src/quickstart/cli.ts')];
  try {
    const options = { cwd: repositoryRoot, encoding: 'utf8', stdio: 'pipe', timeout: 240_000 } as const;
    return { exitCode: 0, out: execFileSync(process.execPath, args, options), err: '' };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { exitCode: status, out: stdout, err: stderr };
  }
}
