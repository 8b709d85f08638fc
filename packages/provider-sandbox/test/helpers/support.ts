import type { TokenEvent } from '@acme/auth-helpers';

export { outcomes, printed, rejection, times, until } from '../../../../tools/jest/outcomes.js';

export const second = 1_000;
export const minute: number = 60 * second;
export const hour: number = 60 * minute;

export function types(events: readonly TokenEvent[]): string[] {
  return events.map(({ type }) => type);
}
