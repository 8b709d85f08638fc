import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../../src/shared/failure.js';
import { makeWorkspace, sha256, type Workspace } from './workspace.js';

let workspace: Workspace;
beforeEach(() => {
  workspace = makeWorkspace();
});
afterEach(() => workspace.remove());

const noJava = { render: () => Promise.reject(new Error('the generator was started')) };

describe('npm run generate', () => {
  test('makes every provider of specs/ and keeps only what is part of a client', async () => {
    const { exitCode, out, err } = await workspace.generate();
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    for (const name of ['alpha', 'beta']) {
      expect(Object.keys(workspace.generated(name))).toEqual([
        '.openapi-generator/VERSION',
        'apis/DefaultApi.ts',
        'apis/index.ts',
        'generation.json',
        'index.ts',
        'models/index.ts',
      ]);
    }
    expect(out).toMatch(/alpha +2 +1 +8 +\d+\.\d\d {2}generated/);
  });

  test('makes the pages about each client beside its sources, under its npm name', async () => {
    await workspace.generate();
    expect(Object.keys(workspace.docs('alpha'))).toEqual(['DefaultApi.md', 'README.md']);
    expect(workspace.docs('alpha')['README.md']).toBe('# @acme/alpha-client\n');
    expect(JSON.parse(workspace.generated('alpha')['generation.json']!).docs).toEqual({
      'DefaultApi.md': sha256(workspace.docs('alpha')['DefaultApi.md']!),
      'README.md': sha256('# @acme/alpha-client\n'),
    });
  });

  test('writes LF line ends, whatever the generator wrote', async () => {
    await workspace.generate();
    expect(workspace.generated('alpha')['apis/DefaultApi.ts']).not.toContain('\r');
  });

  test('the manifest names neither time nor machine: two repositories get the same bytes', async () => {
    const other = makeWorkspace();
    try {
      await workspace.generate();
      await other.generate();
      expect(workspace.generated('alpha')).toEqual(other.generated('alpha'));
      expect(workspace.docs('alpha')).toEqual(other.docs('alpha'));
    } finally {
      other.remove();
    }
  });

  test('a second run finds all cached and starts no Java', async () => {
    await workspace.generate();
    const { exitCode, out } = await workspace.generate([], noJava);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/alpha +2 +1 +8 +- {2}cached/);
    expect(out).toMatch(/beta +2 +1 +8 +- {2}cached/);
  });

  test('a checkout with CRLF line ends is still cached', async () => {
    await workspace.generate();
    for (const [path, text] of Object.entries(workspace.generated('alpha'))) {
      workspace.write(`packages/alpha-client/src/generated/${path}`, text.replaceAll('\n', '\r\n'));
    }
    workspace.write('tools/templates/apis.mustache', 'ours\r\n');
    expect((await workspace.generate([], noJava)).exitCode).toBe(0);
  });

  test.each([
    ['the description', 'specs/alpha.yaml', JSON.stringify({ operations: ['other'] }), ['alpha']],
    [
      'the options of a client',
      'packages/alpha-client/generator.json',
      '{ "additionalProperties": {} }',
      ['alpha'],
    ],
    ['a template', 'tools/templates/apis.mustache', 'changed', ['alpha', 'beta']],
    ['a source of the tool', 'tools/src/generate/cli.ts', 'changed', ['alpha', 'beta']],
    [
      'the version of the library that parses specs',
      'tools/package.json',
      '{ "dependencies": { "js-yaml": "4.99.0" } }',
      ['alpha', 'beta'],
    ],
    ['a generated file, edited by hand', 'packages/alpha-client/src/generated/index.ts', 'edited', ['alpha']],
    ['a file that does not belong there', 'packages/alpha-client/src/generated/extra.ts', '', ['alpha']],
    ['the manifest, edited by hand', 'packages/alpha-client/src/generated/generation.json', '{}', ['alpha']],
    ['a page, edited by hand', 'packages/alpha-client/docs/README.md', 'edited', ['alpha']],
    ['a page that does not belong there', 'packages/alpha-client/docs/Extra.md', '', ['alpha']],
    [
      'what the sandbox carries, edited by hand',
      'packages/provider-sandbox/src/generated/alpha.json',
      'edited',
      ['alpha'],
    ],
    ['the npm name', 'packages/alpha-client/package.json', '{ "name": "@other/alpha-client" }', ['alpha']],
  ])('%s has changed: the clients concerned are made again', async (_what, path, text, expected) => {
    await workspace.generate();
    const before = workspace.generated('alpha')['index.ts'];
    workspace.write(path, text);
    const { exitCode, out } = await workspace.generate();
    expect(exitCode).toBe(0);
    expect(['alpha', 'beta'].filter((name) => new RegExp(`^${name} .*generated$`, 'm').test(out))).toEqual(
      expected,
    );
    expect(workspace.generated('alpha')['index.ts']).toBe(before);
    expect(workspace.generated('alpha')['extra.ts']).toBeUndefined();
    expect(Object.keys(workspace.docs('alpha'))).toEqual(['DefaultApi.md', 'README.md']);
    expect(workspace.read('packages/provider-sandbox/src/generated/alpha.json')).toBe(
      `${workspace.read('specs/alpha.yaml')}\n`,
    );
  });

  test('the sandbox carries the providers that it has a folder for, and nothing else is touched there', async () => {
    await workspace.generate();
    expect(Object.keys(workspace.files('packages/provider-sandbox/src/generated'))).toEqual([
      'alpha.json',
      'page.json',
    ]);
    workspace.write('packages/provider-sandbox/src/providers/beta/registration.ts', '');
    const { out } = await workspace.generate();
    expect(out).toMatch(/^beta .*generated$/m);
    expect(workspace.files('packages/provider-sandbox/src/generated')).toHaveProperty(['beta.json']);
  });

  test('the lists of the sandbox follow from its folders, also where no client has changed', async () => {
    const sandbox = 'packages/provider-sandbox';
    workspace.write(`${sandbox}/package.json`, '{ "exports": { ".": {}, "./package.json": "" } }');
    await workspace.generate();
    expect(workspace.read(`${sandbox}/src/generated/provider-name.ts`)).toContain("= 'alpha';");
    workspace.write(`${sandbox}/src/providers/gamma/registration.ts`, '');
    const { exitCode, out } = await workspace.generate();
    expect({ exitCode, made: /generated$/m.test(out) }).toEqual({ exitCode: 0, made: false });
    expect(workspace.read(`${sandbox}/src/generated/provider-name.ts`)).toContain("= 'alpha' | 'gamma';");
    expect(JSON.parse(workspace.read(`${sandbox}/package.json`)).exports).toHaveProperty(['./gamma']);
  });

  test('every folder of the helpers with an index is an entry of their package, and no other is', async () => {
    const helpers = 'packages/auth-helpers';
    workspace.write(
      `${helpers}/package.json`,
      '{ "exports": { ".": {}, "./old": {}, "./package.json": "" } }',
    );
    for (const file of ['beta/index.ts', 'alpha/index.ts', 'token/held.ts', 'index.ts'])
      workspace.write(`${helpers}/src/${file}`, '');
    await workspace.generate();
    const { exports, typesVersions } = JSON.parse(workspace.read(`${helpers}/package.json`));
    expect(Object.keys(exports)).toEqual(['.', './alpha', './beta', './package.json']);
    expect(exports['./alpha'].require).toEqual({
      types: './dist/alpha/index.d.cts',
      default: './dist/alpha/index.cjs',
    });
    expect(typesVersions['*']).toEqual({
      alpha: ['./dist/alpha/index.d.cts'],
      beta: ['./dist/beta/index.d.cts'],
    });
  });

  test('the README of the repository lists every client, also those that stay; nothing else in it changes', async () => {
    const around = (table: string) =>
      `# Ours\n\n<!-- The clients: \`npm run generate\` writes this table. -->\n${table}<!-- End of the clients. -->\n\nMore.\n`;
    workspace.write('README.md', around(''));
    await workspace.generate(['alpha']);
    await workspace.generate(['beta']);
    const row = (name: string) =>
      `| [\`@acme/${name}-client\`](packages/${name}-client) | An API | [\`specs/${name}.yaml\`](specs/${name}.yaml) |\n`;
    const titles = '| client | for | operations described in |\n| --- | --- | --- |\n';
    expect(workspace.read('README.md')).toBe(around(`\n${titles}${row('alpha')}${row('beta')}\n`));
  });

  test('all stale clients are made in one start of Java', async () => {
    const calls = join(workspace.root, 'calls');
    workspace.env.FAKE_JAVA_CALLS = calls;
    await workspace.generate();
    const lines = workspace.read('calls').trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/batch -- clients\/alpha\/config\.json clients\/beta\/config\.json$/);
  });

  test('a named provider is made alone; --force makes what is cached', async () => {
    await workspace.generate(['beta']);
    expect(workspace.generated('alpha')).toEqual({});
    const { out } = await workspace.generate(['beta', '--force']);
    expect(out).toMatch(/^beta .*generated$/m);
  });

  test('--verbose shows what the preparation did', async () => {
    expect((await workspace.generate(['--verbose'])).out).toContain('alpha: count: 2 operations\n');
    expect((await workspace.generate(['--force'])).out).not.toContain('count:');
  });

  test('options that a client may set reach the generator; others are refused', async () => {
    workspace.write('packages/alpha-client/generator.json', '{ "generatorName": "java" }');
    const { exitCode, err } = await workspace.generate();
    expect(exitCode).toBe(1);
    expect(err).toBe(
      'alpha: generator.json sets "generatorName"; it can set additionalProperties and openapiNormalizer.\n',
    );
  });
});

test('pages that are missing are made again, although the sources are there', async () => {
  await workspace.generate();
  const before = workspace.docs('alpha');
  rmSync(join(workspace.root, 'packages/alpha-client/docs'), { recursive: true });
  expect((await workspace.generate()).out).toMatch(/^alpha .*generated$/m);
  expect(workspace.docs('alpha')).toEqual(before);
});

describe('a run that fails leaves every byte of packages/ as it was', () => {
  const untouched = async (run: () => Promise<{ exitCode: number; err: string; out: string }>) => {
    await workspace.generate();
    workspace.write('specs/alpha.yaml', JSON.stringify({ operations: ['one', 'two', 'three'] }));
    const before = workspace.files('packages');
    const ran = await run();
    expect(workspace.files('packages')).toEqual(before);
    expect(ran.exitCode).toBe(1);
    expect(ran.out).toContain('Nothing was written.');
    expect(ran.err).not.toMatch(/^\s+at /m);
    return ran;
  };

  test('a refused description, even where another one is fine', async () => {
    const { err, out } = await untouched(() => {
      workspace.write('specs/beta.yaml', '{ "refuse": "specs/beta.yaml has an error." }');
      return workspace.generate();
    });
    expect(err).toBe('specs/beta.yaml has an error.\n');
    expect(out).toMatch(/^alpha .*not written$/m);
    expect(out).toMatch(/^beta .*failed$/m);
  });

  test('two refused descriptions are told in one run', async () => {
    workspace.write('specs/alpha.yaml', '{ "refuse": "alpha is wrong." }');
    workspace.write('specs/beta.yaml', '{ "refuse": "beta is wrong." }');
    expect((await workspace.generate()).err).toBe('alpha is wrong.\n\nbeta is wrong.\n');
  });

  test.each([
    [
      'exit',
      'openapi-generator failed (exit 1): Generation failed for unspecified: (SpecValidationException) There were issues\nErrors:\n\t-attribute info is missing\n',
    ],
    [
      'vm',
      'openapi-generator failed (exit 1): Error occurred during initialization of VM\nConflicting collector combinations in option list\n',
    ],
    ['error-line', 'openapi-generator failed: Not handling class Parameter\n'],
    [
      'lose',
      'alpha: 3 operations went into openapi-generator, 2 came out. Two of them may have the same name, or the templates have lost them.\n',
    ],
    ['version', 'alpha: openapi-generator 7.25.0 was to make it, but the output names 7.24.0.\n'],
  ])('the generator fails: %s', async (how, message) => {
    workspace.env.FAKE_JAVA = '';
    const { err } = await untouched(() => {
      workspace.env.FAKE_JAVA = how;
      return workspace.generate();
    });
    expect(err).toBe(message);
  });

  test('code that does not compile', async () => {
    const { err } = await untouched(() =>
      workspace.generate([], {
        check: () => Promise.reject(new SetupError('not_compiling', 'It does not compile.')),
      }),
    );
    expect(err).toBe('It does not compile.\n');
  });

  test('a fault of the tools is told as such, its stack only with --verbose', async () => {
    const broken = { normalise: () => Promise.reject(new TypeError('x is undefined')) };
    const { err } = await untouched(() => workspace.generate([], broken));
    expect(err).toBe(
      'internal error: x is undefined\nThis is a fault of the tools; --verbose shows where.\n',
    );
    expect((await workspace.generate(['--verbose'], broken)).err).toMatch(
      /^internal error: TypeError: x is undefined\n +at /,
    );
  });
});

test('a run leaves no work folder and no lock behind, also when it fails', async () => {
  await workspace.generate();
  workspace.env.FAKE_JAVA = 'exit';
  await workspace.generate(['--force']);
  const left = readdirSync(join(workspace.root, 'node_modules/.cache/generate'));
  expect(left.filter((name) => name === 'lock' || name.startsWith('work-'))).toEqual([]);
});

test('the work folder of a killed run is removed by the next one', async () => {
  workspace.write('node_modules/.cache/generate/work-99999999/clients/alpha/carrier.json', '{}');
  await workspace.generate();
  expect(existsSync(join(workspace.root, 'node_modules/.cache/generate/work-99999999'))).toBe(false);
});

describe('--spec FILE --out FOLDER', () => {
  const run = (out: string) => workspace.generate(['--spec', 'specs/alpha.yaml', '--out', out]);

  test('makes a client of any description in a new folder, or in an empty one', async () => {
    expect(await run('made/here')).toMatchObject({ exitCode: 0, err: '' });
    expect(workspace.files('made/here')['models/index.ts']).toContain('getalpha');
    expect(workspace.files('made/here')['docs/DefaultApi.md']).toContain('## getalpha\n');
    mkdirSync(join(workspace.root, 'empty'));
    expect(await run('empty')).toMatchObject({ exitCode: 0, err: '' });
    expect(workspace.files('empty')).toEqual(workspace.files('made/here'));
    expect(readdirSync(workspace.root).filter((name) => name.includes('generate-'))).toEqual([]);
  });

  test('refuses a folder that is not empty, and leaves it alone', async () => {
    workspace.write('full/mine.txt', 'mine');
    expect(await run('full')).toMatchObject({
      exitCode: 1,
      err: 'The folder of --out is not empty; choose an empty one or a new one.\n',
    });
    expect(workspace.files('full')).toEqual({ 'mine.txt': 'mine' });
  });

  test.each([
    'packages/alpha-client/src/generated',
    'packages/new',
    'specs',
    'tools/made',
    'node_modules/x',
    '.git/x',
  ])('refuses %s: it is part of this repository', async (out) => {
    expect((await run(out)).err).toMatch(
      /is in (packages|specs|tools|node_modules|\.git)\/ of this repository/,
    );
  });

  test.each([
    ['repairs foreign descriptions', [], 'repaired'],
    ['applies the rules of OpenAPI to foreign descriptions with --strict', ['--strict'], 'lenient'],
  ])('%s', async (_title, more, wanted) => {
    const rules: string[] = [];
    await workspace.generate(['--spec', 'specs/alpha.yaml', '--out', 'made', ...more], {
      lint: (_spec, which) => {
        rules.push(which);
        return Promise.reject(new SetupError('options_invalid', 'enough'));
      },
    });
    expect(rules).toEqual([wanted]);
    expect(existsSync(join(workspace.root, 'made'))).toBe(false);
  });
});
