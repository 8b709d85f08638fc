import { parseArgs } from 'node:util';
import { UsageError } from '../core/usage-error.js';

/** What a command line asks for. */
export interface CommandLine {
  readonly port: number;
  readonly host: string;
  readonly allowHosts: readonly string[];
  readonly seed: number;
  readonly chaosSeed: number | undefined;
  readonly recordFile: string | undefined;
  readonly ploPublicKeyFile: string | undefined;
  readonly ploConsumerKey: string | undefined;
  readonly isHelp: boolean;
  readonly isVersion: boolean;
}

/** @throws UsageError for options that there are not, and for values that they cannot have. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const values = valuesOf(args);
  const { host, help, version, chaos } = values;
  if (host === '') throw new UsageError('--host must be an address of this machine, such as 127.0.0.1');
  if (values.record === '') throw new UsageError('--record must be the name of a file, such as calls.har');
  return {
    port: wholeNumber('port', values.port, 65_535),
    host,
    allowHosts: values['allow-host'].map(hostName),
    seed: wholeNumber('seed', values.seed, 2 ** 32 - 1),
    chaosSeed: chaos === undefined ? undefined : wholeNumber('chaos', chaos, 2 ** 32 - 1),
    recordFile: values.record,
    ploPublicKeyFile: values['plo-public-key'],
    ploConsumerKey: values['plo-consumer-key'],
    ...{ isHelp: help, isVersion: version },
  };
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8787' },
        host: { type: 'string', default: '127.0.0.1' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        seed: { type: 'string', default: '1' },
        chaos: { type: 'string' },
        record: { type: 'string' },
        'plo-public-key': { type: 'string' },
        'plo-consumer-key': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function wholeNumber(option: string, text: string, atMost: number): number {
  if (/^\d{1,10}$/.test(text) && Number(text) <= atMost) return Number(text);
  throw new UsageError(`--${option} must be a whole number from 0 to ${atMost}`);
}

function hostName(text: string): string {
  if (/^[\w.-]{1,253}$/.test(text)) return text;
  throw new UsageError('--allow-host must be a name without scheme and port, such as sandbox.internal');
}
