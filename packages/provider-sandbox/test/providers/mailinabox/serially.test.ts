import { serially } from '../../../src/providers/mailinabox/provider.js';

test('what is asked for at once is done one after the other, in that order, whatever fails', async () => {
  const turn = serially();
  const done: string[] = [];
  const run = (name: string, ticks: number, reason?: string) =>
    turn(async () => {
      done.push(`${name} begins`);
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      done.push(`${name} ends`);
      if (reason !== undefined) throw new Error(reason);
      return name;
    });
  const outcomes = await Promise.allSettled([run('slow', 20), run('broken', 5, 'no'), run('fast', 0)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const names = ['slow', 'broken', 'fast'];
  expect(done).toEqual(names.flatMap((name) => [`${name} begins`, `${name} ends`]));
});
