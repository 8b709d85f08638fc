import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../../../shared/failure.js';
import { readTree, sameLineEnds, type Tree } from '../../../shared/tree.js';
import type { Session } from '../../run/session.js';
import type { RenderInput } from '../view.js';
import { classArchive } from './class-archive.js';
import { carrierOf, generatorConfig, readOptions } from './input.js';
import { ensureJar } from './jar.js';
import { failureIn, findJava, type Java } from './java.js';
import { readPin } from './pin.js';

/** What of the generator's output is part of a client; models, runtime, docs and lists of files are not. */
const kept = (path: string): boolean => path === '.openapi-generator/VERSION' || /^apis\/.+\.ts$/.test(path);

/**
 * Runs openapi-generator, once for all clients: starting the JVM and warming it up costs more than the work itself.
 * The jar is run directly; its npm wrapper would start three JVMs.
 *
 * @returns name → the files that are part of the client.
 * @throws SetupError when jar or Java are not to be had, or the generator failed or left something out.
 */
export async function runGenerator(
  inputs: readonly RenderInput[],
  session: Session,
): Promise<ReadonlyMap<string, Tree>> {
  const { root, work, env } = session;
  const pin = readPin(root);
  const jar = await ensureJar(root, pin, env, (line) => session.progress.say(line));
  const java = await findJava(env);

  await cp(join(root, 'tools', 'templates'), join(work, 'templates'), { recursive: true });
  for (const { name, view, options } of inputs) {
    const config = generatorConfig(
      `clients/${name}/carrier.json`,
      `clients/${name}/out`,
      options === undefined ? {} : await readOptions(options, name),
    );
    await mkdir(join(work, 'clients', name), { recursive: true });
    await writeFile(join(work, 'clients', name, 'carrier.json'), JSON.stringify(carrierOf(view)));
    await writeFile(join(work, 'clients', name, 'config.json'), JSON.stringify(config));
  }
  const archive = classArchive(session.cache, work, java, jarIdentity(jar, pin.sha256));
  const log = await runJava(
    java,
    [...archive.args, '-cp', jar, ...batch, ...inputs.map(({ name }) => `clients/${name}/config.json`)],
    session,
  );
  const failure = failureIn(log);
  if (failure !== undefined) throw new SetupError('generator_failed', `openapi-generator failed: ${failure}`);
  archive.keep();

  const trees = new Map<string, Tree>();
  for (const input of inputs)
    trees.set(input.name, await collect(input, join(work, 'clients', input.name, 'out'), pin.version));
  return trees;
}

/** What the JVM compares before it takes a class archive: a jar that was moved or touched is another one to it. */
function jarIdentity(jar: string, sha256: string): string {
  return createHash('sha256')
    .update(`${sha256} ${jar} ${statSync(jar).mtimeMs}`)
    .digest('hex');
}

const batch = ['org.openapitools.codegen.OpenAPIGenerator', 'batch', '--'];

/** Short work: the first compiler and the serial collector halve the CPU. The rest makes it the same on every machine. */
const jvm = [
  '-XX:TieredStopAtLevel=1',
  '-XX:+UseSerialGC',
  '-Xshare:auto',
  '-Xlog:disable',
  '-Xlog:all=error:stderr',
  '-Dfile.encoding=UTF-8',
  '-Duser.language=en',
];

async function runJava(java: Java, args: readonly string[], session: Session): Promise<string> {
  const env = { ...session.env, TZ: 'UTC', ...(process.platform === 'linux' && { LC_ALL: 'C.UTF-8' }) };
  const place = { cwd: session.work, env };
  const ended = session.execute(java.command, [...jvm, ...args], place);
  const { exit, output: log } = await ended.catch((cause: NodeJS.ErrnoException) => {
    throw new SetupError('java_missing', `Java could not be started (${cause.code}).`, { cause });
  });
  session.progress.detail(log.trimEnd());
  if (exit !== 0) {
    const reason = failureIn(log) ?? log.trim().split('\n').at(-1) ?? '';
    throw new SetupError('generator_failed', `openapi-generator failed (exit ${exit}): ${reason}`);
  }
  return log;
}

async function collect({ name, view }: RenderInput, folder: string, version: string): Promise<Tree> {
  const made = await readTree(folder);
  const files = Object.fromEntries(
    Object.entries(made)
      .filter(([path]) => kept(path))
      .map(([path, text]) => [path, sameLineEnds(text)]),
  );
  const stated = files['.openapi-generator/VERSION']?.trim();
  if (stated !== version) {
    throw new SetupError(
      'generator_failed',
      `${name}: openapi-generator ${version} was to make it, but the output names ${stated ?? 'none'}.`,
    );
  }
  const operations = Object.values(files)
    .map((text) => text.match(/^export const \S+Operation: /gm)?.length ?? 0)
    .reduce((sum, count) => sum + count, 0);
  const wanted = view.apis.reduce((sum, api) => sum + api.operations.length, 0);
  if (operations !== wanted) {
    throw new SetupError(
      'operations_lost',
      `${name}: ${wanted} operations went into openapi-generator, ${operations} came out. ` +
        'Two of them may have the same name, or the templates have lost them.',
    );
  }
  return files;
}
