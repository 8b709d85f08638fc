import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTurns, serially } from '../../src/token/turns.js';
import { beginWork } from '../../src/token/work.js';
import { turns as settled } from '../support.js';

const step = fc.record({
  do: fc.constantFrom('come' as const, 'come' as const, 'go' as const, 'go' as const, 'give up' as const),
  key: fc.constantFrom('a', 'b'),
  who: fc.nat(7),
  /** Whether the next step waits until this one has had its effect. */
  isSettled: fc.boolean(),
});

describe('turns', () => {
  test('let in no more at a time than may be, however they come, go and give up, and forget nobody', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, most) => {
          const turns = createTurns(() => most);
          const inside = new Map<string, Set<() => void>>([
            ['a', new Set()],
            ['b', new Set()],
          ]);
          const givingUp: (() => void)[] = [];
          const ended: Promise<unknown>[] = [];
          const crowds: number[] = [];
          const come = async (key: string): Promise<void> => {
            const work = beginWork();
            const { signal, ...controller } = abortable();
            givingUp.push(controller.abort);
            try {
              await turns.enter(key, work, signal);
              const here = inside.get(key)!;
              const left = new Promise<void>((resolve) => here.add(resolve));
              crowds.push(here.size);
              await left;
            } catch {
              // Given up.
            } finally {
              turns.leave(key, work);
              work.end();
            }
          };
          const goes = (who: number): void => {
            const all = [...inside.values()].flatMap((here) => [...here].map((leave) => ({ here, leave })));
            const one = all[who % Math.max(all.length, 1)];
            one?.here.delete(one.leave);
            one?.leave();
          };
          for (const each of steps) {
            if (each.do === 'come') ended.push(come(each.key));
            if (each.do === 'go') goes(each.who);
            if (each.do === 'give up') givingUp[each.who]?.();
            if (each.isSettled) await settled(2);
          }
          await settled(2);
          for (const here of inside.values()) {
            while (here.size > 0) {
              goes(0);
              await settled(2);
            }
          }
          await Promise.all(ended);
          expect(Math.max(0, ...crowds)).toBeLessThanOrEqual(most);
        },
      ),
    );
  });

  test('one after the other is one after the other also for who comes as one before has just been woken', async () => {
    const inTurn = serially();
    let atATime = 0;
    let most = 0;
    const run = (turns: number) =>
      inTurn(async () => {
        atATime += 1;
        most = Math.max(most, atATime);
        await settled(turns);
        atATime -= 1;
      });
    const first = run(2);
    const second = run(8);
    await first;
    await settled(2);
    await Promise.all([second, run(1), run(1)]);
    expect(most).toBe(1);
  });
});

function abortable(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
