import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readPin } from '../../src/generate/render/openapi-generator/pin.js';
import { copyRepository } from '../../src/shared/copy-repository.js';
import { repositoryRoot } from '../../src/shared/providers.js';

const name = 'weather';

const spec = `openapi: 3.0.3
info:
  title: Weather
  version: 1.0.0
  description: What the sky is like.
  license:
    name: MIT
servers:
  - url: https://weather.example.com
tags:
  - name: Sky
    description: What is above.
paths:
  /sky:
    get:
      operationId: getSky
      tags: [Sky]
      summary: Look up
      description: Tells what the sky is like.
      security: []
      responses:
        '200':
          description: What it is like.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Sky'
        default:
          description: Nobody looked.
components:
  schemas:
    Sky:
      type: object
      description: What is above.
      required: [colour]
      properties:
        colour:
          type: string
          description: Such as blue.
          example: blue
`;

const readme = `# @acme/${name}-client

Typed client for the weather.

## Install

## Use

## Errors

## More
`;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'fifth-provider-'));
  copyRepository(repositoryRoot, root, [
    ...['specs', 'packages', 'tools', 'docs', 'examples', 'README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
    ...['LICENSE', 'package.json', 'package-lock.json', 'openapitools.json', 'tsconfig.base.json'],
  ]);
  addProvider();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** As CONTRIBUTING says: a spec, and a copy of another client without what is that one's own. */
function addProvider(): void {
  writeFileSync(join(root, 'specs', `${name}.yaml`), spec);
  writeFileSync(join(root, 'specs', `${name}.source.json`), '{}');
  const client = join(root, 'packages', `${name}-client`);
  const like = join(root, 'packages', 'plo-client');
  for (const file of ['LICENSE', 'jest.config.mjs', 'tsconfig.json'])
    cpSync(join(like, file), join(client, file));
  const manifest = readFileSync(join(like, 'package.json'), 'utf8');
  writeFileSync(join(client, 'package.json'), manifest.replaceAll('plo-client', `${name}-client`));
  writeFileSync(join(client, 'README.md'), readme);
  // What `npm install` does.
  symlinkSync(client, join(root, 'node_modules', '@acme', `${name}-client`), 'junction');
}

/** Runs a program of the copy. @returns all that it prints. @throws what it printed, when it fails. */
async function run(...args: readonly string[]): Promise<string> {
  const kept = Object.entries(process.env).filter(([variable]) => !/^(npm_|JEST_)/.test(variable));
  const env = { ...Object.fromEntries(kept), OPENAPI_GENERATOR_JAR: readPin(repositoryRoot).jar };
  const options = { cwd: root, env, maxBuffer: 1 << 26 };
  return promisify(execFile)(process.execPath, [...args], options).then(
    ({ stdout, stderr }) => stdout + stderr,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => {
      throw new Error(stdout + stderr);
    },
  );
}

const tool = (path: string, ...args: readonly string[]): Promise<string> =>
  run('--import', import.meta.resolve('tsx'), join('tools', 'src', path), ...args);

// In this order: each needs what the one before it made.
test('a fifth provider, of one spec and one client package, is generated without drift', async () => {
  expect(await tool('generate/cli.ts', name)).toMatch(new RegExp(`^${name} +1 +1 .* generated$`, 'm'));
  expect(await tool('release/drift/cli.ts', name)).toContain('no drift');
});

test('it builds and type-checks', async () => {
  const folders = ['fetch-runtime', `${name}-client`].map((folder) => join('packages', folder));
  await tool('release/build-package.ts', ...folders);
  await run('node_modules/typescript/bin/tsc', '-p', join('packages', `${name}-client`));
  const used = `import { Configuration, getSky } from '@acme/${name}-client'; console.log(typeof getSky, typeof Configuration);`;
  expect(await run('--input-type=module', '--eval', used)).toBe('function function\n');
});

test('the tests that go over all providers know it, with no other edit', async () => {
  const files = '/(?:clients|examples|bench|manifest)\\.test\\.ts$';
  const titles = [
    ...['docs of weather', 'every operation of our clients has an example', 'the bundle section weighs'],
    ...['every spec has its client', 'weather-client', 'the README of weather', 'the READMEs of all clients'],
  ];
  const jest = join('..', 'node_modules', 'jest', 'bin', 'jest.js');
  const printed = await run(
    ...['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'],
    ...['--import', `data:text/javascript,process.chdir(${JSON.stringify(join(root, 'tools'))})`],
    join(root, 'tools', jest),
    ...[files, '--testNamePattern', titles.join('|'), '--verbose'],
  );
  for (const title of titles) expect(printed).toMatch(new RegExp(`✓ .*${title}|^ *${title}$`, 'm'));
});
