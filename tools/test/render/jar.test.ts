import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureJar } from '../../src/generate/render/openapi-generator/jar.js';
import type { Pin } from '../../src/generate/render/openapi-generator/pin.js';
import { SetupError } from '../../src/shared/failure.js';
import { sha256 } from '../run/workspace.js';

const content = Buffer.alloc(300_000, 'jar');
const mavenPath = '/org/openapitools/openapi-generator-cli/7.25.0/openapi-generator-cli-7.25.0.jar';

let folder: string;
let pin: Pin;
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jar-test-'));
  pin = {
    version: '7.25.0',
    sha256: sha256(content),
    jar: join(folder, 'versions', '7.25.0.jar'),
    downloadUrl: undefined,
  };
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  const running = server;
  server = undefined;
  if (running === undefined) return;
  running.closeAllConnections();
  await new Promise((resolve) => running.close(resolve));
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer({ keepAliveTimeout: 0 }, listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const ensure = (env: NodeJS.ProcessEnv, said: string[] = [], use = pin) =>
  ensureJar(folder, use, env, (line) => said.push(line));

async function failure(env: NodeJS.ProcessEnv, use = pin): Promise<SetupError> {
  const error = await ensure(env, [], use).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(SetupError);
  return error as SetupError;
}

describe('a generator that is not there', () => {
  test('is fetched once, to the place of the npm wrapper', async () => {
    const requests: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      requests.push(request.url);
      response.end(content);
    });
    const said: string[] = [];
    expect(await ensure({ OPENAPI_GENERATOR_JAR_URL: base }, said)).toBe(pin.jar);
    expect(await ensure({ OPENAPI_GENERATOR_JAR_URL: base }, said)).toBe(pin.jar);
    expect(requests).toEqual([mavenPath]);
    expect(said).toEqual([`fetching openapi-generator 7.25.0 from ${new URL(base).host} (32 MB, once)`]);
    expect(readFileSync(pin.jar)).toEqual(content);
    expect(readdirSync(join(folder, 'versions'))).toEqual(['7.25.0.jar']);
  });

  test.each([
    ['a base with a trailing slash', (base: string) => `${base}/maven/`, `/maven${mavenPath}`],
    ['the address of the file', (base: string) => `${base}/files/generator.jar`, '/files/generator.jar'],
  ])('comes from a mirror: %s', async (_what, address, expected) => {
    let asked: string | undefined;
    const base = await serve((request, response) => {
      asked = request.url;
      response.end(content);
    });
    await ensure({ OPENAPI_GENERATOR_JAR_URL: address(base) });
    expect(asked).toBe(expected);
  });

  test('comes from the repository that openapitools.json names', async () => {
    let asked: string | undefined;
    const base = await serve((request, response) => {
      asked = request.url;
      response.end(content);
    });
    const downloadUrl = `${base}/m/${'${groupId}/${artifactId}/${versionName}/${artifactId}-${versionName}.jar'}`;
    await ensure({}, [], { ...pin, downloadUrl });
    expect(asked).toBe(`/m${mavenPath}`);
  });

  test('user and password of a mirror are sent as such, and never shown', async () => {
    let authorization: string | undefined;
    const base = await serve((request, response) => {
      authorization = request.headers.authorization;
      response.writeHead(403).end();
    });
    const { message } = await failure({ OPENAPI_GENERATOR_JAR_URL: base.replace('//', '//me:s%C3%A9cret@') });
    expect(authorization).toBe(`Basic ${Buffer.from('me:sécret').toString('base64')}`);
    expect(message).toMatch(
      /^openapi-generator 7\.25\.0 could not be fetched from 127\.0\.0\.1:\d+: it answers 403\./,
    );
    expect(message).not.toMatch(/s%C3|sécret|me:/);
  });

  test.each<[string, RequestListener, string]>([
    ['the server has no such file', (_request, response) => response.writeHead(404).end(), 'it answers 404'],
    [
      'the connection breaks in the middle',
      (_request, response) => {
        response.writeHead(200, { 'content-length': content.length });
        response.write(content.subarray(0, 1000), () => response.destroy());
      },
      'UND_ERR_SOCKET',
    ],
  ])('%s: nothing is kept, and the ways out are named', async (_what, listener, why) => {
    const base = await serve(listener);
    const { code, message } = await failure({ OPENAPI_GENERATOR_JAR_URL: base });
    expect(code).toBe('jar_unreachable');
    expect(message).toContain(`could not be fetched from ${new URL(base).host}: ${why}.`);
    expect(message).toMatch(/OPENAPI_GENERATOR_JAR to .*OPENAPI_GENERATOR_JAR_URL to .*HTTP\(S\)_PROXY/);
    expect(readdirSync(join(folder, 'versions'))).toEqual([]);
  });

  test('no server answers: the reason and the ways out are named', async () => {
    const base = await serve(() => {});
    await new Promise((resolve) => server!.close(resolve));
    server = undefined;
    expect((await failure({ OPENAPI_GENERATOR_JAR_URL: base })).message).toContain(
      ': ECONNREFUSED. To go on, set',
    );
  });

  test.each([
    ['another file', 'not a jar'],
    ['a file cut short without notice', content.subarray(0, 1000)],
  ])('%s is not kept', async (_what, body) => {
    const base = await serve((_request, response) => response.end(body));
    const { code, message } = await failure({ OPENAPI_GENERATOR_JAR_URL: base });
    expect(code).toBe('jar_changed');
    expect(message).toMatch(
      /^The file from 127\.0\.0\.1:\d+ is not openapi-generator 7\.25\.0: its SHA-256 is [0-9a-f]{64}, but openapitools\.json pins [0-9a-f]{64}\. It was not kept\./,
    );
    expect(readdirSync(join(folder, 'versions'))).toEqual([]);
  });

  test('an address that is none is refused by the name of its setting', async () => {
    expect((await failure({ OPENAPI_GENERATOR_JAR_URL: 'file:///x.jar' })).message).toBe(
      'OPENAPI_GENERATOR_JAR_URL is not an http(s) address.',
    );
    expect((await failure({}, { ...pin, downloadUrl: 'nowhere' })).message).toBe(
      'repository.downloadUrl in openapitools.json is not an http(s) address.',
    );
  });
});

describe('a generator that is there', () => {
  test('is refused when it has been swapped, and is not deleted', async () => {
    const base = await serve((_request, response) => response.end(content));
    await ensure({ OPENAPI_GENERATOR_JAR_URL: base });
    writeFileSync(pin.jar, Buffer.alloc(content.length, 'bad'));
    const { code, message } = await failure({});
    expect(code).toBe('jar_changed');
    expect(message).toMatch(
      /^versions.7\.25\.0\.jar is not openapi-generator 7\.25\.0: .*Delete the file .*OPENAPI_GENERATOR_JAR/,
    );
    expect(readdirSync(join(folder, 'versions'))).toEqual(['7.25.0.jar']);
  });

  test('OPENAPI_GENERATOR_JAR is used in its place, and checked all the same', async () => {
    const copy = join(folder, 'copy.jar');
    expect((await failure({ OPENAPI_GENERATOR_JAR: copy })).message).toMatch(/which does not exist\.$/);
    writeFileSync(copy, content);
    expect(await ensure({ OPENAPI_GENERATOR_JAR: copy })).toBe(copy);
    writeFileSync(copy, 'other');
    expect(await failure({ OPENAPI_GENERATOR_JAR: copy })).toMatchObject({ code: 'jar_changed' });
  });
});
