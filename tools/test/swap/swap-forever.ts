import { recover, replaceTrees } from '../../src/generate/swap.js';

/** Swaps a tree of forty files for another one, again and again, until it is killed. */
const target = process.argv[2]!;
recover(target);
for (let turn = 0; ; turn++) {
  const paths = Array.from({ length: 40 }, (_, index) => `apis/File${index}.ts`);
  replaceTrees(
    new Map([[target, Object.fromEntries(paths.map((path) => [path, `turn ${process.pid} ${turn}`]))]]),
  );
  if (turn === 0) process.stdout.write('going\n');
}
