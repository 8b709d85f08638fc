import { type Delivery, type DeliveryPlan, deliveryPlan, pause } from '../../src/faults/delivery.js';

const body = '{"note":"été","list":[1,2,3]}';
const bytes = Buffer.byteLength(body);

function plan(delivery?: Delivery, text = body): DeliveryPlan {
  const answer = { status: 200, headers: {}, body: text };
  return deliveryPlan(delivery === undefined ? answer : { ...answer, delivery });
}

function sent({ pieces }: DeliveryPlan): Buffer {
  return Buffer.concat(pieces);
}

describe('how an answer goes over the wire', () => {
  test('at once, whole and in one piece, when nothing else is said', () => {
    const usual = plan();
    expect(usual).toMatchObject({ delayMs: 0, pauseMs: 0, isRefused: false, isCut: false });
    expect(usual.pieces).toHaveLength(1);
    expect(sent(usual).toString()).toBe(body);
  });

  test('a slow body is whole and comes in ten pieces, or in as many as it has bytes', () => {
    const slow = plan({ pauseMs: 20 });
    expect(slow).toMatchObject({ pauseMs: 20, isCut: false });
    expect(slow.pieces).toHaveLength(10);
    expect(sent(slow).toString()).toBe(body);
    expect(plan({ pauseMs: 20 }, '[]').pieces).toHaveLength(2);
  });

  test('a cut comes before, in the middle of, or after the body', () => {
    expect(plan({ cut: 'before' }).isRefused).toBe(true);
    const [during, after] = [plan({ cut: 'during' }), plan({ cut: 'after' })];
    expect([during.isRefused, during.isCut, sent(during).length]).toEqual([
      false,
      true,
      Math.floor(bytes / 2),
    ]);
    expect([after.isRefused, after.isCut, sent(after).length]).toEqual([false, true, bytes]);
  });

  test('without a body every cut comes before the answer', () => {
    for (const cut of ['before', 'during', 'after'] as const) expect(plan({ cut }, '').isRefused).toBe(true);
  });

  test('the answer to HEAD has no piece', () => {
    expect(deliveryPlan({ status: 200, headers: {}, body }, false).pieces).toEqual([]);
  });
});

describe('a pause', () => {
  test('ends when nobody waits any more, and leaves no timer', async () => {
    jest.useFakeTimers();
    try {
      const gone = new AbortController();
      const waiting = pause(60_000, gone.signal);
      expect(jest.getTimerCount()).toBe(1);
      gone.abort();
      await expect(waiting).resolves.toBe(false);
      expect(jest.getTimerCount()).toBe(0);
      await expect(pause(60_000, gone.signal)).resolves.toBe(false);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  test('lasts as long as it is to', async () => {
    jest.useFakeTimers();
    try {
      const waiting = pause(100, new AbortController().signal);
      jest.advanceTimersByTime(99);
      expect(jest.getTimerCount()).toBe(1);
      jest.advanceTimersByTime(1);
      await expect(waiting).resolves.toBe(true);
    } finally {
      jest.useRealTimers();
    }
  });
});
