/** The value below which the share `part` (0 to 1) of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** For values counted in coarse steps, of which the larger ones were disturbed. */
export function meanOfLowerHalf(values: readonly number[]): number {
  return mean([...values].sort((a, b) => a - b).slice(0, Math.ceil(values.length / 2)));
}

/** Value by value: what of `values` and `base` belongs together was measured one right after the other. */
export function pairedRatios(values: readonly number[], base: readonly number[]): number[] {
  return values.map((value, index) => value / base[index]!);
}
