import { execFile } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { SetupError } from '../../../shared/failure.js';

export interface Java {
  /** Absolute path of the `java` program. */
  readonly command: string;
  /** The full version, such as `17.0.15`. */
  readonly version: string;
  /** The feature release: 8, 11, 17 … */
  readonly release: number;
}

const oldest = 11;
const remedy = `Install a Java runtime, ${oldest} or newer (any vendor's), and have it on the PATH or name its folder in JAVA_HOME.`;

/**
 * Finds the Java runtime: JAVA_HOME if set, else the PATH.
 *
 * @throws SetupError when there is none, or it is older than the generator needs.
 */
export async function findJava(env: NodeJS.ProcessEnv): Promise<Java> {
  const home = env.JAVA_HOME;
  const program = process.platform === 'win32' ? 'java.exe' : 'java';
  const folders =
    home !== undefined && home !== ''
      ? [join(home, 'bin')]
      : (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
  if (found === undefined) {
    const where =
      home !== undefined && home !== ''
        ? 'JAVA_HOME is set, but has no bin/java.'
        : 'There is no Java on the PATH.';
    throw new SetupError('java_missing', `${where} The generator needs one. ${remedy}`);
  }
  const command = realpathSync(found);
  const version = versionFromRelease(command) ?? (await versionFromRun(command, env));
  const [major, minor] = version.split(/[.+_-]/).map(Number);
  const release = (major === 1 ? minor : major) ?? 0;
  if (!(release >= oldest)) {
    throw new SetupError('java_too_old', `Java ${version} is too old for the generator. ${remedy}`);
  }
  return { command, version, release };
}

/** The file `release` beside `bin`, which every JDK and most runtimes have, saves a start of the JVM. */
function versionFromRelease(command: string): string | undefined {
  const file = join(dirname(dirname(command)), 'release');
  return existsSync(file) ? /^JAVA_VERSION="([^"]+)"/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
}

async function versionFromRun(command: string, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    const { stderr, stdout } = await promisify(execFile)(command, ['-version'], { env, timeout: 30_000 });
    const lines = (stderr + stdout).split('\n').filter((line) => !line.startsWith('Picked up '));
    const version = /version "([^"]+)"/.exec(lines.join('\n'))?.[1];
    if (version !== undefined) return version;
  } catch (error) {
    // macOS has a `java` that only says where to get one.
    throw new SetupError('java_missing', `The Java that was found does not run. ${remedy}`, { cause: error });
  }
  throw new SetupError('java_missing', `The Java that was found does not tell its version. ${remedy}`);
}

/**
 * Finds what went wrong in the generator's log: the line, with those that belong to it, and without the Java stack.
 * An ERROR line may come with exit code 0: then a part of the description was left out.
 *
 * @returns undefined when nothing did.
 */
export function failureIn(log: string): string | undefined {
  const lines = log.split(/\r?\n/);
  const first = lines.findIndex((line) => failing.some((pattern) => pattern.test(line)));
  if (first < 0) return undefined;
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => line.trim() === '' || /^\s+at |^\[/.test(line));
  return [lines[first]!, ...rest.slice(0, end < 0 ? undefined : end)]
    .slice(0, 8)
    .map((line) => line.replace(/^\[[^\]]*\] (ERROR +\S+ - )?/, '').trimEnd())
    .join('\n');
}

const failing = [
  /^\[[^\]]*\] ERROR /,
  /Generation failed for/,
  /^\[FAIL\]/,
  /^Exception in thread/,
  /^Unrecognized /,
  /^Error(:| occurred)/,
  /^(java|org)\.[\w.]+(Exception|Error)\b/,
];
