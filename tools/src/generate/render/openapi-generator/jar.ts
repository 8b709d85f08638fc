import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { SetupError } from '../../../shared/failure.js';
import { type Pin, wrapperDownloadUrl } from './pin.js';

const coordinates = { groupId: 'org/openapitools', artifactId: 'openapi-generator-cli' };
const byHand =
  'set OPENAPI_GENERATOR_JAR to a copy on this machine, or OPENAPI_GENERATOR_JAR_URL to a mirror that is in reach';

/**
 * Gives the path of the pinned generator, fetched if it is not there, its SHA-256 checked at every call:
 * hashing 32 MB costs 50 ms, and a file that was swapped after the download is caught.
 *
 * @param say is told when a download starts.
 * @throws SetupError when it can be neither found nor fetched, or is not the pinned one.
 */
export async function ensureJar(
  root: string,
  pin: Pin,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<string> {
  const named = env.OPENAPI_GENERATOR_JAR;
  if (named !== undefined && named !== '') {
    const path = resolve(named);
    if (!existsSync(path))
      throw new SetupError('jar_unreachable', `OPENAPI_GENERATOR_JAR names ${named}, which does not exist.`);
    await check(path, pin, `${named} (OPENAPI_GENERATOR_JAR)`, 'Set it to a good copy.');
    return path;
  }
  if (!existsSync(pin.jar)) {
    await download(addressOf(root, pin, env), pin, say);
    return pin.jar;
  }
  const fix = 'Delete the file to have it fetched again, or set OPENAPI_GENERATOR_JAR to a good copy.';
  await check(pin.jar, pin, relative(root, pin.jar), fix);
  return pin.jar;
}

/** @throws SetupError when the file is not the pinned generator. */
async function check(file: string, pin: Pin, what: string, fix: string): Promise<void> {
  const found = await sha256Of(file);
  if (found === pin.sha256) return;
  throw new SetupError(
    'jar_changed',
    `${what} is not openapi-generator ${pin.version}: its SHA-256 is ${found}, but openapitools.json pins ${pin.sha256}. ${fix}`,
  );
}

/**
 * We download by ourselves, from the address that the pinned npm wrapper carries. The wrapper could do it, but it asks a search
 * host first, takes a truncated file for good, checks no hash, and answers a failure with a stack.
 */
function addressOf(root: string, pin: Pin, env: NodeJS.ProcessEnv): URL {
  const values: Record<string, string> = { ...coordinates, versionName: pin.version };
  const { groupId, artifactId, versionName } = values;
  const mirror = env.OPENAPI_GENERATOR_JAR_URL;
  let template = mirror;
  if (template === undefined || template === '') template = pin.downloadUrl ?? wrapperDownloadUrl(root);
  else if (!template.endsWith('.jar')) {
    while (template.endsWith('/')) template = template.slice(0, -1);
    template = `${template}/${groupId}/${artifactId}/${versionName}/${artifactId}-${versionName}.jar`;
  }
  const address = template.replace(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  if (!URL.canParse(address) || !/^https?:/i.test(address)) {
    const setting =
      template === pin.downloadUrl
        ? 'repository.downloadUrl in openapitools.json'
        : 'OPENAPI_GENERATOR_JAR_URL';
    throw new SetupError('jar_unreachable', `${setting} is not an http(s) address.`);
  }
  return new URL(address);
}

async function download(address: URL, pin: Pin, say: (line: string) => void): Promise<void> {
  const unreachable = (why: string, cause?: unknown) =>
    new SetupError(
      'jar_unreachable',
      `openapi-generator ${pin.version} could not be fetched from ${address.host}: ${why}. To go on, ${byHand}. ` +
        'This download takes no notice of HTTP(S)_PROXY; `npx openapi-generator-cli version` does, and puts the file in the same place.',
      { cause },
    );
  say(`fetching openapi-generator ${pin.version} from ${address.host} (32 MB, once)`);
  const part = `${pin.jar}.part-${process.pid}`;
  await mkdir(dirname(pin.jar), { recursive: true });
  try {
    const response = await fetch(withoutUser(address), { headers: authorization(address) });
    if (!response.ok || response.body === null) throw unreachable(`it answers ${response.status}`);
    await pipeline(Readable.fromWeb(response.body as WebStream), createWriteStream(part));
    await check(part, pin, `The file from ${address.host}`, `It was not kept. To go on, ${byHand}.`);
    await rename(part, pin.jar);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const { cause } = error as { cause?: { code?: string } };
    throw unreachable(
      cause?.code ?? (error as NodeJS.ErrnoException).code ?? (error as Error).message,
      error,
    );
  } finally {
    await rm(part, { force: true });
  }
}

/** `fetch` refuses an address with user and password in it, and repeats it in the error. */
function withoutUser(address: URL): URL {
  const bare = new URL(address);
  bare.username = '';
  bare.password = '';
  return bare;
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
