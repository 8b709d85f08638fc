import { fileURLToPath } from 'node:url';
import { linted } from '../linted.js';
import { printed } from '../printed.js';
import { compile, compilers } from './compile.js';
import { textOf } from './triggers.js';

test.each(compilers)(
  '%s: what a description allows compiles, and what it forbids does not',
  async (_name, compiler) => {
    const file = fileURLToPath(new URL('no-loss.yaml', import.meta.url));
    const { files } = printed((await linted(file, 'lenient')).document);
    const models = files['models/index.ts']!;
    expect(await compile(compiler, { 'models.ts': models, 'usage.ts': textOf('no-loss.ts.txt') })).toBe('');
  },
);
