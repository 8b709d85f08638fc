import { createKeyGate, type KeyGate, type Leave } from '../../src/mailinabox/key-gate.js';
import { type ManualClock, manualClock, second, settled } from '../token/support.js';
import { times } from './support.js';

let clock: ManualClock;
let gate: KeyGate;
beforeEach(() => {
  clock = manualClock();
  gate = createKeyGate(clock);
});

interface Caller {
  /** `undefined` while it waits. */
  answer: 'admitted' | 'closed' | 'aborted' | undefined;
  leave: Leave;
}

function caller(key = 'K1', signal?: AbortSignal): Caller {
  const made: Caller = { answer: undefined, leave: () => undefined };
  gate.enter(key, signal).then(
    (leave) => {
      made.answer = leave === undefined ? 'closed' : 'admitted';
      made.leave = leave ?? made.leave;
    },
    () => {
      made.answer = 'aborted';
    },
  );
  return made;
}

function answers(callers: readonly Caller[]): (Caller['answer'] | undefined)[] {
  return callers.map(({ answer }) => answer);
}

test('three calls go out with one key; the others follow in the order they came', async () => {
  const all = times(5, () => caller());
  await settled();
  expect(answers(all)).toEqual(['admitted', 'admitted', 'admitted', undefined, undefined]);
  all[1]!.leave();
  await settled();
  expect(answers(all)).toEqual(['admitted', 'admitted', 'admitted', 'admitted', undefined]);
});

test('who leaves twice makes room once', async () => {
  const all = times(6, () => caller());
  await settled();
  all[0]!.leave();
  all[0]!.leave();
  await settled();
  expect(answers(all).filter((answer) => answer === undefined)).toHaveLength(2);
});

test('keys do not wait for each other', async () => {
  const all = [...times(3, () => caller('K1')), ...times(3, () => caller('K2'))];
  await settled();
  expect(answers(all)).toEqual(times(6, () => 'admitted'));
});

test('with a dead key nobody goes out: not who waits, nor who comes later, nor when others leave', async () => {
  const all = times(5, () => caller());
  await settled();
  gate.close('K1');
  await settled();
  expect(answers(all.slice(3))).toEqual(['closed', 'closed']);
  all[0]!.leave();
  const late = caller();
  await settled();
  expect(late.answer).toBe('closed');
  expect([gate.isClosed('K1'), gate.isClosed('K2')]).toEqual([true, false]);
});

test('who aborts is out of the queue, and one that has aborted does not join it', async () => {
  const out = times(3, () => caller());
  const controller = new AbortController();
  const aborted = caller('K1', controller.signal);
  const next = caller();
  controller.abort();
  await settled();
  expect(aborted.answer).toBe('aborted');
  out[0]!.leave();
  await settled();
  expect(next.answer).toBe('admitted');
  const late = caller('K1', controller.signal);
  await settled();
  expect(late.answer).toBe('aborted');
});

test('who aborts at the moment of its turn passes the turn on', async () => {
  const out = times(3, () => caller());
  await settled();
  const controller = new AbortController();
  const aborted = caller('K1', controller.signal);
  const next = caller();
  await settled();
  controller.abort();
  out[0]!.leave();
  await settled();
  expect(answers([aborted, next])).toEqual(['aborted', 'admitted']);
});

test('a call that gets no answer holds up nobody for more than 30 s', async () => {
  times(3, () => caller());
  const waiting = caller();
  clock.advance(29 * second);
  const early = caller();
  await settled();
  expect(answers([waiting, early])).toEqual([undefined, undefined]);
  clock.advance(second);
  const late = caller();
  await settled();
  expect(answers([waiting, early, late])).toEqual(['admitted', 'admitted', 'admitted']);
});

test('of many keys the latest are remembered', () => {
  for (const key of times(100, (index) => `K${index}`)) gate.close(key);
  expect([gate.isClosed('K0'), gate.isClosed('K36'), gate.isClosed('K99')]).toEqual([false, true, true]);
});
