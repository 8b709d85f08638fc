import { createRandom } from '../core/random.js';

/** A mix of faults that is the same for the same seed. */
export interface ChaosOptions {
  /** Of what happens to which call. */
  readonly seed: number;
  /** The part of calls that something happens to, from 0 to 1. Default: 0.2. */
  readonly share?: number | undefined;
}

/** What chaos picks from, each as often as the others. Short and small, so that a suite under chaos stays quick. */
const mix = [
  'delay;ms=50',
  'delay;ms=200',
  'status-408',
  'status-429;retry-after=1',
  'status-500',
  'status-502',
  'status-503',
  'status-503;retry-after=1',
  'status-504',
  'cut-before',
  'cut-during',
  'cut-after',
  'truncated-json',
  'html',
  'slow-body;ms=10',
  'wrong-type',
  'oversized-error;bytes=1048576',
  'duplicate',
] as const;

/**
 * What happens to a provider's call number `call` (from 0): faults as {@link parseFaults} reads them, mostly none.
 * Nothing but the arguments decides, so the calls of one provider do not depend on those of another.
 */
export function chaosFaults({ seed, share = 0.2 }: ChaosOptions, provider: string, call: number): string {
  const random = createRandom(seed, 'chaos', provider, `${call}`);
  return random.next() < share ? random.pick(mix) : '';
}
