export interface Turns {
  readonly rounds: number;
  /** Not counted, at the start. */
  readonly warmUpRounds: number;
  readonly callsPerRound: number;
}

/**
 * Runs variants by turns, in short rounds: what disturbs the machine hits all of them. (tinybench and mitata run one
 * variant after the other, so that a busy minute makes a ratio of two of them worthless.)
 *
 * @returns for each variant, by round, the processor time of a call in µs, of all threads of this process. Other
 *   processes disturb it less than time on the clock.
 */
export async function inTurns<Name extends string>(
  variants: Readonly<Record<Name, () => unknown>>,
  { rounds, warmUpRounds, callsPerRound }: Turns,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(variants) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const name of shuffled(names)) {
      const call = variants[name];
      const start = process.cpuUsage();
      for (let count = 0; count < callsPerRound; count += 1) await call();
      const { user, system } = process.cpuUsage(start);
      if (round >= 0) samples[name].push((user + system) / callsPerRound);
    }
  }
  return samples;
}

/** In a fixed order each variant would always clear away the garbage of the same other one. */
function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
