import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { driftCommand } from '../../../src/release/drift/command.js';
import { compareTrees } from '../../../src/release/drift/compare.js';
import { captured, fakeSteps, makeWorkspace, type Workspace } from '../../run/workspace.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = makeWorkspace();
  await workspace.generate();
});
afterEach(() => workspace.remove());

const generated = 'packages/alpha-client/src/generated';
const checkDrift = (...args: string[]) =>
  captured(driftCommand, args, {
    ...workspace,
    steps: fakeSteps,
  });

test('committed sources that are what their specs give: one line, exit code 0', async () => {
  const { exitCode, out, err } = await checkDrift();
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  expect(out).toMatch(/^no drift: 2 clients are what their specs give$/m);
});

test('a changed, a new and a deleted file are told, each with its provider and the command that mends it', async () => {
  workspace.write(`${generated}/apis/DefaultApi.ts`, 'edited');
  workspace.write(`${generated}/apis/Stale.ts`, '');
  rmSync(join(workspace.root, generated, 'models/index.ts'));
  const before = workspace.files('packages');
  const { exitCode, err } = await checkDrift();
  expect(exitCode).toBe(1);
  expect(err).toBe(
    [
      'packages/alpha-client/src/generated is not what specs/alpha.yaml gives:',
      '  changed  apis/DefaultApi.ts',
      '  new      models/index.ts (is generated now, but not committed)',
      '  deleted  apis/Stale.ts (is no longer generated, but still there)',
      '  → npm run generate -- alpha',
      '',
    ].join('\n'),
  );
  expect(workspace.files('packages')).toEqual(before);
});

test('a changed, a new and a deleted page are told, under the folder they are in', async () => {
  const pages = 'packages/alpha-client/docs';
  workspace.write(`${pages}/DefaultApi.md`, 'edited');
  workspace.write(`${pages}/Stale.md`, '');
  rmSync(join(workspace.root, pages, 'README.md'));
  workspace.write(`${generated}/apis/Stale.ts`, '');
  const { exitCode, err } = await checkDrift();
  expect(exitCode).toBe(1);
  expect(err).toBe(
    [
      'packages/alpha-client/src/generated is not what specs/alpha.yaml gives:',
      '  deleted  apis/Stale.ts (is no longer generated, but still there)',
      'packages/alpha-client/docs is not what specs/alpha.yaml gives:',
      '  changed  DefaultApi.md',
      '  new      README.md (is generated now, but not committed)',
      '  deleted  Stale.md (is no longer generated, but still there)',
      '  → npm run generate -- alpha',
      '',
    ].join('\n'),
  );
  await workspace.generate(['alpha']);
  expect((await checkDrift()).exitCode).toBe(0);
});

test('what the sandbox carries is told when it differs or is missing', async () => {
  const carried = 'packages/provider-sandbox/src/generated';
  workspace.write(`${carried}/alpha.json`, 'edited');
  expect((await checkDrift()).err).toBe(
    [
      `${carried} is not what specs/alpha.yaml gives:`,
      '  changed  alpha.json',
      '  → npm run generate -- alpha',
      '',
    ].join('\n'),
  );
  rmSync(join(workspace.root, carried, 'alpha.json'));
  expect((await checkDrift()).err).toContain('  new      alpha.json (is generated now, but not committed)');
  await workspace.generate(['alpha']);
  expect((await checkDrift()).exitCode).toBe(0);
});

test('a README that does not list the clients as they are is told', async () => {
  const [start, end] = [
    '<!-- The clients: `npm run generate` writes this table. -->',
    '<!-- End of the clients. -->',
  ];
  workspace.write('README.md', `${start}\n${end}\n`);
  expect((await checkDrift()).err).toMatch(/^README\.md does not list the clients/);
  await workspace.generate(['--force']);
  expect((await checkDrift()).exitCode).toBe(0);
});

test('the command it names mends it', async () => {
  workspace.write(`${generated}/apis/Stale.ts`, '');
  await workspace.generate(['alpha']);
  expect((await checkDrift()).exitCode).toBe(0);
});

test('a spec changed without generating is drift, although the manifest fits the files', async () => {
  workspace.write('specs/alpha.yaml', JSON.stringify({ operations: ['other'] }));
  const { exitCode, err } = await checkDrift();
  expect(exitCode).toBe(1);
  expect(err).toContain('  changed  generation.json\n');
  expect(err).not.toContain('beta');
});

test('files and manifest edited together are drift: the cache is not asked', async () => {
  workspace.write('specs/beta.yaml', workspace.read('specs/alpha.yaml'));
  await workspace.generate();
  for (const [path, text] of Object.entries(workspace.generated('beta'))) {
    workspace.write(`${generated}/${path}`, text.replace('7.25.0', '7.24.0'));
  }
  expect((await checkDrift('alpha')).exitCode).toBe(1);
});

test('a client that was never generated is all new', async () => {
  rmSync(join(workspace.root, generated), { recursive: true });
  expect((await checkDrift()).err).toMatch(/^ {2}new {6}index\.ts/m);
});

test('sources that a killed run had moved aside are put back first', async () => {
  renameSync(
    join(workspace.root, generated),
    join(workspace.root, 'packages/alpha-client/src/.generated.generate-old'),
  );
  const { exitCode, out } = await checkDrift();
  expect(exitCode).toBe(0);
  expect(out).toContain(
    'alpha: a run was killed while it put new sources in place; the previous ones are back',
  );
});

test('pages that a killed run had moved aside are put back first', async () => {
  renameSync(
    join(workspace.root, 'packages/alpha-client/docs'),
    join(workspace.root, 'packages/alpha-client/.docs.generate-old'),
  );
  expect((await checkDrift()).exitCode).toBe(0);
});

test('a spec that is refused is a failure, not "no drift"', async () => {
  workspace.write('specs/beta.yaml', '{ "refuse": "specs/beta.yaml has an error." }');
  expect(await checkDrift()).toMatchObject({ exitCode: 1, err: 'specs/beta.yaml has an error.\n' });
});

test('a checkout with CRLF line ends is no drift', () => {
  expect(compareTrees({ 'a.ts': '1\n2\n' }, { 'a.ts': '1\r\n2\r\n' })).toEqual({
    changed: [],
    missing: [],
    extra: [],
  });
});

test('an empty file is a file', () => {
  expect(compareTrees({ 'a.ts': '' }, {}).missing).toEqual(['a.ts']);
  expect(compareTrees({}, { 'a.ts': '' }).extra).toEqual(['a.ts']);
});
