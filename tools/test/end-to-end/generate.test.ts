import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { generateCommand } from '../../src/generate/command.js';
import { steps } from '../../src/generate/steps.js';
import { driftCommand } from '../../src/release/drift/command.js';
import { repositoryRoot } from '../../src/shared/providers.js';
import { readTree } from '../../src/shared/tree.js';
import { captured } from '../run/workspace.js';

/*
 * The real generator, templates, preparation and compiler on the real descriptions, in copies of the repository.
 * A test here costs seconds. On a machine that has never generated the first one fetches the generator.
 */
const timeoutMs = 180_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'end-to-end-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const providers = readdirSync(join(repositoryRoot, 'specs'))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => basename(name, '.yaml'));

/** A repository with our specs and tools, and clients without sources. */
function copyOf(name: string): string {
  const root = join(folder, name);
  const link = (path: string) => symlinkSync(join(repositoryRoot, path), join(root, path), 'junction');
  for (const path of ['tools', 'packages', 'node_modules']) mkdirSync(join(root, path), { recursive: true });
  // The jar: a copy must not fetch one of its own.
  mkdirSync(join(repositoryRoot, '.cache'), { recursive: true });
  for (const path of [
    '.cache',
    'node_modules/typescript',
    'node_modules/@openapitools',
    'packages/fetch-runtime',
    'tools/src',
  ])
    link(path);
  for (const path of [
    'specs',
    'tools/templates',
    'tools/package.json',
    'openapitools.json',
    'package.json',
  ]) {
    cpSync(join(repositoryRoot, path), join(root, path), { recursive: true });
  }
  for (const provider of providers) {
    mkdirSync(join(root, 'packages', `${provider}-client`));
    writeFileSync(
      join(root, 'packages', `${provider}-client`, 'package.json'),
      `{ "name": "@acme/${provider}-client" }`,
    );
  }
  return root;
}

const generate = (root: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  captured(generateCommand, args, { root, env: { ...process.env, ...env }, steps });

const sources = (root: string) => readTree(join(root, 'packages'));

test(
  'all clients are made, compile, are cached without Java, and show no drift',
  async () => {
    const root = copyOf('plain');
    expect(await generate(root, [])).toMatchObject({ exitCode: 0, err: '' });
    const made = await sources(root);
    for (const provider of providers) {
      const paths = Object.keys(made).filter((path) => path.startsWith(`${provider}-client/src/`));
      expect(made[`${provider}-client/docs/README.md`]).toContain(`\`@acme/${provider}-client\``);
      expect(paths.filter((path) => !path.startsWith(`${provider}-client/src/generated/`))).toEqual([]);
      expect(paths).toEqual(
        expect.arrayContaining(
          [
            'index.ts',
            'apis/index.ts',
            'models/index.ts',
            'security.ts',
            'servers.ts',
            'generation.json',
          ].map((path) => `${provider}-client/src/generated/${path}`),
        ),
      );
    }
    const again = await generate(root, [], { JAVA_HOME: join(folder, 'no-java') });
    expect(again.out.match(/cached$/gm)).toHaveLength(providers.length);
    const drift = await captured(driftCommand, [], {
      root,
      env: process.env,
      steps,
    });
    expect(drift).toMatchObject({ exitCode: 0, err: '' });
  },
  timeoutMs,
);

test(
  'neither the place, the language nor the time zone of a machine make a difference',
  async () => {
    const here = copyOf('here');
    const there = copyOf('a place with spaces, ümläuts & 100%');
    expect(await generate(here, [])).toMatchObject({ exitCode: 0, err: '' });
    expect(
      await generate(there, [], {
        TZ: 'Asia/Tokyo',
        LC_ALL: 'C',
        JAVA_TOOL_OPTIONS: '-Duser.language=tr -Duser.country=TR',
      }),
    ).toMatchObject({ exitCode: 0, err: '' });
    expect(await sources(there)).toEqual(await sources(here));
  },
  timeoutMs,
);

test(
  'templates that make code that does not compile write nothing, and the errors are told',
  async () => {
    const root = copyOf('broken');
    appendFileSync(join(root, 'tools/templates/apis.mustache'), 'export const broken: string = 1;\n');
    const before = await sources(root);
    const { exitCode, err } = await generate(root, ['plo']);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^The generator made code that does not compile\..*please report it/);
    expect(err).toMatch(/^plo\/apis\/\w+\.ts\(\d+,\d+\): error TS2322: /m);
    expect(err).not.toContain(folder);
    expect(await sources(root)).toEqual(before);
  },
  timeoutMs,
);

test(
  'what the generator itself refuses is told in its words, without a Java stack',
  async () => {
    const root = copyOf('refused');
    const noOperation = { name: 'no', method: 'nonsense', data: {} };
    const refused = {
      ...steps,
      view: async () => ({ apis: [{ name: 'NoApi', uses: new Set<string>(), operations: [noOperation] }] }),
    };
    const { exitCode, err } = await captured(generateCommand, ['plo'], {
      root,
      env: process.env,
      steps: refused,
    });
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^openapi-generator failed \(exit 1\): .*SpecValidationException/);
    expect(err).toMatch(/nonsense/);
    expect(err).not.toMatch(/^\s+at /m);
  },
  timeoutMs,
);
