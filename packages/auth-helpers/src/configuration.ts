import { redacted } from './redacted.js';

/**
 * What a helper gives the client: a `Configuration`, or the plain object in its place, takes it as it is or spread with
 * settings of the caller's. It has no members that were not given, cannot be changed, and shows nothing when printed.
 */
export function clientConfiguration<Members extends object>(members: Members): Readonly<Members> {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  const configuration = Object.fromEntries(given) as Members;
  redacted(configuration);
  return Object.freeze(configuration);
}
