import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxCommand } from '../../../src/command/command.js';
import type { SandboxServer } from '../../../src/entrances/http/start.js';
import { sandboxProviders } from '../../../src/sandbox-providers.js';
import { consumerKey, fiId, pair, sign, told } from './support.js';

let folder = '';
const open: SandboxServer[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-plo-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true });
});

async function keyFile(pem: string): Promise<string> {
  const file = join(folder, 'key.pem');
  await writeFile(file, pem);
  return file;
}

async function run(...args: string[]) {
  const err: string[] = [];
  const { exitCode, server } = await sandboxCommand(['--port', '0', ...args], {
    out: () => undefined,
    err: (text) => err.push(text),
    providers: sandboxProviders,
  });
  if (server !== undefined) open.push(server);
  return { exitCode, server, err: err.join('') };
}

/** What PLO says to a call that is signed, or not. */
async function answer(server: SandboxServer | undefined, isSigned: boolean): Promise<string> {
  const url = `${server?.basePath('plo')}/matchedoffers?FId=${fiId}&UserToken=none`;
  const headers = isSigned ? { authorization: sign(url, 'GET', null) } : {};
  return told(await fetch(url, { headers }));
}

const refusedForItsSignature = expect.stringContaining('INVALID_SIGNATURE');

describe('--plo-public-key', () => {
  const pkcs1 = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

  test('lets signed calls in and no others', async () => {
    const { server } = await run('--plo-public-key', await keyFile(pair.publicKey));
    expect(await answer(server, true)).toBe('401 UserToken INVALID_TOKEN');
    expect(await answer(server, false)).toEqual(refusedForItsSignature);
  });

  test('takes a key in PKCS #1, and refuses what another key has signed', async () => {
    const { server, exitCode } = await run('--plo-public-key', await keyFile(pkcs1.publicKey));
    expect(exitCode).toBe(0);
    expect(await answer(server, true)).toEqual(refusedForItsSignature);
  });

  test('with --plo-consumer-key, calls of that consumer only', async () => {
    const file = await keyFile(pair.publicKey);
    const [its, another] = [
      await run('--plo-public-key', file, '--plo-consumer-key', consumerKey),
      await run('--plo-public-key', file, '--plo-consumer-key', 'another'),
    ];
    expect(await answer(its.server, true)).toBe('401 UserToken INVALID_TOKEN');
    expect(await answer(another.server, true)).not.toBe('401 UserToken INVALID_TOKEN');
  });

  test('left away, signatures are not looked at', async () => {
    expect(await answer((await run()).server, false)).toBe('401 UserToken INVALID_TOKEN');
  });

  const elliptic = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  test.each([
    ['a text', 'no key', 'is not the public key of RSA in PEM'],
    ['a key of another kind', elliptic.publicKey, 'is not the public key of RSA in PEM'],
    ['a private key', pair.privateKey, 'is a private key; give its public half'],
  ])('%s is refused with exit code 2 before anything listens, and is not shown', async (_, pem, message) => {
    const { exitCode, server, err } = await run('--plo-public-key', await keyFile(pem));
    expect([exitCode, server]).toEqual([2, undefined]);
    expect(err).toContain(message);
    expect(err).not.toContain(pem.slice(30, 60) || pem);
  });

  test('a file that is not there is refused with exit code 2', async () => {
    const { exitCode, err } = await run('--plo-public-key', join(folder, 'none.pem'));
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^--plo-public-key: \S+none\.pem cannot be read \(ENOENT\)\n/);
  });

  test.each([
    [['--plo-consumer-key', 'a'], '--plo-consumer-key needs --plo-public-key'],
    [['--plo-consumer-key='], '--plo-consumer-key must not be empty'],
  ])('%j is refused with exit code 2', async (args, message) => {
    const { exitCode, err } = await run(...args);
    expect([exitCode, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
