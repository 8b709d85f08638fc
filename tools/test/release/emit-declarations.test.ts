import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitDeclarations } from '../../src/release/emit-declarations.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'declarations-'));
  mkdirSync(join(folder, 'src/models'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const source = (name: string, text: string): void => writeFileSync(join(folder, 'src', name), text);
const emit = (): Promise<void> => emitDeclarations(join(folder, 'src'), join(folder, 'dist'));
const declaration = (name: string): string => readFileSync(join(folder, 'dist', name), 'utf8');

test('declarations for require name the neighbours that are made for require', async () => {
  source(
    'index.ts',
    `import type * as models from './models/index.js';
export * from './send.js';
export * as security from "./security.js";
export type { Operation } from '@acme/fetch-runtime';
/** As in './send.js'. */
export type Path = './send.js' | import('./models/index.js').Map;
export const path: models.Path = './send.js';
`,
  );
  await emit();
  const text = declaration('index.d.cts');
  expect(text).toBe(`import type * as models from './models/index.cjs';
export * from './send.cjs';
export * as security from "./security.cjs";
export type { Operation } from '@acme/fetch-runtime';
/** As in './send.js'. */
export type Path = './send.js' | import('./models/index.cjs').Map;
export declare const path: models.Path;
`);
  expect(declaration('index.d.ts')).toBe(text.replaceAll('.cjs', '.js'));
});

test('a model named like a global stays itself, with its comment', async () => {
  const text =
    '/** A promise to pay. */\nexport interface Promise {\n    map: Map;\n}\nexport type Map = Promise[];\n';
  source('models/index.ts', text);
  await emit();
  expect(declaration('models/index.d.ts')).toBe(text);
});

test('a type that is left to inference is refused, with file and line', async () => {
  source('index.ts', '\nexport const configuration = load();\n');
  await expect(emit()).rejects.toThrow(/index\.ts\(2,14\)/);
});

test('of entries, only what their types need is declared', async () => {
  source('index.ts', "export type { Map } from './models/index.js';\n");
  source('models/index.ts', "import './own.js';\nexport type Map = import('./node.js').Node[];\n");
  source('models/own.ts', 'export const own = 1;\n');
  source('models/node.ts', 'export interface Node {}\n');
  source('inside.ts', 'export interface Inside {}\n');
  await emitDeclarations(join(folder, 'src'), join(folder, 'dist'), ['index']);
  const files = readdirSync(join(folder, 'dist'), { recursive: true }).filter((name) =>
    `${name}`.endsWith('.d.ts'),
  );
  expect(files.sort()).toEqual(['index.d.ts', 'models/index.d.ts', 'models/node.d.ts', 'models/own.d.ts']);
});
