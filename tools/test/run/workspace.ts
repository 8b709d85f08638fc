import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { generateCommand } from '../../src/generate/command.js';
import type { ApiModel } from '../../src/generate/model/model.js';
import { withClientsTable } from '../../src/generate/pages/clients-table.js';
import { runGenerator } from '../../src/generate/render/openapi-generator/engine.js';
import type { Steps } from '../../src/generate/steps.js';
import { type Command, runCommand } from '../../src/shared/command.js';
import { SpecError } from '../../src/shared/spec-error.js';

/** A small repository of its own, with a stand-in for Java that "generates" without a JVM. */
export interface Workspace {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  write(path: string, text: string): void;
  read(path: string): string;
  /** All files below a folder, path → text. */
  files(folder: string): Record<string, string>;
  generated(name: string): Record<string, string>;
  docs(name: string): Record<string, string>;
  generate(args?: readonly string[], change?: Partial<Steps>): Promise<Ran>;
  remove(): void;
}

export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export function makeWorkspace(names: readonly string[] = ['alpha', 'beta']): Workspace {
  const root = mkdtempSync(join(tmpdir(), 'generate-test-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const jar = 'a jar';
  mkdirSync(join(root, 'jars'));
  writeFileSync(join(root, 'jars', '7.25.0.jar'), jar);
  const pin = { version: '7.25.0', sha256: sha256(jar), storageDir: 'jars' };
  write('openapitools.json', JSON.stringify({ 'generator-cli': pin }));
  write('tools/package.json', JSON.stringify({ dependencies: { 'js-yaml': '4.3.2' } }));
  write('tools/src/generate/cli.ts', 'export {};\n');
  write('tools/templates/apis.mustache', 'ours\n');
  for (const name of names) {
    write(`specs/${name}.yaml`, JSON.stringify({ operations: [`get${name}`, `put${name}`] }));
    write(`packages/${name}-client/package.json`, JSON.stringify({ name: `@acme/${name}-client` }));
  }
  // The sandbox plays alpha, and not beta.
  write('packages/provider-sandbox/src/providers/alpha/registration.ts', '');
  write('packages/provider-sandbox/src/generated/page.json', '{}');
  write('java/release', 'JAVA_VERSION="17.0.1"\n');
  write('java/bin/java', fakeJava);
  chmodSync(join(root, 'java/bin/java'), 0o755);

  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, JAVA_HOME: join(root, 'java') };
  const files = (folder: string): Record<string, string> => filesBelow(join(root, folder));
  return {
    root,
    env,
    write,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    files,
    generated: (name) => files(`packages/${name}-client/src/generated`),
    docs: (name) => files(`packages/${name}-client/docs`),
    generate: (args = [], change = {}) =>
      captured(generateCommand, args, {
        root,
        env,
        steps: { ...fakeSteps, ...change },
      }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Runs a command with its steps and keeps what it prints. */
export async function captured<Options extends Command['options'] & object>(
  commandOf: (steps: Steps) => Command<Options>,
  args: readonly string[],
  { root, env, steps }: { root: string; env: NodeJS.ProcessEnv; steps: Steps },
): Promise<Ran> {
  let out = '';
  let err = '';
  const exitCode = await runCommand(commandOf(steps), args, {
    ...{ root, env, cwd: root },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { exitCode, out, err };
}

/** A description here is `{ "operations": [names] }`, and so is its model; one that says "refuse" is refused. */
export const fakeSteps: Steps = {
  specFiles: async (file) => [file],
  read: async (file) => ({ source: { file, value: JSON.parse(readFileSync(file, 'utf8')) } }) as never,
  lint: async ({ source }) => {
    const { refuse } = source.value as { refuse?: string };
    if (refuse !== undefined) throw new SpecError('spec_refused', refuse);
    return { document: source.value as never, warnings: [] };
  },
  embed: async (document) => `${JSON.stringify(document)}\n`,
  normalise: async (document) => {
    const { operations } = document as unknown as { operations: string[] };
    return {
      document,
      names: new Map(),
      clientName: 'Client',
      report: [`count: ${operations.length} operations`],
    };
  },
  model: async ({ document }) =>
    ({ ...document, document: { info: { title: 'An API' } }, schemas: { Names: {} } }) as never,
  files: async (model) => ({
    'index.ts': "export * from './apis/index.js';\n",
    'models/index.ts': `export type Names = '${namesIn(model).join("' | '")}';\n`,
  }),
  pages: async (model, packageName) => ({
    'README.md': `# ${packageName}\n`,
    'DefaultApi.md': `${namesIn(model)
      .map((name) => `## ${name}\n`)
      .join('\n')}`,
  }),
  readme: async (text, listed) => withClientsTable(text, listed),
  view: async (model) => {
    const operations = namesIn(model).map((name) => ({ name, method: 'get', data: {} }));
    return { apis: [{ name: 'DefaultApi', uses: new Set(), operations }] };
  },
  render: runGenerator,
  check: async () => {},
};

function namesIn({ operations }: ApiModel): string[] {
  return operations as unknown as string[];
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function filesBelow(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** A zip file with its entries stored, not deflated; checksums are left at 0, which our reader does not look at. */
export function storedZip(entries: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(text.length, 18);
    local.writeUInt32LE(text.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(text.length, 20);
    entry.writeUInt32LE(text.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name + text));
    directory.push(entry, Buffer.from(name));
    offset += local.length + name.length + text.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

/** Stands in for the JVM with openapi-generator in it; FAKE_JAVA tells how it is to fail. */
const fakeJava = `#!${process.execPath}
const { mkdirSync, readFileSync, writeFileSync, appendFileSync } = require('node:fs');
const fail = process.env.FAKE_JAVA;
if (process.env.FAKE_JAVA_CALLS) appendFileSync(process.env.FAKE_JAVA_CALLS, process.pid + ' ' + process.argv.slice(2).join(' ') + '\\n');
if (fail === 'hang') setInterval(() => {}, 1000);
if (fail === 'exit') {
  console.error("[pool-1-thread-1] Generation failed for unspecified: (SpecValidationException) There were issues\\nErrors:\\n\\t-attribute info is missing\\n\\n\\tat org.openapitools.Secret.run(Secret.java:1)");
  console.log('[FAIL] Completed with 1 failures, 0 successes');
  process.exit(1);
}
if (fail === 'vm') {
  console.error('Error occurred during initialization of VM\\nConflicting collector combinations in option list');
  process.exit(1);
}
if (fail === 'error-line') console.error('[main] ERROR o.o.codegen.DefaultCodegen - Not handling class Parameter');
for (const file of process.argv.filter((arg) => arg.endsWith('/config.json'))) {
  const config = JSON.parse(readFileSync(file, 'utf8'));
  const { paths } = JSON.parse(readFileSync(config.inputSpec, 'utf8'));
  const operations = Object.values(paths).flatMap(Object.values).map(({ operationId }) => operationId);
  const out = (path, text) => {
    mkdirSync(require('node:path').dirname(config.outputDir + '/' + path), { recursive: true });
    writeFileSync(config.outputDir + '/' + path, text);
  };
  const made = fail === 'lose' ? operations.slice(1) : operations;
  out('apis/DefaultApi.ts', made.map((name) => 'export const ' + name + 'Operation: Operation<string> = {};\\r\\n').join(''));
  out('apis/index.ts', "export * from './DefaultApi.js';\\n");
  out('index.ts', "export * from './runtime.js';\\n");
  out('runtime.ts', 'not kept');
  out('docs/DefaultApi.md', 'not kept');
  out('.openapi-generator/FILES', 'not kept');
  out('.openapi-generator/VERSION', fail === 'version' ? '7.24.0' : '7.25.0\\n');
}
`;
