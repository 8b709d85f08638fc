import { type FaultParameters, faultKinds } from './catalogue.js';

/** One thing that goes wrong with one call. */
export interface Fault {
  readonly name: string;
  readonly parameters: FaultParameters;
}

/** A text that asks for faults is not understood. The message says which part, and what you can ask for. */
export class FaultError extends Error {
  /** Identifies the error, even if the package was loaded twice. */
  override readonly name = 'FaultError';
  /** Stable, for programs. */
  readonly code = 'fault_unknown';
}

/**
 * Reads what a header `x-sandbox-fault`, a control call or an option asks for: names with commas between them, each
 * with parameters behind semicolons, such as `delay;ms=250, status-503;retry-after=2`. They are applied in this order.
 *
 * @returns none for a text without a name.
 * @throws FaultError that names the part and what you can ask for.
 */
export function parseFaults(text: string): readonly Fault[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '').map(parseFault);
}

function parseFault(text: string): Fault {
  const [name = '', ...given] = text.split(';').map((part) => part.trim());
  if (!Object.hasOwn(faultKinds, name)) {
    throw new FaultError(
      `There is no fault ${quoted(name)}. The faults are ${Object.keys(faultKinds).join(', ')}`,
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
      throw new FaultError(
        `The fault ${name} has no parameter ${quoted(parameter)}. Its parameters: ${names}`,
      );
    }
    const { atMost } = known[parameter]!;
    if (!/^\d{1,12}$/.test(value) || Number(value) > atMost) {
      throw new FaultError(`${parameter} of the fault ${name} must be a whole number from 0 to ${atMost}`);
    }
    values[parameter] = Number(value);
  }
  return { name, parameters: values };
}

/** Faults as the header asks for them, with all their parameters. {@link parseFaults} reads them back. */
export function faultsText(faults: readonly Fault[]): string {
  return faults.map(faultText).join(', ');
}

function faultText({ name, parameters }: Fault): string {
  return [name, ...Object.entries(parameters).map(([parameter, value]) => `${parameter}=${value}`)].join(';');
}

/** So that a long or odd text does not fill the message. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
