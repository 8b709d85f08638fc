/** A day, in ms. Days of the providers begin at midnight, UTC. */
export const DAY_MS: number = 24 * 60 * 60_000;
