import { Nonces } from '../../../src/providers/plo/oauth1.js';

const toleranceMs = 300_000;

function nonces() {
  let nowMs = 1_000_000;
  const used = new Nonces(toleranceMs, () => nowMs);
  return {
    used,
    advance: (ms: number) => {
      nowMs += ms;
    },
  };
}

test('a nonce is refused for as long as its timestamp may be good, even one that was ahead', () => {
  const { used, advance } = nonces();
  expect(used.use('a')).toBe(true);
  advance(2 * toleranceMs);
  expect(used.use('a')).toBe(false);
});

test('nonces that are older are forgotten, so that a long run needs no more and more memory', () => {
  const { used, advance } = nonces();
  for (let count = 0; count < 1_000; count += 1) used.use(`${count}`);
  advance(toleranceMs);
  used.use('later');
  expect(used.size).toBe(1_001);
  advance(toleranceMs + 1);
  used.use('now');
  expect(used.size).toBe(2);
});
