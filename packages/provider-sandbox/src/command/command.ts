import manifest from '../../package.json' with { type: 'json' };
import { UsageError } from '../core/errors.js';
import { counted } from '../core/facts.js';
import { isFixtureError } from '../core/fixtures.js';
import type { Provider } from '../core/provider.js';
import { type SandboxServer, type ServerOptions, startSandbox } from '../entrances/http/start.js';
import { SandboxStartError } from '../entrances/http/start-error.js';
import { RecordError, type Recording } from '../journal/recorder.js';
import { type CommandLine, parseCommandLine } from './command-line.js';
import { helpText, usage } from './help.js';

/** The world around the command: replaced in tests. */
export interface CommandContext {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly providers: (options: CommandLine['providers']) => Pick<ServerOptions, 'providers' | 'clock'>;
}

/** The exit code; with a server that runs, it is that of a program which is stopped later. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly server?: SandboxServer;
}

/**
 * Runs `provider-sandbox`: starts the server, and says where it listens, who can reach it, and what is where. With
 * `--record`, closing the server writes the calls and says how many, and rejects with a `RecordError` when that is not
 * possible.
 *
 * @returns exit code 1 when the server cannot listen there or the file cannot be written, 2 for a wrong command line or
 *   wrong fixtures; both after a sentence on `err`.
 */
export async function sandboxCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<CommandResult> {
  const { out, err } = context;
  try {
    const line = await parseCommandLine(args);
    if (line.isHelp || line.isVersion) {
      out(line.isHelp ? helpText() : `${manifest.version}\n`);
      return { exitCode: 0 };
    }
    const made = context.providers(line.providers);
    const server = await startSandbox({ ...made, ...line.server });
    out(`${server.announcement}\n\n${startingPoints(server, made.providers)}`);
    return { exitCode: 0, server: telling(server, out) };
  } catch (error) {
    if (error instanceof UsageError) {
      err(`${error.message}\nUsage: ${usage}\n`);
      return { exitCode: 2 };
    }
    if (isFixtureError(error)) {
      err(`${error.message}\n`);
      return { exitCode: 2 };
    }
    if (!(error instanceof SandboxStartError || error instanceof RecordError)) throw error;
    err(`${error.message}\n`);
    return { exitCode: 1 };
  }
}

/** What you need to know next: the page, the base URLs, the credentials, the recording. */
function startingPoints(server: SandboxServer, providers: readonly Provider[]): string {
  const { url, recording } = server;
  const rows = [
    ['watch', `${url}/`],
    ...providers.map(({ name }) => [name, server.basePath(name)]),
    ['credentials', `made up, and on that page with a call to paste; as JSON at ${url}/_sandbox/first-calls`],
    ...(recording === undefined ? [] : [['recording', `${recording.file}, when the sandbox ends`]]),
  ] as const;
  const width = Math.max(...rows.map(([title = '']) => title.length));
  return rows.map(([title = '', what = '']) => `  ${title.padEnd(width)}  ${what}\n`).join('');
}

/** The server, which says when it is closed what is recorded now. */
function telling(server: SandboxServer, out: CommandContext['out']): SandboxServer {
  const { recording } = server;
  if (recording === undefined) return server;
  let closing: Promise<void> | undefined;
  return {
    ...server,
    close() {
      closing ??= server.close().then(() => out(`${recorded(recording)}\n`));
      return closing;
    },
  };
}

function recorded({ file, calls, controlCalls }: Recording): string {
  const parts = [
    counted(calls, 'call'),
    ...(controlCalls === 0 ? [] : [counted(controlCalls, 'control call')]),
  ];
  return `${parts.join(' and ')} ${calls + controlCalls === 1 ? 'is' : 'are'} in ${file}.`;
}
