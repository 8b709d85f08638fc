import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';

const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};
const commands = Object.entries(scripts).flatMap(([script, text]) => {
  const [, file] = /^tsx (tools\/src\/\S+)$/.exec(text) ?? [];
  return file === undefined ? [] : [{ script, file }];
});

function ran(file: string, option: string) {
  const args = ['--import', import.meta.resolve('tsx'), file, option];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the commands of the tools are found', () => {
  expect(commands.map(({ script }) => script)).toEqual(
    expect.arrayContaining(['generate', 'check-drift', 'bench', 'compat', 'docs', 'quickstart']),
  );
});

test.each(commands)(
  'npm run $script -- --help says how it is used, and does nothing else',
  ({ script, file }) => {
    expect(ran(file, '--help')).toEqual({
      ...{ status: 0, stderr: '' },
      stdout: expect.stringMatching(new RegExp(`^Usage: npm run ${script}\\b[^]*^  --help `, 'm')),
    });
  },
);

test.each(commands)(
  'npm run $script refuses an option that it does not know, with exit code 2',
  ({ script, file }) => {
    const { status, stdout, stderr } = ran(file, '--no-such-option');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(`^Unknown option '--no-such-option'[^]*\`npm run ${script} -- --help\``),
    );
    expect(stderr).not.toMatch(/^ +at /m);
  },
);
