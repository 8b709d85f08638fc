import { recover, replaceTrees } from '../../src/generate/output/swap.js';

/** Swaps two trees of forty files for other ones, again and again, until it is killed. */
const targets = process.argv.slice(2);
recover(targets);
for (let turn = 0; ; turn++) {
  const paths = Array.from({ length: 40 }, (_, index) => `apis/File${index}.ts`);
  const tree = Object.fromEntries(paths.map((path) => [path, `turn ${process.pid} ${turn}`]));
  replaceTrees(new Map(targets.map((target) => [target, tree])));
  if (turn === 0) process.stdout.write('going\n');
}
