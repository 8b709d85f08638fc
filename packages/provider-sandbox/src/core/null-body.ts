/** Statuses whose answers have no body, not even an empty one: the null body statuses of Fetch (section 2.2.3). */
const nullBodyStatuses: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** Whether an answer of this status has no body, whatever it was given. */
export function hasNullBody(status: number): boolean {
  return nullBodyStatuses.has(status);
}
