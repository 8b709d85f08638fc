import { parseArgs } from 'node:util';
import { UsageError } from '../core/errors.js';
import type { ServerOptions } from '../entrances/http/start.js';
import { type ProvidersOptions, registrations } from '../generated/providers.js';
import type { ProviderCommandLine } from '../providers/registration.js';
import { readFixturesFile } from './fixtures-file.js';

/** What a command line asks for. */
export interface CommandLine {
  readonly server: Omit<ServerOptions, 'providers' | 'clock'>;
  /** The seed of all providers, and what each has options of its own for. */
  readonly providers: ProvidersOptions & { readonly seed: number };
  readonly isHelp: boolean;
  readonly isVersion: boolean;
}

/** The providers with options of their own, by the key of their registration. */
export const providerCommandLines: readonly (readonly [key: string, ProviderCommandLine])[] = Object.entries(
  registrations,
).flatMap(([key, { commandLine }]) => (commandLine === undefined ? [] : [[key, commandLine] as const]));

/** @returns rejects with UsageError for options that do not exist, and for values that they cannot have. */
export async function parseCommandLine(args: readonly string[]): Promise<CommandLine> {
  const values = valuesOf(args);
  const { host, help, version, chaos, record, fixtures } = values;
  if (host === '') throw new UsageError('--host must be an address of this machine, such as 127.0.0.1');
  if (record === '') throw new UsageError('--record must be the name of a file, such as calls.har');
  const seed = wholeNumber('seed', values.seed, 2 ** 32 - 1);
  const server = {
    ...{ host, record, port: wholeNumber('port', values.port, 65_535) },
    allowHosts: values['allow-host'].map(hostName),
    chaos: chaos === undefined ? undefined : { seed: wholeNumber('chaos', chaos, 2 ** 32 - 1) },
  };
  return {
    server,
    providers: { ...(help || version ? {} : await providerOptions(values, fixtures)), seed },
    ...{ isHelp: help, isVersion: version },
  };
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...optionsOfProviders(),
        port: { type: 'string', default: '8787' },
        host: { type: 'string', default: '127.0.0.1' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        seed: { type: 'string', default: '1' },
        chaos: { type: 'string' },
        record: { type: 'string' },
        fixtures: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function optionsOfProviders(): Record<string, { type: 'string' }> {
  const rows = providerCommandLines.flatMap(([, { options }]) => options);
  return Object.fromEntries(
    rows.map(([option]) => [option.slice('--'.length).split(' ')[0]!, { type: 'string' }]),
  );
}

async function providerOptions(values: object, fixturesFile: string | undefined): Promise<ProvidersOptions> {
  const fixtures = fixturesFile === undefined ? {} : await readFixturesFile(fixturesFile);
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string'));
  const each = providerCommandLines.map(async ([key, { read }]) => [key, await read(given)] as const);
  const options = Object.fromEntries(await Promise.all(each));
  const keys = [...Object.keys(options), ...Object.keys(fixtures)];
  return Object.fromEntries(keys.map((key) => [key, { ...options[key], ...fixtures[key] }]));
}

function wholeNumber(option: string, text: string, atMost: number): number {
  if (/^\d{1,10}$/.test(text) && Number(text) <= atMost) return Number(text);
  throw new UsageError(`--${option} must be a whole number from 0 to ${atMost}`);
}

function hostName(text: string): string {
  if (/^[\w.-]{1,253}$/.test(text)) return text;
  throw new UsageError('--allow-host must be a name without scheme and port, such as sandbox.internal');
}
