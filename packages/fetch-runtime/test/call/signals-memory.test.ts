import { fork } from 'node:child_process';
import { once } from 'node:events';

test('a signal keeps no answer that nobody holds, and ends those whose stream somebody holds', async () => {
  const child = fork(`${__dirname}/signals-child.ts`, { execArgv: ['--expose-gc', '--import', 'tsx'] });
  try {
    const [{ collected, aborted, held }] = await once(child, 'message');
    expect({ aborted, held }).toEqual({ aborted: 10, held: 10 });
    // A few may still be on the stack.
    expect(collected).toBeGreaterThan(1_990);
  } finally {
    child.kill();
  }
});
