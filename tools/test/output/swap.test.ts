import { spawn } from 'node:child_process';
import * as nodeFs from 'node:fs';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { recover, replaceTrees, type SwapFs } from '../../src/generate/output/swap.js';
import { readTree, type Tree } from '../../src/shared/tree.js';

const previous: Tree = { 'index.ts': 'old', 'apis/A.ts': 'old', 'apis/Gone.ts': 'old' };
const next: Tree = { 'index.ts': 'new', 'apis/A.ts': 'new', 'models/index.ts': 'new' };

let folder: string;
let first: string;
let second: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swap-test-'));
  first = join(folder, 'first', 'generated');
  second = join(folder, 'second', 'generated');
  for (const target of [first, second]) replaceTrees(new Map([[target, previous]]));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** File system calls of which the nth fails, as if the process had ended there: all later ones fail, too. */
function endsAt(step: number, calls: string[] = []): SwapFs {
  const guard =
    <Args extends unknown[], Result>(name: string, call: (...args: Args) => Result) =>
    (...args: Args): Result => {
      calls.push(name);
      if (calls.length >= step) throw Object.assign(new Error('ended'), { code: 'ENDED' });
      return call(...args);
    };
  return {
    existsSync: nodeFs.existsSync,
    mkdirSync: guard('mkdir', nodeFs.mkdirSync) as SwapFs['mkdirSync'],
    renameSync: guard('rename', nodeFs.renameSync),
    rmSync: guard('rm', nodeFs.rmSync),
    writeFileSync: guard('write', nodeFs.writeFileSync) as SwapFs['writeFileSync'],
  };
}

const both = () =>
  new Map([
    [first, next],
    [second, next],
  ]);

test('new trees take the place of the old ones, and nothing else is left', async () => {
  replaceTrees(both());
  expect(await readTree(first)).toEqual(next);
  expect(await readTree(second)).toEqual(next);
  expect(readdirSync(join(folder, 'first'))).toEqual(['generated']);
});

test('wherever a run ends, the next one finds all trees whole: all the previous ones or all the new ones', async () => {
  const calls: string[] = [];
  replaceTrees(both(), endsAt(Number.POSITIVE_INFINITY, calls));
  const steps = calls.length;
  expect(steps).toBeGreaterThan(15);
  const seen = new Set<string>();
  for (let step = 1; step <= steps; step++) {
    for (const target of [first, second]) replaceTrees(new Map([[target, previous]]));
    try {
      replaceTrees(both(), endsAt(step));
    } catch {
      // The end of the process.
    }
    recover([first, second]);
    const tree = await readTree(first);
    expect([previous, next]).toContainEqual(tree);
    // All or none: never the new sources beside the previous pages.
    expect(await readTree(second)).toEqual(tree);
    for (const target of [first, second]) expect(readdirSync(join(target, '..'))).toEqual(['generated']);
    seen.add(tree['index.ts']!);
  }
  expect(seen).toEqual(new Set(['old', 'new']));
});

test('a file that stands among others goes with the folders: wherever the run ends, all are new or none is', async () => {
  const file = join(folder, 'carried.json');
  const steps = 40;
  const seen = new Set<string>();
  for (let step = 1; step <= steps; step++) {
    replaceTrees(
      new Map<string, Tree | string>([
        [first, previous],
        [file, 'old'],
      ]),
    );
    try {
      replaceTrees(
        new Map<string, Tree | string>([
          [first, next],
          [file, 'new'],
        ]),
        endsAt(step),
      );
    } catch {
      // The end of the process.
    }
    recover([first, file]);
    const text = nodeFs.readFileSync(file, 'utf8');
    expect((await readTree(first))['index.ts']).toBe(text);
    expect(readdirSync(folder).sort()).toEqual(['carried.json', 'first', 'second']);
    seen.add(text);
  }
  expect(seen).toEqual(new Set(['old', 'new']));
  rmSync(file);
});

test('a run that ends while it recovers is recovered from as well', async () => {
  for (let step = 1; step < 20; step++) {
    for (const target of [first, second]) replaceTrees(new Map([[target, previous]]));
    // As a kill leaves them: the first folder is new already, the second one was moved aside.
    const [old, fresh] = ['old', 'new'].map((kind) => join(folder, 'second', `.generated.generate-${kind}`));
    nodeFs.cpSync(first, join(folder, 'first', '.generated.generate-old'), { recursive: true });
    nodeFs.renameSync(second, old!);
    nodeFs.cpSync(first, fresh!, { recursive: true });
    nodeFs.writeFileSync(join(first, 'index.ts'), 'new');
    try {
      recover([first, second], endsAt(step));
    } catch {
      // The end of the process.
    }
    recover([first, second]);
    expect(await readTree(first)).toEqual(previous);
    expect(await readTree(second)).toEqual(previous);
    expect(readdirSync(join(folder, 'first'))).toEqual(['generated']);
  }
});

test('recover says when the previous sources had to be put back', () => {
  expect(recover([first])).toEqual([]);
  nodeFs.renameSync(first, join(folder, 'first', '.generated.generate-old'));
  mkdirSync(join(folder, 'first', '.generated.generate-new'));
  expect(recover([first])).toEqual([first]);
  expect(readdirSync(join(folder, 'first'))).toEqual(['generated']);
});

test('a killed first generation leaves no half-made sources', () => {
  rmSync(first, { recursive: true });
  mkdirSync(join(folder, 'first', '.generated.generate-new'));
  writeFileSync(join(folder, 'first', '.generated.generate-new', 'index.ts'), 'ne');
  recover([first]);
  expect(readdirSync(join(folder, 'first'))).toEqual([]);
});

test('when one folder cannot be renamed, those before it go back: all or none', async () => {
  const busy = { ...nodeFs, renameSync: renameExcept(join(folder, 'second', '.generated.generate-new')) };
  expect(() => replaceTrees(both(), busy)).toThrow(
    /could not be put in place \(EBUSY\); the previous ones stay/,
  );
  expect(await readTree(first)).toEqual(previous);
  expect(await readTree(second)).toEqual(previous);
  expect(readdirSync(join(folder, 'first'))).toEqual(['generated']);
  expect(readdirSync(join(folder, 'second'))).toEqual(['generated']);
});

test('when the disk is full, the previous trees stay', async () => {
  let left = 4;
  const full: SwapFs = {
    ...nodeFs,
    writeFileSync: (...args: Parameters<typeof nodeFs.writeFileSync>) => {
      if (--left < 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      nodeFs.writeFileSync(...args);
    },
  };
  expect(() => replaceTrees(both(), full)).toThrow(/ENOSPC/);
  expect(await readTree(first)).toEqual(previous);
  expect(readdirSync(join(folder, 'first'))).toEqual(['generated']);
});

test('a process killed at any moment leaves sources that the next run makes whole', async () => {
  const script = fileURLToPath(new URL('swap-forever.ts', import.meta.url));
  for (let round = 0; round < 4; round++) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, first, second], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await sleep(20 + round * 13);
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    recover([first, second]);
    const texts = [...Object.values(await readTree(first)), ...Object.values(await readTree(second))];
    expect(texts).toHaveLength(80);
    expect(new Set(texts).size).toBe(1);
    expect(existsSync(join(folder, 'first', '.generated.generate-new'))).toBe(false);
  }
});

function renameExcept(path: string): SwapFs['renameSync'] {
  return (from, to) => {
    if (from === path) throw Object.assign(new Error('busy'), { code: 'EBUSY' });
    nodeFs.renameSync(from, to);
  };
}
