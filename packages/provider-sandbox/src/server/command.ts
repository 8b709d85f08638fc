import { parseArgs } from 'node:util';
import { assertRecordable, RecordError, record } from '../journal/record.js';
import { mannerKinds } from '../manners/catalogue.js';
import type { SandboxProviders } from '../providers.js';
import { SandboxStartError } from './listen.js';
import { type SandboxServer, startSandbox } from './start.js';

/** The world around the command: replaced in tests. */
export interface CommandSurroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly providers: (options: { readonly seed: number }) => SandboxProviders;
}

/** The exit code; with a server that runs, it is that of a program which is stopped later. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly server?: SandboxServer;
}

const usage =
  'provider-sandbox [--port NUMBER] [--host ADDRESS] [--allow-host NAME]... [--seed NUMBER] [--chaos SEED] [--record FILE] [--help]';

/**
 * Runs `provider-sandbox`: starts the server, and says where it listens and who can reach it. With `--record`, closing
 * the server writes the calls first, and rejects with a `RecordError` when that is not possible.
 *
 * @returns exit code 1 when the server cannot listen there or the file cannot be written, 2 for a wrong command line; both after a sentence on `err`.
 */
export async function sandboxCommand(
  args: readonly string[],
  { out, err, providers }: CommandSurroundings,
): Promise<CommandResult> {
  try {
    const { host, port, allowHosts, seed, chaos, record: file, help } = parse(args);
    if (help) {
      out(helpText());
      return { exitCode: 0 };
    }
    if (file !== undefined) await assertRecordable(file);
    const server = await startSandbox({
      ...providers({ seed }),
      ...{ host, port, allowHosts, chaos: chaos === undefined ? undefined : { seed: chaos } },
    });
    out(`${server.announcement}\n`);
    return { exitCode: 0, server: file === undefined ? server : recorded(server, file) };
  } catch (error) {
    if (error instanceof UsageError) {
      err(`${error.message}\nUsage: ${usage}\n`);
      return { exitCode: 2 };
    }
    if (!(error instanceof SandboxStartError || error instanceof RecordError)) throw error;
    err(`${error.message}\n`);
    return { exitCode: 1 };
  }
}

/** The server, whose calls are in the file when it is closed. */
function recorded(server: SandboxServer, file: string): SandboxServer {
  return {
    ...server,
    async close() {
      await server.close();
      await record(server.journal, file, server.url);
    },
  };
}

class UsageError extends Error {}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8787' },
        host: { type: 'string', default: '127.0.0.1' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        seed: { type: 'string', default: '1' },
        chaos: { type: 'string' },
        record: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return {
      host: values.host,
      allowHosts: values['allow-host'].map(hostName),
      help: values.help,
      record: values.record,
      port: wholeNumber('port', values.port, 65_535),
      seed: wholeNumber('seed', values.seed, 2 ** 32 - 1),
      chaos: values.chaos === undefined ? undefined : wholeNumber('chaos', values.chaos, 2 ** 32 - 1),
    };
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

function helpText(): string {
  const width = Math.max(...Object.keys(mannerKinds).map((name) => name.length));
  const manners = Object.entries(mannerKinds).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
  return `Usage: ${usage}

Four providers on one port, without credentials: each at /<provider>/, with control calls at /_sandbox/; a browser has a page to
watch them at /.

  --port NUMBER      where to listen (default 8787; 0: any port that is free)
  --host ADDRESS     who can reach it (default 127.0.0.1: this machine only)
  --allow-host NAME  calls may come by this name too, and not only by address or as localhost; may be repeated
  --seed NUMBER      what is made up is the same for the same seed (default 1)
  --chaos SEED       something bad happens to one call in five, the same for the same seed
  --record FILE      write the calls to FILE at the end, as HAR 1.2, without secrets
  --help             this text

Bad manners of one call, in its header x-sandbox-manner, such as "delay;ms=250, status-503;retry-after=2":

${manners.join('\n')}
`;
}
