import { type FaultParameters, faultKinds } from './catalogue.js';

/** One thing that goes wrong with one call. */
export interface Fault {
  readonly name: string;
  readonly parameters: FaultParameters;
}

/** A text that asks for bad manners is not understood. */
export class MannerError extends Error {
  /** To tell it by, also where the package was loaded twice. */
  override readonly name = 'MannerError';
  /** Stable, for programs. */
  readonly code = 'manner_unknown';
}

/**
 * Reads what a header `x-sandbox-manner`, a control call or an option asks for: names with commas between them, each
 * with parameters behind semicolons, as `delay;ms=250, status-503;retry-after=2`. They are applied in this order.
 *
 * @returns none for a text without a name.
 * @throws MannerError that names the part and what there is to choose from.
 */
export function parseFaults(text: string): readonly Fault[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '').map(parseFault);
}

function parseFault(text: string): Fault {
  const [name = '', ...given] = text.split(';').map((part) => part.trim());
  if (!Object.hasOwn(faultKinds, name)) {
    throw new MannerError(
      `There is no manner ${quoted(name)}; there are ${Object.keys(faultKinds).join(', ')}`,
    );
  }
  const known = faultKinds[name]!.parameters;
  const values: Record<string, number> = {};
  for (const [parameter, { byDefault }] of Object.entries(known)) {
    if (byDefault !== undefined) values[parameter] = byDefault;
  }
  for (const part of given) {
    const [parameter = '', value = ''] = part.split('=').map((side) => side.trim());
    if (!Object.hasOwn(known, parameter)) {
      const names = Object.keys(known).join(', ') || 'none';
      throw new MannerError(`${name} has no parameter ${quoted(parameter)}; it has ${names}`);
    }
    const { atMost } = known[parameter]!;
    if (!/^\d{1,12}$/.test(value) || Number(value) > atMost) {
      throw new MannerError(`${parameter} of ${name} must be a whole number from 0 to ${atMost}`);
    }
    values[parameter] = Number(value);
  }
  return { name, parameters: values };
}

/** So that a long or odd text does not fill the message. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
